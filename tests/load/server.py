"""gunicorn as docs/operations.md starts it, with production settings, so that it can be measured and killed."""

import os
import secrets
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.load.cluster import free_port

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "var" / "load" / "static"


def production(database: str) -> None:
    """For this process and all it starts: the same secrets, the same database."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "policylab.settings.production",
        "POLICYLAB_SECRET_KEY": secrets.token_hex(32),
        "POLICYLAB_HOSTS": "127.0.0.1",
        "POLICYLAB_DATABASE": database,
        "POLICYLAB_STATIC": str(STATIC),
    }


def collect() -> None:
    """Styles and scripts under their final names; pages do not come without."""
    from django.core.management import call_command

    if not (STATIC / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


class Server:
    def __init__(self, log: Path, workers: int, threads: int):
        self.log, self.size, self.port, self.process = log, (workers, threads), free_port(), None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.end(signal.SIGTERM)

    def start(self) -> None:
        workers, threads = map(str, self.size)
        words = [
            "--worker-class",
            "gthread",
            "--workers",
            workers,
            "--threads",
            threads,
            "--keep-alive",
            "30",
            "--preload",
        ]
        words += ["--max-requests", "5000", "--max-requests-jitter", "500", "--bind", f"127.0.0.1:{self.port}"]
        command = [sys.executable, "-m", "gunicorn", "policylab.wsgi", *words]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stderr=log, stdout=log, start_new_session=True)
        while not self.answers():
            time.sleep(0.05)

    def answers(self) -> bool:
        if self.process.poll() is not None:
            raise SystemExit(self.log.read_text()[-2_000:])
        try:
            line = HTTPConnection("127.0.0.1", self.port, timeout=20)
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False

    def end(self, with_signal: int) -> None:
        os.killpg(self.process.pid, with_signal)
        self.process.wait()

    def kill(self) -> None:
        """Every worker in the middle of what it does."""
        self.end(signal.SIGKILL)
        self.start()


def processor(pids: list[int]) -> float:
    """Seconds of a processor these processes took so far, children that ended included."""
    ticks = 0
    for pid in pids:
        try:
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, told[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")
