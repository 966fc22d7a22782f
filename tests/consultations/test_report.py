"""The end of a consultation in one page: whole at every moment, from figures alone, within its budget of queries."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from consultations import report
from consultations.models import Consultation
from consultations.votes.models import Vote
from consultations.votes.report import chapter
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from proposals.delivery.models import Indicator, Milestone
from proposals.delivery.standing import today_of
from proposals.models import Proposal
from tests.consultations import factories
from tests.consultations.ended import ended
from tests.consultations.votes import factories as voting
from tests.proposals import factories as plans

pytestmark = pytest.mark.django_db


def page_of(consultation: Consultation, language: str = "en") -> BeautifulSoup:
    answer = Client().get(f"/{language}/consultations/{consultation.ref}/report/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def part(page: BeautifulSoup, anchor: str) -> str:
    return " ".join(page.find("section", id=anchor).get_text(" ").split())


def test_it_gathers_the_whole_from_promise_to_delivery():
    page = page_of(ended())
    assert [section["id"] for section in page.select(".report section")] == [
        "promise", "who", "when", "participation", "plans", "vote", "answer", "deliver", "kept", "address",
    ]  # fmt: skip
    assert "We work with you on the plans" in part(page, "promise")
    assert "4 plans stand. 1 plan was withdrawn" in part(page, "participation")
    assert "Plans were supported 3 times (people who did so: fewer than 5)." in part(page, "participation")
    assert "Social and solidarity economy 1 1" in part(page, "participation")
    assert "Un atelier dans la Médina" in part(page, "plans")
    assert "Plan A is adopted by all 3 colleges" in part(page, "vote")
    assert re.search(r"Citizens vote with ballots kept apart from names 1\d 8 ", part(page, "vote"))
    assert "Adopted" in part(page, "answer")
    assert "Le budget 2027 le prévoit" in part(page, "answer")
    assert "9 days later than promised" in part(page, "answer")
    assert "Under way until" in part(page, "deliver")


@pytest.mark.parametrize("moment", factories.MOMENTS)
def test_at_every_moment_it_says_what_is_still_to_come(moment):
    page = page_of(factories.opened(moment))
    assert "No plan has been published." in part(page, "participation")
    told = {kind: part(page, kind) for kind in ("vote", "answer", "deliver")}
    wanted = {
        "upcoming": ("begins on", "begins on", "begins on"),
        "propose": ("begins on", "begins on", "begins on"),
        "discuss": ("begins on", "begins on", "begins on"),
        "vote": ("Under way until", "begins on", "begins on"),
        "answer": ("It was due by", "Under way until", "begins on"),
        "deliver": ("It was due by", "It was due by", "Under way until"),
        "closed": ("It was due by", "It was due by", "It was due by"),
    }[moment]
    assert all(words in text for words, text in zip(wanted, told.values(), strict=True)), told


def test_a_vote_that_runs_tells_who_may_and_not_who_has():
    vote = voting.voted()
    with translation.override("en"):
        (told,) = chapter(vote.phase.consultation, db_now())
    assert "closes on" in told.facts["lead"]
    assert {len(row) for row in told.facts["roll"]} == {3}


def test_few_ballots_of_a_separated_college_are_not_told():
    vote = voting.counted(citizen=("A",) * 3)
    with translation.override("en"):
        (told,) = chapter(vote.phase.consultation, db_now())
    voted = {row[0]: row[3:] for row in told.facts["roll"]}
    assert voted["Citizens"] == ["fewer than 5", "–"]
    assert voted["Public authorities"][0] == "3"  # bodies, by name


def test_people_are_told_from_five_on():
    with translation.override("en"):
        assert [report.people(number) for number in (0, 1, 4, 5)] == ["0", "fewer than 5", "fewer than 5", "5"]


def test_a_cancelled_one_promises_nothing_more():
    page = page_of(factories.cancelled())
    assert page.find(id="vote") is None
    assert "La commission a été dissoute." in page.get_text()


def test_a_draft_has_no_report():
    assert Client().get(f"/fr/consultations/{factories.complete().ref}/report/").status_code == 404


def test_it_stays_within_its_queries(django_assert_max_num_queries):
    at = f"/fr/consultations/{ended().ref}/report/"
    with django_assert_max_num_queries(15):
        page = Client().get(at)
    assert page["Cache-Control"] == "public, no-cache"
    assert Vote.objects.exists()


def test_many_plans_are_counted_and_the_first_listed(monkeypatch):
    monkeypatch.setattr(report, "PLANS_SHOWN", 2)
    found = factories.opened("propose")
    for _number in range(3):
        plans.published(round=found.round)
    page = page_of(found)
    assert len(page.select("#plans tbody tr")) == 2
    assert "1 more plan" in part(page, "plans")


def test_promises_stand_under_the_plan_they_were_made_for(django_assert_max_num_queries):
    found, day = ended(), today_of(db_now())
    plan = Proposal.objects.get(answers__round=None, answers__isnull=False, round=found.round)
    hall, officer = found.organisation, voting.officer_of(found.organisation)
    for title, due in (
        ("Deux machines installées", day - 3 * factories.DAY),
        ("La halle ouverte", day + 30 * factories.DAY),
    ):
        Milestone.objects.create(
            proposal=plan, title=title, language="fr", organisation=hall, begins_on=due, due_on=due, first_due_on=due,
            made_by=officer, made_at=db_now(),
        )  # fmt: skip
    counted = Indicator.objects.create(
        proposal=plan, name="Usagers", unit="personnes", language="fr", made_by=officer, made_at=db_now()
    )
    for back, total in ((9, 20), (2, 44)):
        counted.measurements.create(
            measured_on=day - back * factories.DAY, total=total, women=total // 2, men=total // 2, source="Registre",
            language="fr", organisation=hall, reported_by=officer, reported_at=db_now(),
        )  # fmt: skip
    with django_assert_max_num_queries(15):
        told = part(page_of(found), "deliver")
    assert "Deux machines installées" in told
    assert "3 days behind the first promise" in told
    assert "44 on" in told
    assert "(women: 22, men: 22)" in told
    assert "20 on" not in told


@pytest.mark.pdf
def test_it_can_be_had_as_a_file():
    at = f"/ar/consultations/{factories.opened().ref}/report"
    assert f'href="{at}.pdf"' in Client().get(f"{at}/").content.decode()
    file = Client().get(f"{at}.pdf")
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert file["Content-Disposition"].endswith('-ar.pdf"')


def test_without_what_makes_files_none_is_offered(monkeypatch):
    monkeypatch.setattr("consultations.views.report.can_print", lambda: False)
    at = f"/fr/consultations/{factories.opened().ref}/report"
    assert ".pdf" not in Client().get(f"{at}/").content.decode()
    assert Client().get(f"{at}.pdf").status_code == 404


def test_a_file_that_cannot_be_made_is_a_sentence(monkeypatch):
    def busy(html):
        raise Refused("Another file is being made just now.")

    monkeypatch.setattr("consultations.views.report.can_print", lambda: True)
    monkeypatch.setattr("consultations.views.files.pdf_of", busy)
    answer = Client().get(f"/en/consultations/{factories.opened().ref}/report.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Another file is being made just now." in answer.content.decode()
