"""A plan is begun, left, taken up again and published: by forms alone, and whatever goes wrong nothing typed is lost."""

import html
import re
from urllib.parse import unquote

import pytest
from django.test import Client

from policylab.core.refs import new_ref
from policylab.directory.enums import Role
from proposals.models import Draft, Proposal, Version

from . import factories as make
from .pages import BACKEND, at, browser

pytestmark = pytest.mark.django_db

IDEA = {"title": "Un jardin sur le toit", "need": "Il fait trop chaud en ville.", "language": "fr"}


def begin(round) -> str:
    return f"/fr/plans/begin/{round.ref}/"


def hidden(answer, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode()).group(1)


def text_of(answer) -> str:
    return html.unescape(answer.content.decode())


def test_the_whole_way_to_version_one():
    round, author = make.gathering(), make.person()
    client = browser(author)
    answer = client.post(begin(round), {**IDEA, "key": new_ref(), "then": "next"})
    plan = Proposal.objects.get()
    assert answer.url == at(plan, "edit/service/")
    steps = {
        "service": {"service": "Des bacs sur dix toits.", "roles": "La ville prête, nous arrosons."},
        "means": {"resources": "Dix bacs", "success": "Dix toits verts"},
        "origin": {"organisation": "me"},
    }
    for step, words in steps.items():
        page = client.get(at(plan, f"edit/{step}/"))
        edition = {"edition": hidden(page, "edition")} if step != "origin" else {}
        answer = client.post(at(plan, f"edit/{step}/"), {**words, **edition, "then": "next"})
        assert answer.status_code == 302, text_of(answer)
    assert answer.url == at(plan, "publish/")
    assert "Des bacs sur dix toits." in text_of(client.get(answer.url))
    assert client.post(at(plan, "publish/")).url == at(plan)
    version = Version.objects.get()
    assert (version.number, version.title, version.success, version.published_by) == (
        1,
        IDEA["title"],
        "Dix toits verts",
        author,
    )


def test_leaving_and_taking_up_again():
    client = browser(make.person())
    round = make.gathering()
    answer = client.post(begin(round), {**IDEA, "key": new_ref(), "then": "leave"}, follow=True)
    plan = Proposal.objects.get()
    assert IDEA["title"] in text_of(answer)
    assert at(plan, "edit/") in text_of(answer)
    assert client.get(at(plan, "edit/")).url == at(plan, "edit/service/")
    assert IDEA["need"] in text_of(client.get(at(plan, "edit/idea/")))


def test_what_was_typed_before_signing_in_waits():
    round, person, client = make.gathering(), make.person(), Client()
    key = hidden(client.get(begin(round)), "key")
    answer = client.post(f"{begin(round)}?source=x", {**IDEA, "key": key, "then": "next"})
    assert answer.status_code == 302
    assert unquote(answer.url).endswith(f"{begin(round)}?source=x")
    assert not Proposal.objects.exists()
    client.force_login(person, backend=BACKEND)
    page = client.get(begin(round))
    assert IDEA["need"] in text_of(page)
    assert hidden(page, "key") == key
    client.post(begin(round), {**IDEA, "key": key, "then": "next"})
    assert Draft.objects.get().need == IDEA["need"]


def test_a_session_that_ends_while_writing_loses_nothing():
    plan = make.draft()
    client = browser(plan.author)
    page = client.get(at(plan, "edit/service/"))
    typed = {"service": "Écrit pendant une heure", "roles": "", "edition": hidden(page, "edition")}
    client.logout()
    answer = client.post(at(plan, "edit/service/"), typed)
    assert answer.status_code == 302
    client.force_login(plan.author, backend=BACKEND)
    again = client.get(at(plan, "edit/service/"))
    assert "Écrit pendant une heure" in text_of(again)
    client.post(at(plan, "edit/service/"), {**typed, "edition": hidden(again, "edition")})
    assert Draft.objects.get().service == "Écrit pendant une heure"


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_window_that_closes_while_writing_keeps_the_draft_and_says_so(moment):
    plan = make.draft()
    client = browser(plan.author)
    edition = hidden(client.get(at(plan, "edit/service/")), "edition")
    make.move(plan.round, "write", to=moment)
    client.post(at(plan, "edit/service/"), {"service": "Tard", "roles": "Nous", "edition": edition})
    assert Draft.objects.get().service == "Tard"
    page = client.get(at(plan, "publish/"))
    assert 'class="alert warn"' in text_of(page)
    assert "Tard" in text_of(page)
    refused = client.post(at(plan, "publish/"))
    assert refused.status_code == 409
    assert "Tard" in text_of(refused)
    assert not Version.objects.exists()


