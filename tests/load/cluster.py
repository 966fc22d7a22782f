"""A PostgreSQL of one's own in a temporary folder: it can be killed in the middle, and nothing of anybody else's with it.

Every commit is on the disk before it is answered (fsync, synchronous_commit), as a town would run it.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = {"fsync": "on", "synchronous_commit": "on", "shared_buffers": "256MB", "max_connections": "60"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(name: str) -> str:
    """Debian keeps them out of the path, because several versions may stand side by side."""
    found = shutil.which(name) or next(iter(sorted(map(str, DEBIAN.glob(f"*/bin/{name}")), reverse=True)), None)
    if found is None:
        raise SystemExit(f"{name} is missing: apt install postgresql")
    return found


class Cluster:
    def __init__(self, **settings: str):
        self.settings, self.port, self.process = {**SETTINGS, **settings}, free_port(), None
        # PostgreSQL refuses to run as root, as containers often do.
        self.owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.folder = Path(tempfile.mkdtemp(prefix="policylab-load-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, self.owner, self.owner)

    def __enter__(self) -> "Cluster":
        signal.signal(signal.SIGTERM, lambda *_given: sys.exit(1))  # else it would outlive a script that is ended
        self.run("initdb", "--auth=trust", "--username=policylab", "--encoding=UTF8", "--locale=C.UTF-8", self.data)
        self.start()
        self.run("createdb", "--host=127.0.0.1", f"--port={self.port}", "--username=policylab", "lab")
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def url(self) -> str:
        return f"postgresql://policylab@127.0.0.1:{self.port}/lab"

    def run(self, name: str, *words: str) -> None:
        subprocess.run([program(name), *words], check=True, stdout=subprocess.DEVNULL, **self.whose())

    def whose(self) -> dict[str, object]:
        return {"user": self.owner, "group": self.owner, "extra_groups": []} if os.geteuid() == 0 else {}

    def start(self) -> None:
        given = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
        where = ["-D", self.data, "-p", str(self.port), "-k", str(self.folder), "-h", "127.0.0.1"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen([program("postgres"), *where, *given], stderr=log, **self.whose())
        while not self.answers():
            time.sleep(0.05)

    def answers(self) -> bool:
        words = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(words, check=False).returncode == 0

    def kill(self) -> None:
        """All of it at once, as when the machine stops; then it starts again from what its log holds."""
        for pid in [self.process.pid, *children(self.process.pid)]:
            with suppress(ProcessLookupError):  # a child that has just ended by itself
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.start()


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]
