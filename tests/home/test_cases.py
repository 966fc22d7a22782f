"""*Make a case of this*: the plan's way becomes a draft, once; and nobody hears of it before it is published."""

import json
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from consultations.models import Consultation
from consultations.votes.models import Vote
from home.models import CasePage
from home.services import make_case
from policylab.core.registries import links_of
from proposals.models import Proposal
from tests.consultations.votes import factories as votes
from tests.home import factories as pages
from tests.policylab.accounts import factories as accounts
from tests.proposals import factories as plans
from tests.proposals.delivery import factories as delivery
from tests.proposals.pages import at, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plans_without_source")]


def editor():
    return accounts.with_second_factor(accounts.editor())


def delivered(**texts) -> Proposal:
    """Two promises, one of them late, and two readings, one of them of too few."""
    plan, body, speaker = delivery.carried_by(**texts)
    officer = delivery.officer(plan)
    delivery.milestone(plan, due=-20, done=-9, user=officer, title="La salle est prête")
    delivery.milestone(plan, due=-3, user=officer, organisation=body, title="Vingt séances")
    indicator = delivery.indicator(plan, speaker)
    delivery.measured(indicator, 20, 17, 3, day=-9, user=speaker)
    delivery.measured(indicator, 97, 68, 29, day=-1, user=speaker)
    return plan


def words(page: CasePage) -> str:
    return "\n".join(str(stream.raw_data) for stream in page.streams()) + str(page.sources.raw_data)


def test_what_is_known_is_filled_in_and_the_lessons_are_left_to_write():
    plan = delivered()
    page = make_case(user=editor(), proposal=plan)
    assert (page.live, page.title, page.from_proposal, page.locale.language_code) == (
        False,
        plan.current.title,
        plan,
        "fr",
    )
    assert page.summary == plan.current.need
    assert page.place == plan.round.territory.name
    told = words(page)
    for wanted in (
        plan.current.service,
        "La salle est prête",
        "Vingt séances",
        "Les Ateliers",
        "68\\t29\\t97",
        "Registre",
    ):
        assert wanted in told
    assert "17" not in told.split("Registre")[0].split("\\t")  # fewer than five men, so women are hidden too
    assert at(plan, "delivery/") in told
    assert page.lessons[0].value["ours"]
    assert page.latest_revision.as_object().lessons[0].value["text"] == page.lessons[0].value["text"]


def test_it_is_published_once_its_lesson_is_written():
    desk, page = browser(editor()), make_case(user=editor(), proposal=delivered())
    address, publish = f"/admin/pages/{page.pk}/edit/", {"action-publish": "action-publish"}
    for way in ({}, publish):
        answer = desk.post(address, case_form(page, {"text": "", "ours": "on"}) | way)
        assert answer.status_code == (200 if way else 302)
        assert not CasePage.objects.get(pk=page.pk).live
    said = unescape(answer.content.decode())
    assert json.dumps("Écrivez cette ligne, ou retirez-la.") in said  # as the editor draws it, beside the line
    assert desk.post(address, case_form(page, {"text": "Ouvrir dès 17 h.", "ours": "on"}) | publish).status_code == 302
    assert CasePage.objects.get(pk=page.pk).live


def case_form(page: CasePage, lesson: dict) -> dict:
    """The editor's form as it stands, but for the lesson; the other blocks are left out to be brief."""
    empty = {name: streamfield([]) for name in ("in_brief", "body", "figures", "actors", "related", "sources")}
    kept = {name: str(getattr(page, name) or "") for name in ("title", "slug", "summary", "place", "year")}
    bare = dict.fromkeys(("year_from", "year_to", "authors", "publisher", "record_title", "record_url"), "")
    links = {"from_proposal": str(page.from_proposal_id), "territory": str(page.territory_id)}
    facts = {**empty, **kept, **bare, **links, "record": rich_text(""), "lessons": streamfield([("lesson", lesson)])}
    return nested_form_data(facts) | {"themes": []}


def test_pressing_twice_leads_to_the_same_draft_in_the_editor():
    plan, client = delivered(), browser(editor())
    page = at(plan, "delivery/")
    assert at(plan, "case/") in client.get(page).content.decode()
    assert client.get(at(plan, "case/")).status_code == 200
    went = [client.post(at(plan, "case/"))["Location"] for _time in range(2)]
    assert went[0] == went[1] == f"/admin/pages/{CasePage.objects.get().pk}/edit/"
    assert client.get(went[0]).status_code == 200
    client.get(at(plan, "case/"))
    assert CasePage.objects.count() == 1


def test_an_arabic_plan_becomes_an_arabic_draft():
    page = make_case(user=editor(), proposal=delivered(title="ورشة مشتركة", language="ar"))
    assert (page.locale.language_code, page.get_parent().specific) == ("ar", pages.library("ar"))


def test_only_an_editor_and_only_of_a_plan_that_is_carried_out():
    plan, mine = delivered(), plans.published()
    for user in (plan.author, delivery.officer(plan), accounts.editor()):
        with pytest.raises(PermissionDenied):
            make_case(user=user, proposal=plan)
        assert browser(user).post(at(plan, "case/")).status_code == 403
        assert at(plan, "case/") not in browser(user).get(at(plan, "delivery/")).content.decode()
    with pytest.raises(PermissionDenied):
        make_case(user=editor(), proposal=mine)
    assert browser().get(at(plan, "case/")).status_code == 302
    assert not CasePage.objects.exists()


def test_the_trail_leads_both_ways_once_it_is_published_and_never_before():
    note = pages.note("La note")
    vote = votes.counted()
    Consultation.objects.filter(pk=vote.phase.consultation_id).update(source_page=note)
    plan = plans.adopted(vote.options.select_related("version__proposal").first().version.proposal)
    Proposal.objects.filter(pk=plan.pk).update(source_page=note)
    delivery.milestone(plan, due=-1)
    case = make_case(user=editor(), proposal=plan)

    def stations() -> list:
        consultation = Consultation.objects.get(pk=vote.phase.consultation_id)
        mine = Proposal.objects.get(pk=plan.pk)
        return [type(note).objects.get(pk=note.pk), consultation, mine, Vote.objects.get(pk=vote.pk)]

    for start in stations():
        steps = {link.step for link in links_of(start) if link.url}
        assert steps >= {1, 2, 3, 5, 6}, start
        assert 7 not in steps, start
    assert links_of(case) == []
    case.get_latest_revision().publish()
    case = CasePage.objects.get()
    for start in [*stations(), case]:
        links = links_of(start)
        assert {link.step for link in links if link.url} >= {1, 2, 3, 5, 6, 7}, start
        assert case.title in [link.title for link in links if link.step == 7], start
        assert {Client().get(link.url).status_code for link in links if link.url and link.step >= 6} == {200}, start
