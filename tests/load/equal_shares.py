"""Equal Shares on a budget as large as a capital's: how long the search and its certification take, and how much memory.

    .venv/bin/python -m tests.load.equal_shares [BIALOLEKA.pb]     default: the file in POLICYLAB_DATA

Made from the 6,542 papers and 30 projects of Białołęka (Warsaw 2026): 61,668 voters, each with the paper of one of them, and 83
projects, each project being two or three of nearly its cost, of which a voter wants one. The same seed makes the same instance.
"""

import os
import random
import resource
import sys
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

from consultations.tallies.budgets import Budget, without_a_project
from consultations.tallies.equal_shares import Completion, equal_shares, usual_increment
from consultations.tallies.equal_shares_search import find_raises
from consultations.tallies.files.reading import as_approved, read_election
from consultations.tallies.greedy import greedy

VOTERS, PROJECTS = 61_668, 83


def grown(path: Path) -> Budget:
    """The larger instance: each voter has as much money, and each can choose from projects worth as much, as in the file."""
    election = read_election(path)
    lots = random.Random(61_668)
    twins = {project: [f"{project}-1", f"{project}-2"] for project in election.options}
    for project in election.options[: PROJECTS - 2 * len(twins)]:
        twins[project].append(f"{project}-3")
    papers = list(as_approved(election).elements())
    larger = Fraction(VOTERS * len(twins), len(papers) * PROJECTS)
    costs = {
        twin: Fraction(round(election.costs[project] * larger * lots.randint(80, 120) / 100))
        for project in election.options
        for twin in twins[project]
    }
    cast = Counter(
        frozenset(lots.choice(twins[project]) for project in sorted(lots.choice(papers))) for _ in range(VOTERS)
    )
    return Budget(costs, cast, Fraction(round(election.budget * VOTERS / len(papers))), tie_order=tuple(costs))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def timed(act):
    begun = time.perf_counter()
    found = act()
    return found, time.perf_counter() - begun


def main() -> None:
    folder = Path(os.environ.get("POLICYLAB_DATA") or "../shared/data")
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "pabulib" / "Poland_Warszawa_2026_Bialoleka.pb"
    given, made = timed(lambda: grown(path))
    say(f"{given.voters} voters, {len(given.papers)} papers, {len(given.costs)} projects, made in {made:.1f} s")
    step = usual_increment(given)
    raises, searched = timed(lambda: find_raises(given, Completion.ADD1_GREEDY, step))
    tally, certified = timed(lambda: equal_shares(given, completion=Completion.ADD1_GREEDY, raises=raises))
    share = tally.steps[0]
    say(f"increment {share.increment}, raised {share.raises} times to {share.share}: {len(tally.winners)} projects")
    say(f"search {searched:.1f} s, certification {certified:.1f} s, its guess right: {share.raises == raises}")
    by_greed = greedy(given.costs, given.votes, budget=given.money, tie_order=given.tie_order)
    without = [without_a_project(given.papers, winners) for winners in (tally.winners, by_greed.winners)]
    say(f"voters with nothing: {without[0]} by Equal Shares, {without[1]} by the greedy rule")
    say(f"memory at its highest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
