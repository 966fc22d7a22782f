"""A PDF of words alone: nothing fetched, bounded in time, one at a time, the same words laid out once."""

import re
import zlib
from contextlib import nullcontext, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from policylab.core.errors import Refused
from policylab.core.printing import pdf

PAGE = (
    '<!doctype html><html lang="ar" dir="rtl"><head><title>x</title></head><body><h1>تقرير</h1><p>{}</p></body></html>'
)


def unpacked(made: bytes) -> bytes:
    """What stands in its streams, for a look."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        with suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return made + b"".join(found)


@pytest.fixture(autouse=True)
def nothing_kept():
    pdf.pdf_of.cache_clear()


@pytest.mark.pdf
def test_it_is_laid_out_in_our_own_fonts_on_as_many_sheets_as_needed():
    made = pdf.pdf_of(PAGE.format("كلمة " * 3_000))
    assert made.startswith(b"%PDF-")
    inside = unpacked(made)
    assert len(re.findall(rb"/Type\s*/Page\b", inside)) > 1
    assert all(font in inside for font in (b"Markazi", b"Readex"))


@pytest.mark.pdf
def test_nothing_is_fetched():
    asked: list[str] = []

    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Stranger)
    Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    links = f'<img src="{there}/a.png"><link rel="stylesheet" href="{there}/b.css"><object data="{there}/c"></object>'
    try:
        assert pdf.pdf_of(PAGE.format(links + '<a rel="attachment" href="file:///etc/passwd">x</a>')).startswith(
            b"%PDF-"
        )
        assert b"root:" not in pdf.pdf_of(PAGE.format('<img src="file:///etc/passwd">'))
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


@pytest.mark.pdf
def test_what_takes_too_long_is_ended_and_said(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.05)
    with pytest.raises(Refused):
        pdf.pdf_of(PAGE.format("long"))
    assert pdf._at_work.acquire(blocking=False)  # and the next may begin
    pdf._at_work.release()


@pytest.mark.parametrize(("crashes", "made"), [(1, True), (2, False)])
def test_a_crash_of_the_libraries_beneath_is_tried_once_more(monkeypatch, tmp_path, crashes, made):
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import os, pathlib, signal\n"
        "seen = pathlib.Path(__file__).with_name('seen')\n"
        "count = len(seen.read_text()) if seen.exists() else 0\n"
        "seen.write_text('x' * (count + 1))\n"
        f"os.kill(os.getpid(), signal.SIGSEGV) if count < {crashes} else print('%PDF-')\n"
    )
    monkeypatch.setattr(pdf, "WORKER", worker)
    with nullcontext() if made else pytest.raises(Refused):
        assert pdf.pdf_of("x").startswith(b"%PDF-")
    assert len((tmp_path / "seen").read_text()) == 2


def test_one_at_a_time():
    with pdf._at_work, pytest.raises(Refused):
        pdf.pdf_of(PAGE.format("second"))


@pytest.mark.pdf
def test_the_same_words_are_laid_out_once():
    assert pdf.pdf_of(PAGE.format("once")) is pdf.pdf_of(PAGE.format("once"))
