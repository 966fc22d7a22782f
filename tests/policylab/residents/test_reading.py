"""A town's file as spreadsheets write it, and what is no text. No database."""

import io
import zipfile

import pytest

from policylab.core.errors import Refused
from policylab.residents import reading
from policylab.residents.codes import digest_of
from policylab.residents.numbers import ANY, SHAPES, Fault, digest_of_number, fault_of, number_of
from policylab.residents.reading import read_register
from policylab.territories.models import Territory

CIN = SHAPES["TN"]
TABLE = "الاسم;رقم البطاقة;Téléphone\nسعاد;01234567;1\nAndré;٠٢٣٤٥٦٧٨;2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1256"])
def test_each_encoding_and_separator_gives_the_same_numbers(encoding):
    digits = str.maketrans("٠٢٣٤٥٦٧٨", "02345678") if encoding == "windows-1256" else {}  # that code page has no others
    for mark in ";,\t":
        text = TABLE.translate(digits).replace(";", mark)
        read = read_register(text.encode(encoding), CIN)
        assert (read.column, read.numbers, read.faults) == ("2 (رقم البطاقة)", ["01234567", "02345678"], [])
    assert read_register("sep=,\r\n01234567\r\nx\r\n".encode(encoding), CIN).faults == [(3, "letters")]


def test_western_windows_and_old_line_ends_are_read_too():
    read = read_register("Señor,DNI\r\nMuñoz,12.345.678-z\r\n".encode("windows-1252"), ANY)
    assert (read.column, read.numbers) == ("2 (DNI)", ["12345678Z"])


def test_what_is_wrong_is_told_by_line_without_the_number_and_counted_beyond_fifty():
    lines = ["01234567", "", "0123456", "012345678", "0123456A", " 01 234-567 ", "1.2E+07", "²1234567"]
    read = read_register("\n".join([*lines, *["7"] * 60, "", ""]).encode(), CIN)
    assert read.numbers == ["01234567"]
    assert read.faults[:7] == [
        (2, "empty"), (3, "short"), (4, "long"), (5, "letters"), (6, "twice"), (7, "letters"), (8, "letters"),
    ]  # fmt: skip
    assert (len(read.faults), read.counts["short"], read.counts["empty"]) == (50, 61, 1)
    filled = read_register(b"1234567\n234567\n01234567", CIN, fill_zeros=True)
    assert (filled.numbers, filled.faults) == (["01234567", "00234567"], [(3, "twice")])


def test_the_column_is_asked_for_only_where_several_could_be_it():
    phones = b"nom;cin;tel\na;01234567;21234567\nb;01234568;21234568\n"
    with pytest.raises(Refused, match=r"2 \(cin\), 3 \(tel\)") as refused:
        read_register(phones, CIN)
    assert refused.value.field == "column"
    for named in ("2", "CIN", " cin "):
        assert read_register(phones, CIN, column=named).numbers == ["01234567", "01234568"]
    with pytest.raises(Refused):
        read_register(phones, CIN, column="4")


def packed() -> bytes:
    with zipfile.ZipFile(held := io.BytesIO(), "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n ",
        packed(),
        b"\xd0\xcf\x11\xe0 an old sheet",
        b"%PDF-1.7\n\x00\x01\x02",
        b"GIF89a\x00\x01",
        b'01234567\n"' + b"0" * 140_000,  # a quotation mark that never ends
        b"\xff\xfe0",  # half a letter
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(content):
    with pytest.raises(Refused):
        read_register(content, CIN)


def test_there_is_an_end_to_how_long_a_list_may_be(monkeypatch):
    monkeypatch.setattr(reading, "LINES_AT_MOST", 3)
    with pytest.raises(Refused, match="3"):
        read_register(b"01234567\n" * 4, CIN)


def test_a_number_is_compared_without_what_people_put_between():
    assert number_of(" ab 12-34.56 ") == "AB123456"
    assert fault_of("AB123456", ANY) is None
    assert [fault_of(odd, ANY) for odd in ("", "ABCD", "1" * 21, "12\u202e34")] == [
        Fault.EMPTY, Fault.LETTERS, Fault.LONG, Fault.LETTERS,
    ]  # fmt: skip


def test_the_same_number_looks_different_in_another_town_and_with_another_key(settings):
    here, there = (digest_of_number("01234567", Territory(code=code)) for code in ("XX-1", "XX-2"))
    settings.POLICYLAB_CARD_KEY = "another"
    assert len({here, there, digest_of_number("01234567", Territory(code="XX-1")), digest_of("01234567")}) == 4
