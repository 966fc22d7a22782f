"""Our counts beside those of two libraries we do not ship: pabutools (GPL) for budgets, votelib (MIT) for rankings.

They live in an environment of their own, never in requirements:

    python3 -m venv /path/oracles && /path/oracles/bin/pip install pabutools==1.2.3 votelib==0.4.0
    PYTHONPATH=. /path/oracles/bin/python tests/load/oracles.py ../shared/data       every file in pabulib/ and ranked/

Ends with 1 if anything differs. pabutools takes minutes for a large file; it stops raising the share as soon as nothing more
fits, which is our add1_exhaustive; its greedy rule knows no threshold. votelib answers no tie in a run-off.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from consultations.tallies.budgets import Budget
from consultations.tallies.equal_shares import Completion, equal_shares
from consultations.tallies.files.election import Election, Kind
from consultations.tallies.files.reading import as_approved, read_election
from consultations.tallies.greedy import greedy
from consultations.tallies.irv import irv
from consultations.tallies.schulze import schulze
from consultations.tallies.stv import stv

LARGEST = 10_000  # voters: pabutools needs 40 s and 1 GB for 6,500
Compared = Iterator[tuple[str, object, object]]  # what, theirs, ours


def budgets(path: Path, election: Election) -> Compared:
    import pabutools.election as pb
    from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
    from pabutools.tiebreaking import TieBreakingRule

    instance, profile = pb.parse_pabulib(str(path))
    given = Budget(election.costs, as_approved(election), election.budget, election.options)
    how = {"sat_class": pb.Cost_Sat, "tie_breaking": TieBreakingRule(lambda _, __, project: given.ties[project.name])}

    def names(allocation) -> set[str]:
        return {project.name for project in allocation}

    def ours(completion: Completion) -> set[str]:
        return set(equal_shares(given, completion=completion).winners)

    many = profile.as_multiprofile()
    yield "equal shares", names(method_of_equal_shares(instance, many, **how)), ours(Completion.NONE)
    raised = method_of_equal_shares(instance, many, voter_budget_increment=1, **how)
    yield "add1_exhaustive", names(raised), ours(Completion.ADD1_EXHAUSTIVE)
    by_greed = greedy(given.costs, given.votes, budget=given.money, tie_order=given.tie_order)
    yield "greedy", names(greedy_utilitarian_welfare(instance, profile, **how)), set(by_greed.winners)


def rankings(path: Path, election: Election) -> Compared:
    import votelib.convert as convert
    import votelib.evaluate.condorcet as condorcet
    from votelib.evaluate.sequential import TransferableVoteSelector

    votes = {
        tuple(next(iter(tier)) if len(tier) == 1 else tier for tier in paper): n for paper, n in election.papers.items()
    }
    duels = convert.RankedToCondorcetVotes().convert(votes)
    ours = schulze(election.options, election.papers, tie_order=election.options, seats=len(election.options))
    yield "Schulze", condorcet.Schulze().evaluate(duels, len(election.options)), list(ours.winners)
    last = irv(election.options, election.papers, tie_order=election.options)
    yield "instant run-off", unless_tied(TransferableVoteSelector(), votes, 1), set(last.winners)
    two = stv(election.options, election.papers, seats=2, tie_order=election.options)
    fractional = TransferableVoteSelector(quota_function="droop", transferer="Gregory")
    yield "two seats", unless_tied(fractional, votes, 2), set(two.winners)


def unless_tied(selector, votes, seats: int) -> set[str] | None:
    try:
        return set(selector.evaluate(votes, seats))
    except NotImplementedError:  # votelib's word for a tie it has no answer to
        return None


def main(folder: Path) -> int:
    different = 0
    for path in sorted([*folder.glob("pabulib/*"), *folder.glob("ranked/*")]):
        election = read_election(path)
        if sum(election.papers.values()) > LARGEST:
            continue
        for what, theirs, ours in (rankings if election.kind is Kind.RANKED else budgets)(path, election):
            verdict = "no answer" if theirs is None else "same" if theirs == ours else "DIFFERENT"
            different += verdict == "DIFFERENT"
            sys.stdout.write(f"{verdict:10} {what:16} {path.name}\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
