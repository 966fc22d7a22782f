"""Closing a large vote, whole: count, package, rows written anew, sweeping; then its result page.

    .venv/bin/python -m tests.load.closing [--ballots 40000] [--options 20] [--runs 3]

On a PostgreSQL of its own (every commit on the disk), or the empty database of POLICYLAB_LOAD_PG. Each run is a vote of its own,
closed by a process of its own, as `run_due` is one: its seconds, the most memory it held, and what the database waited for
meanwhile. Issue 6 asks for 40,000 under 30 s with a result page under 200 ms and 15 queries; 400,000 under 5 minutes and 1 GB.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter

from tests.load.cluster import Cluster
from tests.load.questionnaires import say, timed

AT_ONCE, EVERY = 5_000, 0.1
NOTED = ("checkpoint", "automatic", "still waiting")
LOGGED = {"log_checkpoints": "on", "log_autovacuum_min_duration": "0", "log_lock_waits": "on"}


def main(given: argparse.Namespace) -> None:
    with ExitStack() as stack:
        url, cluster = os.environ.get("POLICYLAB_LOAD_PG"), None
        if not url:
            cluster = stack.enter_context(Cluster(**LOGGED))
            url = cluster.url
        prepare(url)
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        for _run in range(given.runs):
            started = perf_counter()
            vote = cast(given.ballots, given.options)
            say(f"{given.ballots:,} ballots on {given.options} options, cast in {perf_counter() - started:.0f} s")
            close(vote, url, cluster)
            page(vote)


def prepare(url: str) -> None:
    os.environ |= {
        "POLICYLAB_DATABASE": url,
        "DJANGO_SETTINGS_MODULE": "policylab.settings.dev",
        "POLICYLAB_PAGES_KEPT": "0",
    }
    import django

    django.setup()
    from django.conf import settings

    settings.DEBUG = False


def cast(ballots: int, options: int):
    """Rows as casting writes them, in bulk; nearly every paper is one of its kind."""
    from consultations.votes.models import Ballot, RollEntry
    from policylab.directory.enums import College
    from tests.consultations.votes import factories

    made = factories.consultation(colleges=[College.CITIZEN])
    vote = factories.opened(made, people=ballots, options=options)
    RollEntry.objects.filter(vote=vote).update(has_voted=True)
    letters, chance = [option.letter for option in vote.options.order_by("position")], random.Random(ballots)
    digits = "0123456789abcdef" * 4

    def paper(number: int) -> Ballot:
        chosen = sorted(chance.sample(letters, chance.randint(0, min(8, options))), key=letters.index)
        hashes = {"receipt_hash": f"{number:016x}{digits}"[:64], "owner_hash": f"{number:016x}{digits[1:]}"[:64]}
        return Ballot(vote=vote, college=College.CITIZEN, choices=chosen, **hashes)

    for start in range(0, ballots, AT_ONCE):
        Ballot.objects.bulk_create(paper(number) for number in range(start, min(start + AT_ONCE, ballots)))
    factories.move(vote, "after")
    return vote


def close(vote, url: str, cluster: Cluster | None) -> None:
    told_before = cluster.log.stat().st_size if cluster else 0
    with waits(url) as seen:
        subprocess.run([sys.executable, "-m", "tests.load.closing", "--close", str(vote.pk)], check=True)
    waited = ", ".join(f"{what} {EVERY * times:.1f} s" for what, times in seen.most_common(6))
    say(f"  the database, seen every {EVERY} s: {waited}")
    if cluster:
        for line in cluster.log.read_text()[told_before:].splitlines():
            if any(word in line for word in NOTED):
                say(f"  log: {line.partition('LOG:')[2].strip()[:160]}")


def closed(pk: int) -> None:
    """In a process that does nothing else."""
    prepare(os.environ["POLICYLAB_DATABASE"])
    from consultations.votes.models import Vote
    from consultations.votes.services import close_vote

    vote = Vote.objects.get(pk=pk)
    started, before = perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    assert close_vote(vote=vote)
    took, after = perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    say(f"  closed in {took:.1f} s, {busy:.1f} s of it busy itself, {after.ru_maxrss / 1024:.0f} MB at most")


@contextmanager
def waits(url: str) -> Iterator[Counter[str]]:
    """What others on this database wait for: a sample each tenth of a second."""
    import psycopg

    seen: Counter[str] = Counter()
    done = threading.Event()
    asked = (
        "SELECT backend_type, coalesce(wait_event_type || ' ' || wait_event, 'works') FROM pg_stat_activity "
        "WHERE state = 'active' AND pid <> pg_backend_pid()"
    )

    def watch() -> None:
        with psycopg.connect(url, autocommit=True) as door:
            while not done.wait(EVERY):
                seen.update(f"{kind}: {what}" for kind, what in door.execute(asked).fetchall())

    watching = threading.Thread(target=watch)
    watching.start()
    yield seen
    done.set()
    watching.join()


def page(vote) -> None:
    from django.test import Client
    from django.urls import reverse
    from django.utils import translation

    with translation.override("fr"):
        address = reverse("votes:result", args=[vote.phase.consultation.ref])
    response, queries, took, busy = timed(Client(headers={"host": "localhost"}), address)
    say(f"  result page {response.status_code}: {queries} queries, {took:.0f} ms, {busy:.0f} of it busy")


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="python -m tests.load.closing")
    words.add_argument("--ballots", type=int, default=40_000)
    words.add_argument("--options", type=int, default=20)
    words.add_argument("--runs", type=int, default=1)
    words.add_argument("--close", type=int, help=argparse.SUPPRESS)
    given = words.parse_args()
    closed(given.close) if given.close else main(given)
