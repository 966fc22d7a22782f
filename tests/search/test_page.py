"""The search page as a reader without an account meets it, on every engine."""

import re
from urllib.parse import urlencode

import pytest

from search.query import Query
from search.selectors import find

ODD = [
    '"',
    "'",
    "(",
    "coopérative)",
    '"coopérative',
    "coopérative OR",
    "NEAR(a b)",
    "a AND NOT b",
    "title:*",
    "coop*",
    "-coop",
    "a:b & c | !d <-> e",
    "\\",
    "%",
    "{[^~]}",
    "«»",
    "…",
    "  ",
    "\x00",
    "a\x00b",
    "\u202eabc",
    "😀",
    "ـــ",
    "ً",
    "مُ",
    "a" * 10_000,
    "mot " * 2_500,
    "l'",
    "of the",
    "٢٠٢٦",
    "中文 テスト",
    "1e5 0x10 3.14 10/12",
    "<script>alert(1)</script>",
]


def page(client, text=None, language="fr", **more):
    query = urlencode({"q": text, **more} if text is not None else more)
    return client.get(f"/{language}/search/?{query}")


def words_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.es)])
def engine(request, corpus):
    if request.param == "elasticsearch":
        request.getfixturevalue("in_elasticsearch")
    return request.param


def test_odd_words_get_an_answer_or_a_sentence(engine, client):
    for text in ODD:
        response = page(client, text)
        assert response.status_code == 200, text
        told = words_of(response)
        assert 'class="row"' in told or 'role="alert"' in told or 'class="empty"' in told, text
        assert "<script>alert" not in told
    assert (find(Query("Sfax")).engine == "elasticsearch") == (engine == "elasticsearch")


def test_marks_languages_and_counts(engine, client):
    told = words_of(page(client, "cooperative"))
    assert '<a href="/fr/recolte/" lang="fr" dir="auto">Les <mark>coopératives</mark> et l&#x27;économie' in told
    assert 'lang="it" dir="auto">' in told
    assert '<span class="tag" lang="it">Italiano</span>' in told
    assert "kind=plan" in told
    assert "territory=TN" in told
    assert "language=it" in told
    narrow = words_of(page(client, "cooperative", kind="plan", territory="TN"))
    assert "/fr/cantine/" in narrow
    assert "/it/mensa/" not in narrow
    assert "/fr/recolte/" not in narrow


def test_arabic_finds_and_marks_other_forms(engine, client):
    told = words_of(page(client, "بلدية", language="ar"))
    assert "<mark>البلديات</mark>" in told
    assert "<mark>بلدية</mark> صفاقس" in told
    assert 'dir="rtl"' in told


def test_pages_are_cut_and_keep_within_what_there_is(engine, client, django_assert_max_num_queries):
    everything = "municipalité OR"
    first = page(client, "2026 ")
    assert words_of(first).count('class="row"') == 5
    assert page(client, "2026", page="99").status_code == 200
    assert words_of(page(client, "2026", page="99")).count('class="row"') == 5
    assert page(client, everything, page="-1").status_code == 200
    with django_assert_max_num_queries(6):
        page(client, "cooperative", kind="note")


def test_reading_sets_no_cookie_and_a_fresh_copy_stays(corpus, client):
    response = page(client, "coopérative")
    assert not response.cookies
    assert response["Cache-Control"] == "public, no-cache"
    assert (
        client.get(
            response.request["PATH_INFO"] + "?q=coop%C3%A9rative", HTTP_IF_NONE_MATCH=response["ETag"]
        ).status_code
        == 304
    )
    assert '<meta name="robots" content="noindex">' in words_of(response)


def test_nothing_found_says_what_to_do_next(corpus, client):
    assert "Or look through the lists" in words_of(page(client, "trottinette", language="en"))
    narrowed = words_of(page(client, "coopérative", language="en", kind="vote"))
    assert 'href="/en/search/?q=coop%C3%A9rative"' in narrowed
    assert "too long to search for" in words_of(page(client, "a" * 201, language="en"))
    assert "There is no word in this" in words_of(page(client, "?!", language="en"))
    asked = page(client, language="en")
    assert "Look for a word" in words_of(asked)
    assert page(client, "coopérative", language="en", kind="<b>", territory="'", page="x").status_code == 200


def test_the_box_stands_on_every_page(corpus, client):
    for address in ("/fr/search/", "/ar/search/", "/en/plans/"):
        assert f'role="search" action="/{address[1:3]}/search/"' in words_of(client.get(address))
