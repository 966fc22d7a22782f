"""What was typed before signing in, or after a session had ended, is there again."""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from policylab.accounts.typed import LETTERS_KEPT, sign_in_to_post, typed_before

from .factories import last_code, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
DOOR, CODE = "/account/sign-in/", "/account/sign-in/code/"


@sign_in_to_post
def comment(request, ref):
    if request.method == "POST":
        return HttpResponse(f"published: {request.POST['text']}")
    return HttpResponse(repr(typed_before(request)))


@sign_in_to_post(back=lambda request, ref: f"/plan/{ref}/")
def support(request, ref):
    return HttpResponse("supported")


def plan(request, ref):
    return HttpResponse(repr(typed_before(request)))


urlpatterns = [
    path("", include("policylab.accounts.urls")),
    path("comment/<ref>/", comment),
    path("plan/<ref>/support/", support),
    path("plan/<ref>/", plan),
]


def come_in(client: Client, answer, address: str = "amina@example.org") -> str:
    """Through the door an answer led to; where one lands."""
    door = answer.headers["Location"]
    assert door.startswith(DOOR)
    client.post(DOOR, {"email": address, "next": client.get(door).context["onward"]})
    return client.post(CODE, {"code": last_code(address)}).headers["Location"]


def test_a_comment_typed_before_signing_in_waits_at_its_form(client):
    person("amina@example.org")
    answer = client.post("/comment/abc/?reply=7", {"text": "Bonjour\nعالم", "themes": ["a", "b"], "password": "x"})
    assert come_in(client, answer) == "/comment/abc/?reply=7"
    words = client.get("/comment/abc/?reply=7").content.decode()
    assert words == repr({"text": "Bonjour\nعالم", "themes": ["a", "b"]})
    assert client.get("/comment/abc/").content.decode() == words, "a page that failed to load loses nothing"
    assert client.post("/comment/abc/", {"text": "Bonjour"}).content == b"published: Bonjour"
    assert client.get("/comment/abc/").content == b"{}", "published, it waits no more"


def test_it_survives_the_welcome_page_of_a_newcomer(client):
    answer = client.post("/comment/abc/", {"text": "Salut"})
    assert come_in(client, answer, "new@example.org") == "/account/welcome/?next=%2Fcomment%2Fabc%2F"
    assert "Salut" in client.get("/comment/abc/").content.decode()


def test_it_survives_a_session_that_ended_in_mid_form():
    user = person("amina@example.org")
    client = signed_in(user)
    client.session.flush()
    answer = client.post("/comment/abc/", {"text": "Trois paragraphes"})
    assert client.get(answer["Location"]).context["kept"], "the door says so"
    assert not client.get(f"{DOOR}?next=/comment/other/").context["kept"]
    assert come_in(client, answer) == "/comment/abc/"
    assert "Trois paragraphes" in client.get("/comment/abc/").content.decode()


def test_a_form_posted_elsewhere_comes_back_to_its_page(client):
    person("amina@example.org")
    answer = client.post("/plan/xyz/support/", {"why": "parce que"})
    assert come_in(client, answer) == "/plan/xyz/"
    assert "parce que" in client.get("/plan/xyz/").content.decode()
    assert client.post("/plan/xyz/support/").content == b"supported"
    assert client.get("/plan/xyz/").content == b"{}"


def test_htmx_is_told_to_leave_the_page(client):
    answer = client.post("/comment/abc/", {"text": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"].startswith(DOOR)


def test_others_see_nothing_of_it(client):
    client.post("/comment/abc/", {"text": "Bonjour"})
    assert client.get("/comment/abc/").content == b"{}", "nor does the same browser before signing in"
    assert signed_in(person()).get("/comment/abc/").content == b"{}"


def test_reading_starts_no_session(client):
    client.get("/comment/abc/")
    assert not client.cookies


def test_it_has_its_bounds(client):
    person("amina@example.org")
    answer = client.post("/comment/abc/", {"text": "x" * (LETTERS_KEPT + 1)})
    assert come_in(client, answer) == "/comment/abc/"
    assert client.get("/comment/abc/").content == b"{}"
    stranger = Client()
    for number in range(8):
        stranger.post(f"/comment/{number}/", {"text": str(number)})
    assert len(stranger.session["typed"]) == 5


def test_a_hundred_thousand_characters_come_back_whole(client):
    person("amina@example.org")
    come_in(client, client.post("/comment/abc/", {"text": "é" * 100_000}))
    assert "é" * 100_000 in client.get("/comment/abc/").content.decode()


@override_settings(CSRF_FAILURE_VIEW="policylab.core.views.csrf_failure")
def test_a_form_without_its_token_is_refused_and_kept_on_the_page():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/comment/abc/", {"text": "Bonjour"})
    assert answer.status_code == 403
    assert "Bonjour" in answer.content.decode()
