"""The frame of every page: the same for all who have no session, in the reader's language, with a way to every other."""

import pytest
from bs4 import BeautifulSoup
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from policylab.core.page_parts import page_messages

pytestmark = pytest.mark.django_db
PAGE = "/fr/styleguide/list/"


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_reading_sets_no_cookie_and_is_the_same_for_everybody():
    first, second = Client().get(PAGE), Client().get(PAGE)
    assert not first.cookies
    assert first.content == second.content
    assert "public" in first["Cache-Control"]


def test_reading_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(PAGE)


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("en", "ltr"), ("es", "ltr"), ("fr", "ltr"), ("it", "ltr")]
)
def test_language_and_direction_are_said(client, language, direction):
    html = soup(client.get(f"/{language}/styleguide/list/")).html
    assert (html["lang"], html["dir"]) == (language, direction)


def test_the_languages_lead_to_the_same_page(client):
    links = soup(client.get(PAGE + "?page=2")).select(".lang a")
    assert [link["href"] for link in links] == [
        f"/{code}/styleguide/list/?page=2" for code in ("ar", "en", "es", "fr", "it")
    ]
    assert [link["lang"] for link in links if link.get("aria-current")] == ["fr"]


def test_a_view_may_say_where_its_page_is_in_other_languages(rf):
    request = rf.get("/fr/notes/lieu/")
    html = render_to_string("components/header.html", {"request": request, "alternates": {"ar": "/ar/notes/makan/"}})
    assert 'href="/ar/notes/makan/"' in html


def test_landmarks_and_the_way_past_the_menu(client):
    page = soup(client.get(PAGE))
    assert page.find("a", class_="skip")["href"] == "#main"
    assert page.find(id="main").name == "main"
    assert [len(page.find_all(name)) for name in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]


def test_who_is_signed_in_finds_what_is_theirs_and_no_way_in(client):
    assert soup(client.get(PAGE)).select(".mine") == []
    client.force_login(get_user_model().objects.create(email="amel@example.tn"))
    page = soup(client.get(PAGE))
    assert page.select(".mine")
    assert not page.select(".main a[href*='?next=']")


def test_a_demonstration_says_so(client, settings):
    assert soup(client.get(PAGE)).find(class_="demo")
    settings.DEMO = False
    assert not soup(client.get(PAGE)).find(class_="demo")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "it"])
def test_a_missing_page_is_a_page_of_ours(client, language):
    response = client.get(f"/{language}/no-such-page/")
    assert response.status_code == 404
    page = soup(response)
    assert page.html["lang"] == language
    assert page.find("a", href=f"/{language}/", class_="btn")
    assert f"/{'fr' if language == 'ar' else 'ar'}/no-such-page/" in [link["href"] for link in page.select(".lang a")]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_page_for_what_broke_needs_no_request_and_no_database_and_leads_on(language, django_assert_num_queries):
    with translation.override(language), django_assert_num_queries(0):
        html = render_to_string("500.html")
    assert f'<html lang="{language}"' in html
    ways = {link["href"] for link in BeautifulSoup(html, "html.parser").main.find_all("a")}
    assert ways >= {f"/{language}/{way}" for way in ("", "library/", "consultations/", "plans/")}


def test_more_than_any_form_takes_is_refused_in_the_reader_s_language(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    refused = client.post("/ar/account/sign-in/", {"login": "x" * 200})
    assert refused.status_code == 400
    assert '<html lang="ar" dir="rtl"' in refused.content.decode()


def test_a_refusal_says_when_to_try_again_and_keeps_what_was_typed(rf):
    with translation.override("en"):
        html = render_to_string("429.html", {"retry_after": 200, "typed": [("text", "<b>mine</b>")]}, rf.get("/en/"))
    assert "You can try again in 4 minutes." in html
    assert "&lt;b&gt;mine&lt;/b&gt;" in html


def test_a_refused_page_may_say_why(rf):
    with translation.override("en"):
        html = render_to_string("403.html", {"exception": "Only officers of this town."}, rf.get("/en/"))
    assert "Only officers of this town." in html


def test_messages_are_not_looked_for_where_there_is_no_session(rf):
    request = rf.get(PAGE)  # with neither session nor messages: a look at either would fail
    assert page_messages({"request": request}) == []


def test_what_was_just_done_is_said_once(client):
    client.force_login(get_user_model().objects.create(email="amel@example.tn"))
    request = HttpRequest()
    request.session = client.session
    storage = SessionStorage(request)
    storage.add(messages.SUCCESS, "Kept.")
    storage.update(HttpResponse())
    request.session.save()
    assert soup(client.get(PAGE)).find(role="status", class_="notice").get_text(strip=True) == "Kept."
    assert soup(client.get(PAGE)).find(class_="notice") is None
