"""Receipt codes: read as people type them, worth something only to whom they were handed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.votes import receipts

CODE = "K7RM-4Q2X-9TDA-H3WP"
BOUND = {"vote_ref": "k7wq2mxx", "entry_key": "a" * 32, "code": CODE}


def test_a_new_code_reads_as_itself_and_is_never_the_same():
    codes = {receipts.new_code() for _n in range(500)}
    assert len(codes) == 500
    assert all(receipts.read_code(code) == code and len(code) == 19 for code in codes)
    assert not set("".join(codes)) & set("OILU")
    assert len(set(receipts.LETTERS)) ** receipts.LENGTH == 2**80


def test_what_looks_alike_is_read_alike():
    assert receipts.read_code("ooOO-iIlL-1010-2ZZ2") == "0000-1111-1010-2ZZ2"


@pytest.mark.parametrize(
    "typed",
    [
        "k7rm4q2x9tdah3wp",
        " K7RM 4Q2X 9TDA H3WP ",
        "K7RM–4Q2X—9TDA-H3WP\n",
        "K٧RM-٤Q٢X-٩TDA-H٣WP",
        "\u200fK7RM-4Q2X-9TDA-H3WP",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed):
    assert receipts.read_code(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "K7RM", CODE + "2", CODE.replace("K", "U"), "\x00" * 16, "أ" * 16, "x" * 100_000]
)
def test_what_is_no_code_is_none(typed):
    assert receipts.read_code(typed) is None


@given(st.text(max_size=40))
def test_anything_typed_is_a_code_or_none(typed):
    read = receipts.read_code(typed)
    assert read is None or receipts.read_code(read) == read


@pytest.mark.parametrize("changed", [{"vote_ref": "other"}, {"entry_key": "b" * 32}, {"code": "2222-2222-2222-2222"}])
def test_a_signature_binds_code_vote_and_entry(changed):
    signature = receipts.sign(**BOUND)
    assert receipts.is_ours(**BOUND, signature=signature)
    assert not receipts.is_ours(**{**BOUND, **changed}, signature=signature)


@pytest.mark.parametrize("signature", ["", "x", "ن" * 43, "\x00"])
def test_a_wrong_signature_is_refused(signature):
    assert not receipts.is_ours(**BOUND, signature=signature)


def test_the_published_hash_is_the_one_the_package_describes():
    import hashlib

    expected = hashlib.sha256(f"policylab-receipt:k7wq2mxx:{CODE}".encode()).hexdigest()
    assert receipts.receipt_hash(vote_ref="k7wq2mxx", code=CODE) == expected
    assert receipts.owner_hash(vote_ref="k7wq2mxx", entry_key="a", code=CODE) != expected
