"""Queries, milliseconds and kilobytes of the main pages, with the demo and with many times the demo.

    .venv/bin/python -m tests.load.pages [--times 100] [--all]   a database of its own, on SQLite or on POLICYLAB_LOAD_PG

`--all` measures one of every type of page, not only the ten that people meet first.

Median of 20 requests after twelve to warm up (a statement is prepared the fifth time, and planned five times more before its plan
is kept), templates cached, DEBUG off, as a stranger and as somebody signed in. Never part of the tests: a clock proves nothing
there. DESIGN 6 asks for at most 15 queries and under 80 ms on any public page of the demo x 100.
"""

import argparse
import gzip
import os
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

WARM, RUNS = 12, 20


def main(times: int, every: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLICYLAB_DB"] = str(Path(folder) / "pages.sqlite3")
        if os.environ.get("POLICYLAB_LOAD_PG"):
            os.environ["POLICYLAB_DATABASE"] = os.environ["POLICYLAB_LOAD_PG"]
        os.environ["DJANGO_SETTINGS_MODULE"] = "policylab.settings.dev"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo", verbosity=0)
        import policylab.wsgi  # noqa: F401  as a server's process, which collects its rubbish more rarely

        measure("The demo", every)
        if times > 1:
            from tests.load.grow import grow

            started = perf_counter()
            made = grow(times)
            say(f"\nGrown {times} times in {perf_counter() - started:.0f} s: {made}")
            measure(f"{times} times the demo", every)


def measure(title: str, every: bool) -> None:
    from django.test import Client

    from policylab.accounts.models import User
    from tests.load.addresses import main_pages, page_types

    stranger, citizen = (Client(headers={"host": "localhost"}) for _one in range(2))
    citizen.force_login(User.objects.get(email="citizen@demo.invalid"))
    say(f"\n{title}\n{'page':24}{'queries':>8}{'ms':>8}{'signed in':>11}{'ms':>8}{'kB':>7}{'gzip':>6}  status")
    for name, address in (page_types() if every else main_pages()).items():
        response, asked, took = timed(stranger, address)
        _same, asked_in, took_in = timed(citizen, address)
        size, packed = len(response.content) / 1024, len(gzip.compress(response.content)) / 1024
        figures = f"{asked:8}{took:8.1f}{asked_in:11}{took_in:8.1f}{size:7.0f}{packed:6.0f}"
        say(f"{name:24}{figures}  {response.status_code}")


def timed(client, address: str):
    """(answer, queries, median milliseconds)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _run in range(WARM):
        client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    asked = len(queries)  # the next request empties the log
    times = []
    for _run in range(RUNS):
        start = perf_counter()
        client.get(address)
        times.append((perf_counter() - start) * 1000)
    return response, asked, statistics.median(times)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=100)
    asked.add_argument("--all", action="store_true")
    given = asked.parse_args()
    main(given.times, given.all)
