"""Ballots cast through HTTP: how many a second, and whether each that was acknowledged is there, once.

    .venv/bin/python -m tests.load.casting [--ballots 10000] [--processes 8] [--doubles 0.1] [--replace 0.05] [--seals]
                                           [--kill server|database --times 3] [--whole] [--workers 4 --threads 2]

It starts a PostgreSQL of its own (every commit on the disk) and gunicorn with production settings; both, and the voters, share
this machine's processors. A tenth of the voters send their ballot twice at the same instant, some change their mind afterwards,
and `--seals` writes ballots and marks anew meanwhile. `--kill` ends the server or the database with SIGKILL in the middle.
`--whole`: each voter also loads the ballot and the check screen before casting. Exit 1 when something is lost or doubled.
"""

import argparse
import multiprocessing
import random
import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.load.cluster import Cluster, children
from tests.load.electorate import Electorate, everything_is_there
from tests.load.server import Server, collect, processor, production
from tests.load.voters import Told, vote

AT_ONCE = multiprocessing.get_context("fork")


def main(given: argparse.Namespace) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="policylab-load-")))
        cluster = stack.enter_context(Cluster())
        production(cluster.url)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        collect()
        electorate = Electorate(given.ballots)
        server = stack.enter_context(Server(folder / "server.log", given.workers, given.threads))
        voters = electorate.voters(random.Random(given.ballots), given.doubles, given.replace, given.whole)
        say(f"{len(voters)} voters are signed in and hold a code")
        told, sealed, took = cast(given, voters, server, cluster)
        report(given, told, sealed, took)
        return everything_is_there(electorate, voters, told, say)


def cast(given: argparse.Namespace, voters: list, server: Server, cluster: Cluster) -> tuple[list[Told], int, float]:
    """Voters, seals and killing side by side, until the last voter is answered."""
    from django.db import connections

    connections.close_all()
    done, sealed, answers = AT_ONCE.Array("i", given.processes), AT_ONCE.Value("i", 0), AT_ONCE.SimpleQueue()
    running = [
        AT_ONCE.Process(target=voting, args=(server.port, voters[n :: given.processes], done, n, answers))
        for n in range(given.processes)
    ]
    sealing = AT_ONCE.Process(target=seals, args=(sealed,), daemon=True)
    before, started = spent(server, cluster), perf_counter()
    for process in running + [sealing] * given.seals:
        process.start()
    killed = kills(given, server, cluster, done)
    told = [answers.get() for _process in running]
    took = perf_counter() - started
    if not killed:
        shares(spent(server, cluster), before, took, len(voters))
    for process in running:
        process.join()
    if given.seals:
        sealing.terminate()
        sealing.join()
    return told, sealed.value, took


def voting(port: int, voters: list, done, number: int, answers) -> None:
    def progress() -> None:
        done[number] += 1

    try:
        answers.put(vote(port, voters, progress))
    except Exception as error:
        answers.put(Told(refused={repr(error): 1}))


def seals(sealed) -> None:
    """As `run_due` seals, only much more often."""
    from django.db import DatabaseError, connection

    from consultations.votes.services import sealing

    while True:
        try:
            sealed.value += sealing.seal_due_votes()
        except DatabaseError:
            connection.close()
        time.sleep(0.5)


def kills(given: argparse.Namespace, server: Server, cluster: Cluster, done) -> int:
    """Spread over the run; each time when so many ballots are acknowledged."""
    if not given.kill:
        return 0
    for turn in range(given.times):
        while sum(done) < given.ballots * (turn + 1) // (given.times + 1):
            time.sleep(0.01)
        started, at = perf_counter(), sum(done)
        {"server": server, "database": cluster}[given.kill].kill()
        say(f"  {given.kill} killed after {at} ballots, back after {perf_counter() - started:.1f} s")
    return given.times


def spent(server: Server, cluster: Cluster) -> dict[str, float]:
    """Processor seconds so far; the database's children that end are counted with their parent."""
    pids = {"server": server.process.pid, "database": cluster.process.pid}
    return {name: processor([pid, *children(pid)]) for name, pid in pids.items()}


def shares(after: dict[str, float], before: dict[str, float], took: float, ballots: int) -> None:
    parts = {name: after[name] - before[name] for name in after}
    told = ", ".join(f"{name} {1000 * part / ballots:.2f} ms" for name, part in parts.items())
    say(f"  of a processor for each ballot: {told}; both were busy for {sum(parts.values()) / took:.2f} processors")


def report(given: argparse.Namespace, told: list[Told], sealed: int, took: float) -> None:
    waits = sorted(wait for one in told for wait in one.milliseconds) or [0.0, 0.0]
    refused: dict[str, int] = {}
    for one in told:
        for status, times in one.refused.items():
            refused[status] = refused.get(status, 0) + times
    what = "ballot, check and cast" if given.whole else "cast"
    say(f"{len(waits)} ballots ({what}) in {took:.1f} s: {len(waits) / took:.0f} a second, {given.processes} at once")
    at_95 = waits[int(len(waits) * 0.95)]
    say(f"  p50 {statistics.median(waits):.0f} ms, p95 {at_95:.0f} ms, longest {waits[-1]:.0f} ms; {sealed} seals")
    say(f"  sent again {sum(one.sent_again for one in told)} times; answers other than a receipt: {refused or 'none'}")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="python -m tests.load.casting")
    words.add_argument("--ballots", type=int, default=10_000)
    words.add_argument("--processes", type=int, default=8)
    words.add_argument("--doubles", type=float, default=0.1, help="the part that sends its ballot twice at once")
    words.add_argument("--replace", type=float, default=0.05, help="the part that changes its mind afterwards")
    words.add_argument("--seals", action="store_true")
    words.add_argument("--kill", choices=["server", "database"])
    words.add_argument("--times", type=int, default=3)
    words.add_argument("--whole", action="store_true")
    words.add_argument("--workers", type=int, default=4)
    words.add_argument("--threads", type=int, default=2)
    return words.parse_args()


if __name__ == "__main__":
    sys.exit(main(asked()))