def test_a_window_that_closes_before_the_first_save_gives_the_words_back():
    round, client = make.gathering(), browser(make.person())
    make.move(round, "write", to="after")
    answer = client.post(begin(round), {**IDEA, "key": new_ref()})
    assert answer.status_code == 200
    assert IDEA["need"] in text_of(answer)
    assert not Proposal.objects.exists()


def test_a_stale_form_shows_both_texts_and_loses_neither():
    plan = make.draft(service="Au départ")
    client = browser(plan.author)
    edition = hidden(client.get(at(plan, "edit/service/")), "edition")
    client.post(at(plan, "edit/service/"), {"service": "De l’autre téléphone", "roles": "r", "edition": edition})
    answer = client.post(at(plan, "edit/service/"), {"service": "De ce téléphone", "roles": "r", "edition": edition})
    assert answer.status_code == 200
    assert "De l’autre téléphone" in text_of(answer)
    assert "De ce téléphone" in text_of(answer)
    assert Draft.objects.get().service == "De l’autre téléphone"
    client.post(
        at(plan, "edit/service/"), {"service": "De ce téléphone", "roles": "r", "edition": hidden(answer, "edition")}
    )
    assert Draft.objects.get().service == "De ce téléphone"


def test_saving_the_same_twice_is_no_conflict():
    plan = make.draft()
    client = browser(plan.author)
    typed = {"service": "Une fois", "roles": "r", "edition": hidden(client.get(at(plan, "edit/service/")), "edition")}
    assert [client.post(at(plan, "edit/service/"), typed).status_code for _turn in range(2)] == [302, 302]


def test_beginning_twice_by_a_double_click_makes_one_draft():
    round, client = make.gathering(), browser(make.person())
    typed = {**IDEA, "key": new_ref()}
    urls = {client.post(begin(round), typed).url for _turn in range(2)}
    assert len(urls) == 1
    assert Proposal.objects.count() == 1


def test_publishing_twice_by_a_double_click_makes_one_version():
    plan = make.draft()
    client = browser(plan.author)
    assert {client.post(at(plan, "publish/")).url for _turn in range(2)} == {at(plan)}
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"need": "x" * 100_000},
        {"need": "a\x00b"},
        {"title": "abc\u202edef"},
        {"need": "\u2066ok\u2069\u202a"},
        {"language": "xx"},
        {"language": ""},
    ],
    ids=["empty", "long title", "100,000", "NUL", "override", "embedding", "language", "no language"],
)
def test_what_cannot_be_kept_is_said_at_the_field_and_comes_back(bad):
    round, client = make.gathering(), browser(make.person())
    typed = {**IDEA, **bad}
    answer = client.post(begin(round), {**typed, "key": new_ref()})
    assert answer.status_code == 200
    page = text_of(answer)
    field = next(iter(bad))
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert typed["need"].replace("\x00", "")[:50] in page.replace("\x00", "").replace("\ufffd", "")
    assert not Proposal.objects.exists()


def test_honest_arabic_marks_are_kept():
    client, need = browser(make.person()), "السعر \u206618 د.ت\u2069 فقط"
    client.post(begin(make.gathering()), {**IDEA, "need": need, "language": "ar", "key": new_ref()})
    assert Draft.objects.get().need == need


@pytest.mark.parametrize("key", ["", "short", "ABCDEFGHIJ", "../../../..", "bcdfghjkm\x00"])
def test_a_key_made_up_is_replaced(key):
    client = browser(make.person())
    client.post(begin(make.gathering()), {**IDEA, "key": key})
    assert Proposal.objects.get().ref != key


@pytest.mark.parametrize("edition", ["", "x", "-1", "99999999999999999999", "0"])
def test_an_edition_made_up_changes_nothing(edition):
    plan = make.draft(service="Au départ")
    answer = browser(plan.author).post(
        at(plan, "edit/service/"), {"service": "Autre", "roles": "r", "edition": edition}
    )
    assert answer.status_code == 200
    assert Draft.objects.get().service == "Au départ"


