"""How long a seal holds casting, and what closing takes away: one vote, so many ballots of so many on the roll.

    .venv/bin/python -m tests.load.sealing 40000        on SQLite or on POLICYLAB_LOAD_PG (an empty database)

`lock`: from the door shut to the commit, as a voter feels it who comes at the worst moment. Median and longest of seven.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

TIMES, AT_ONCE = 7, 5_000


def main(ballots: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLICYLAB_DB"] = str(Path(folder) / "sealing.sqlite3")
        if os.environ.get("POLICYLAB_LOAD_PG"):
            os.environ["POLICYLAB_DATABASE"] = os.environ["POLICYLAB_LOAD_PG"]
        os.environ["DJANGO_SETTINGS_MODULE"] = "policylab.settings.dev"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from consultations.votes.services import sealing

        settings.DEBUG = False
        call_command("migrate", verbosity=0, interactive=False)
        vote = cast(ballots)
        say(f"{connection.vendor}: {ballots} ballots, as many marks")
        seal(vote, sealing.BY_NIGHT - 1, "by day")
        seal(vote, sealing.BY_NIGHT, "by night, marks too")
        swept("sweeping after a seal")
        close(vote)


def cast(ballots: int):
    """Rows as casting writes them, in bulk."""
    from consultations.votes.models import Ballot, RollEntry
    from policylab.directory.enums import College
    from tests.consultations.votes import factories

    vote = factories.opened(factories.consultation(colleges=[College.CITIZEN]), people=ballots)
    RollEntry.objects.filter(vote=vote).update(has_voted=True)
    digits = "0123456789abcdef" * 4
    Ballot.objects.bulk_create(
        (
            Ballot(
                vote=vote,
                college=College.CITIZEN,
                choices=["A", "C"] if number % 3 else ["B"],
                receipt_hash=f"{number:016x}{digits}"[:64],
                owner_hash=f"{number:016x}{digits[1:]}"[:64],
            )
            for number in range(ballots)
        ),
        batch_size=AT_ONCE,
    )
    return vote


def seal(vote, within: float, when: str) -> None:
    from consultations.votes.models import Vote
    from consultations.votes.services import sealing, sweeping

    sealing.after_commit = lambda *_args: None  # sweeping holds nobody; it is timed below
    took = []
    for _n in range(TIMES):
        Vote.objects.filter(pk=vote.pk).update(sealed=0)
        started = perf_counter()
        assert sealing.seal_vote(vote=vote, within=within)
        took.append(perf_counter() - started)
        sweeping.sweep_due_votes()
        Vote.objects.filter(pk=vote.pk).update(unswept=True)
    say(f"  {when}: lock {1000 * statistics.median(took):.0f} ms, longest {1000 * max(took):.0f} ms")


def swept(what: str) -> None:
    from consultations.votes.services.sweeping import sweep_due_votes

    started = perf_counter()
    assert sweep_due_votes() == 1
    say(f"  {what} {perf_counter() - started:.1f} s")


def close(vote) -> None:
    from consultations.votes.services import close_vote
    from tests.consultations.votes import factories

    factories.move(vote, "after")
    started = perf_counter()
    assert close_vote(vote=vote)
    say(f"  closing, package and sweeping included, {perf_counter() - started:.1f} s")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)
