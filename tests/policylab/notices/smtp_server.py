"""A mail server of thirty lines that keeps what it is given; it can be stopped, started again, and told to refuse."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 here")
        recipients: list[str] = []
        while line := self.rfile.readline().decode().strip():
            word, _, rest = line.partition(" ")
            match word.upper():
                case "RCPT":
                    recipients = [rest.partition("<")[2].rstrip(">")]
                    self.say("550 no such box" if recipients[0] in self.server.refused else "250 ok")
                case "DATA":
                    self.say("354 go on")
                    self.server.taken.append((recipients[0], self.read_mail()))
                    self.say("250 taken")
                case "QUIT":
                    return self.say("221 bye")
                case _:
                    self.say("250 ok")
        return None

    def read_mail(self) -> Message:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return message_from_bytes(b"".join(lines))

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int, taken: list, refused: set):
        super().__init__(("127.0.0.1", port), _Session)
        self.taken, self.refused = taken, refused


class MailServer:
    """Down until `running()`; what it took stays known after it went down again."""

    def __init__(self) -> None:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = door.getsockname()[1]
        self.taken: list[tuple[str, Message]] = []
        self.refused: set[str] = set()

    @contextmanager
    def running(self) -> Iterator[None]:
        server = _Server(self.port, self.taken, self.refused)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
