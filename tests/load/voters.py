"""Voters over HTTP, as cheap as can be: what the client takes, the server does not get where both share two cores.

One process holds two connections that stay open. A ballot is acknowledged when its answer came whole, says 200 and shows the
code. Whoever gets none of that sends the same again, as somebody does whose page did not load.
"""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

PATIENCE = 60  # seconds without any server before a voter gives up


@dataclass
class Voter:
    """What one sends, in bytes: the ballot, once more or not, and another choice afterwards or none."""

    code: bytes
    ballot: bytes
    twice: bool = False
    other: bytes = b""
    before: tuple[bytes, ...] = ()  # requests of the pages that lead to casting


@dataclass
class Told:
    """What a process of voters has seen."""

    acknowledged: list[bytes] = field(default_factory=list)
    replaced: list[bytes] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    sent_again: int = 0
    refused: dict[str, int] = field(default_factory=dict)


class Line:
    """A connection that is opened anew when the other end is gone."""

    def __init__(self, port: int):
        self.port, self.socket = port, None

    def send(self, sent: bytes) -> None:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(sent)

    def answer(self) -> bytes:
        """All of it, by the length it says itself."""
        got = bytearray()
        while (end := got.find(b"\r\n\r\n")) < 0:
            self.more(got)
        head = bytes(got[:end]).lower()
        length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        while len(got) < end + 4 + length:
            self.more(got)
        if b"connection: close" in head:
            self.close()
        return bytes(got)

    def more(self, got: bytearray) -> None:
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionResetError
        got += part

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
        self.socket = None


def vote(port: int, voters: list[Voter], progress: Callable[[], None]) -> Told:
    told, first, second = Told(), Line(port), Line(port)
    for voter in voters:
        started = perf_counter()
        for page in voter.before:
            until_answered(told, page, b"", first)
        until_answered(told, voter.ballot, voter.code, *((first, second) if voter.twice else (first,)))
        told.milliseconds.append((perf_counter() - started) * 1000)
        told.acknowledged.append(voter.code)
        if voter.other:
            until_answered(told, voter.other, voter.code, first)
            told.replaced.append(voter.code)
        progress()
    return told


def until_answered(told: Told, sent: bytes, code: bytes, *lines: Line) -> None:
    """On two lines at once: both are sent before either is read, so that the two meet in the server."""
    end = time.monotonic() + PATIENCE
    while not all(tried(told, sent, code, lines)):
        if time.monotonic() > end:
            raise TimeoutError("The server answers nobody any more")
        told.sent_again += 1
        time.sleep(0.05)


def tried(told: Told, sent: bytes, code: bytes, lines: tuple[Line, ...]) -> list[bool]:
    return [good(told, line, code) for line in [line for line in lines if attempted(line, sent)]] or [False]


def attempted(line: Line, sent: bytes) -> bool:
    """A connection left open too long is closed by the server; then it is opened anew by the next try."""
    try:
        line.send(sent)
    except OSError:
        line.close()
        return False
    return True


def good(told: Told, line: Line, code: bytes) -> bool:
    try:
        answer = line.answer()
    except (OSError, ValueError, IndexError):
        line.close()
        return False
    status = answer[9:12]
    if status == b"200" and code in answer:
        return True
    told.refused[status.decode()] = told.refused.get(status.decode(), 0) + 1
    return False
