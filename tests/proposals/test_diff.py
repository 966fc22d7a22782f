"""Word differences: nothing is lost in them, and no word is cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from proposals.diff import PARTS, compare

words = st.sampled_from(
    ["la", "ville", "à", "17", "h", "المكتبة", "مَكْتَبَة", "السبت", "\n", " ", ",", "…", "🙂", "e\u0301t", "\u200f"]
)
texts = st.one_of(st.text(max_size=200), st.lists(words, max_size=60).map(" ".join))


def joined(pieces, *kinds):
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(texts, texts)
@settings(deadline=None)
def test_the_pieces_give_both_texts(old, new):
    pieces = compare(old, new)
    assert joined(pieces, "same", "del") == old
    assert joined(pieces, "same", "ins") == new


@given(texts, texts)
@settings(deadline=None)
def test_no_word_is_cut(old, new):
    known = set(PARTS.findall(old)) | set(PARTS.findall(new))
    assert {part for piece in compare(old, new) for part in PARTS.findall(piece.text)} <= known


@given(texts)
def test_a_text_against_itself_has_no_change(text):
    assert all(piece.kind == "same" for piece in compare(text, text))


def test_an_arabic_word_with_vowels_is_one_word():
    pieces = compare("تُفتَح المَكْتَبَة إلى الجُمعة", "تُفتَح المَكْتَبَة إلى السَّبت")
    assert [piece.text for piece in pieces if piece.kind != "same"] == ["الجُمعة", "السَّبت"]


def test_only_the_changed_words_are_marked():
    pieces = compare("ouvert du lundi au vendredi, de 9 h à 17 h", "ouvert du lundi au samedi, de 9 h à 20 h")
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == [
        ("del", "vendredi"),
        ("ins", "samedi"),
        ("del", "17"),
        ("ins", "20"),
    ]


def test_long_texts_that_share_nothing_give_up_looking_for_the_smallest_change():
    """Without the limit this takes minutes."""
    old = " ".join(f"a{n}" for n in range(1500))
    new = " ".join(f"b{n}" for n in range(1500))
    pieces = compare(old, new)
    assert joined(pieces, "same", "del") == old
    assert joined(pieces, "same", "ins") == new
