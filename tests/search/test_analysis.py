"""How words are read, and how a result is cut and marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import analysis
from search.marking import fragment, marked
from search.query import Query, has_words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("L'économie d’aujourd'hui", "fr", "economie aujourdhui"),
        ("Œuvres — 50 % (co-opérées)", "fr", "oeuvres 50 co operees"),
        ("all'università dell’Aquila", "it", "universita aquila"),
        ("The village's don't", "en", "the village dont"),
        ("¿Niños? ¡Sí, asociacion!", "es", "ninos si asociación"),
        ("مُشَارَكَة الإدارة ٢٠٢٦", "ar", "مشاركه الاداره 2026"),
        ("لبلدية تـونـس", "ar", "لبلديه بلديه تونس"),
        ("بلدية", "ar", "بلديه"),
        ("وبالبلدية", "ar", "وبالبلديه بالبلديه"),
        ("…«» ـ ً", "ar", ""),
    ],
)
def test_words_are_cut_and_folded(text, language, expected):
    assert analysis.spellings_of(text, language) == expected


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fr", "coopérative coopératives cooperative"),
        ("ar", "بلدية البلديات للبلديات والبلدية"),
        ("es", "escolar escolares"),
        ("es", "asociación asociacion asociaciones"),
        ("it", "rifiuto rifiuti"),
        ("en", "city cities"),
    ],
)
def test_forms_of_one_word_are_one_term(language, forms):
    assert len(set(analysis.terms_of(forms, language).split())) == 1


@given(st.text(), st.sampled_from(["ar", "en", "es", "fr", "it"]))
def test_any_text_is_read(text, language):
    for word in analysis.words(text, language):
        assert 0 <= word.start < word.end <= len(text)
        for spelling in word.spellings:
            assert spelling.isalnum()
            assert analysis.term(spelling, language).startswith(language)
    assert marked(text, Query("a" if not has_words(text) else text), language) is not None


def test_marks_escape_what_stands_around_them():
    assert marked("<b>Coopératives</b> & co", Query("coopérative"), "fr") == (
        "&lt;b&gt;<mark>Coopératives</mark>&lt;/b&gt; &amp; co"
    )


def test_a_fragment_is_the_part_that_holds_most():
    text = (
        "Une commune. " + "Rien à voir ici. " * 40 + "La commune achète des repas à la coopérative. " + "Suite. " * 90
    )
    cut = fragment(text, Query("commune coopérative"), "fr")
    assert "<mark>commune</mark> achète des repas à la <mark>coopérative</mark>" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 300
    assert fragment("Court.", Query("absent"), "fr") == "Court."
    assert fragment("", Query("absent"), "fr") == ""


def test_small_words_need_not_be_there_unless_there_is_nothing_else():
    asked = Query("la cantine de la commune").terms["fr"]
    assert [ways[0] for ways in asked] == ["frcantin", "frcommun"]
    assert [ways[0] for ways in Query("de la").terms["fr"]] == ["frde", "frla"]
    assert len(Query("mot " * 5 + " ".join(f"mot{n}" for n in range(40))).terms["fr"]) == 12
