"""Builds a thread of 1,000 comments in a database of its own and measures its pages, template and all.

    .venv/bin/python -m tests.load.thread [count]

Prints queries, milliseconds (median of 20 after a warm-up) and kilobytes. Never part of the tests: a clock proves nothing there.
DESIGN 6 asks for at most 12 queries and under 150 ms on SQLite; stock django-comments-xtd took 2,005 queries and 2.7 to 3.6 s.
"""

import gzip
import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

RUNS = 20


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLICYLAB_DB"] = str(Path(folder) / "thread.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "policylab.settings.dev"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        measure(*build(count))


def build(count: int):
    """The commented object, and one who may moderate it."""
    from policylab.core import registries
    from policylab.directory.models import Organisation
    from policylab.discussion.addresses import thread_address
    from tests.policylab.discussion.factories import fill
    from tests.policylab.notices.factories import Talk, member, organisation, person

    talk = Talk(run_by=organisation("municipality"), address=thread_address)
    registries.comment_rules[Organisation] = talk.rule()
    target = organisation(name="Un atelier partagé dans la Médina")
    bodies = [organisation() for _ in range(20)]
    fill(target, count, [(person(), None) for _ in range(80)] + [(member(body), body) for body in bodies])
    return target, member(talk.run_by, "facilitator")


def measure(target, moderator) -> None:
    from django.test import Client
    from django.utils import translation

    from policylab.discussion.addresses import thread_address

    with translation.override("fr"):
        address = thread_address(target)
    anonymous, signed_in = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    signed_in.force_login(moderator)
    for name, client, page in [
        ("anonymous, first page", anonymous, address),
        ("anonymous, last page", anonymous, f"{address}?page=999"),
        ("anonymous, in Arabic", anonymous, address.replace("/fr/", "/ar/")),
        ("facilitator, first page", signed_in, address),
    ]:
        report(name, client, page)


def report(name: str, client, address: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(address)
    asked = len(queries)  # the next request empties the log
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        client.get(address)
        times.append((perf_counter() - start) * 1000)
    packed = len(gzip.compress(answer.content)) / 1024
    size = f"{len(answer.content) / 1024:.0f} kB, {packed:.0f} kB packed"
    print(f"{name:26} {asked:3} queries  {statistics.median(times):6.1f} ms  {size}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