@pytest.mark.parametrize(
    "page", ["edit/", "edit/idea/", "edit/origin/", "publish/", "revise/", "discard/", "withdraw/"]
)
def test_a_draft_of_somebody_else_does_not_exist(page):
    plan = make.draft()
    for reader in (make.person(), make.member(plan.round.asked_by, Role.OFFICER), make.person(is_superuser=True)):
        assert browser(reader).get(at(plan, page)).status_code == 404
        assert browser(reader).post(at(plan, page), IDEA).status_code in {404, 405}
    assert Draft.objects.get().title == make.TEXTS["title"]


@pytest.mark.parametrize("page", ["edit/idea/", "revise/", "withdraw/"])
def test_a_plan_of_somebody_else_is_not_written_on(page):
    plan = make.published()
    assert browser(make.person()).get(at(plan, page)).status_code == 403
    assert browser(make.person()).post(at(plan, page), {**IDEA, "what_changed": "x"}).status_code in {403, 404}
    assert Version.objects.count() == 1


@pytest.mark.parametrize("page", ["edit/nothing/", "edit/check/", "edit/%00/"])
def test_a_step_that_is_none_is_not_found(page):
    plan = make.draft()
    assert browser(plan.author).get(at(plan, page)).status_code == 404


@pytest.mark.parametrize("page", ["edit/", "edit/idea/", "publish/", "discard/"])
def test_whoever_is_not_signed_in_is_led_to_the_door(page):
    plan = make.draft()
    answer = browser().get(at(plan, page))
    assert answer.status_code == 302
    assert at(plan, page) in answer.url.replace("%2F", "/")


def test_publishing_without_its_parts_says_which_and_where():
    plan = make.draft(service="", roles="")
    client = browser(plan.author)
    page = text_of(client.get(at(plan, "publish/")))
    assert page.count(f'href="{at(plan, "edit/service/")}"') == 3  # the step, and both parts
    assert client.post(at(plan, "publish/")).status_code == 409


def test_in_the_name_of_an_organisation_one_speaks_for():
    body, other = make.organisation(name="Mdinti"), make.organisation(name="Autre")
    plan = make.draft(make.member(body))
    client = browser(plan.author)
    page = text_of(client.get(at(plan, "edit/origin/")))
    assert "Mdinti" in page
    assert "Autre" not in page
    client.post(at(plan, "edit/origin/"), {"organisation": other.ref})
    assert Proposal.objects.get().organisation is None
    client.post(at(plan, "edit/origin/"), {"organisation": body.ref})
    assert Proposal.objects.get().organisation == body


def test_in_whose_name_it_stands_is_settled_by_publishing():
    plan = make.published()
    assert browser(plan.author).get(at(plan, "edit/origin/")).status_code == 404


def test_throwing_a_draft_away_twice():
    plan = make.draft()
    client = browser(plan.author)
    assert client.post(at(plan, "discard/")).url == "/fr/plans/mine/"
    assert client.post(at(plan, "discard/")).status_code == 404
    assert not Proposal.objects.exists()


def test_a_published_plan_is_not_thrown_away():
    plan = make.published()
    assert browser(plan.author).post(at(plan, "discard/")).status_code == 404
    assert Proposal.objects.exists()


def test_rounds_that_ask_for_plans_are_offered():
    open_now, closed = make.gathering(), make.gathering(closed=("write",))
    page = text_of(browser().get("/fr/plans/begin/"))
    assert begin(open_now) in page
    assert begin(closed) not in page
    assert browser().get(f"/fr/plans/begin/?round={open_now.ref}").url == begin(open_now)
    assert browser().get("/fr/plans/begin/?round=unknown").status_code == 404


def test_my_plans_shows_ones_own_only(django_assert_max_num_queries):
    mine = make.published(title="À moi")
    make.rewrite(mine, service="Encore mieux")
    make.draft(mine.author, title="Brouillon à moi")
    make.draft(title="À un autre")
    client = browser(mine.author)
    client.get("/fr/plans/mine/")
    with django_assert_max_num_queries(10):
        page = text_of(client.get("/fr/plans/mine/"))
    assert "Brouillon à moi" in page
    assert "À un autre" not in page


@pytest.mark.parametrize("page", ["mine/", "begin/"])
def test_pages_of_ones_own_are_not_kept_by_caches(page):
    answer = browser(make.person()).get(f"/fr/plans/{page}")
    assert "private" in answer["Cache-Control"]


def test_the_form_is_refused_without_its_token_and_gives_the_words_back():
    round, client = make.gathering(), Client(enforce_csrf_checks=True)
    answer = client.post(begin(round), IDEA)
    assert answer.status_code == 403
    assert IDEA["need"] in text_of(answer)
