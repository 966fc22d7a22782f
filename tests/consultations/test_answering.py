"""The answer a consultation promised: when it may be written, where it is read, and what is said while it is owed."""

import pytest

from consultations.answering import answers_awaited
from consultations.models import Consultation
from consultations.overdue import overdue_answers
from policylab.core.clock import db_now
from policylab.core.loop import DECIDE
from policylab.core.registries import links_of
from proposals import services
from proposals.models import Answer
from tests.consultations.votes import factories as voting
from tests.consultations.votes.pages import words
from tests.proposals import factories as plans
from tests.proposals.pages import browser

from . import factories as make

pytestmark = pytest.mark.django_db
REASON = "La Ville a lu chaque plan et répond à tous."


@pytest.fixture
def asked():
    """Two plans, and a town hall that is to answer."""
    found = make.opened("propose")
    for title in ("Un atelier partagé", "Une salle le soir"):
        plans.published(round=found.round, title=title)
    return make.moved(found, "answer")


def at(consultation, page="answer/", language="fr"):
    return f"/{language}/consultations/{consultation.ref}/{page}"


def answer(consultation, officer, plan=None, **fields):
    plan = plan or consultation.round.proposals.first()
    given = {"verdict": "adopted", "reason": REASON, "language": "fr", **fields}
    return services.answer_proposal(user=officer, proposal=plan, **given)


def test_before_the_answer_phase_there_is_neither_tab_nor_page(asked):
    make.moved(asked, "vote")
    assert browser().get(at(asked)).status_code == 404
    assert at(asked) not in browser().get(at(asked, "")).content.decode()


def test_an_answer_keeps_the_day_that_was_promised(asked):
    given = answer(asked, make.officer(asked.organisation))
    assert given.due_at == make.phase(asked, "answer").closes_at


def test_an_officer_is_led_from_plan_to_plan_until_all_are_answered(asked):
    officer = make.officer(asked.organisation)
    desk, waiting = browser(officer), list(asked.round.proposals.order_by("pk"))
    for plan in waiting:
        write = f"/fr/plans/{plan.ref}/answer/write/"
        assert write in desk.get(at(asked)).content.decode().partition("act-title")[2]
        sent = desk.post(write, {"verdict": "declined", "reason": REASON, "language": "fr", "after": 0})
        assert sent["Location"] == at(asked)
    assert Answer.objects.current().count() == 2
    assert answers_awaited(officer, db_now()) == []


def test_the_general_answer_is_written_and_corrected(asked):
    desk = browser(make.officer(asked.organisation))
    assert desk.post(at(asked, "answer/write/"), {"reason": REASON, "language": "fr", "after": 0}).status_code == 302
    stale = desk.post(at(asked, "answer/write/"), {"reason": f"{REASON} Encore.", "language": "fr", "after": 0})
    assert stale.status_code == 409
    assert f"{REASON} Encore." in stale.content.decode()
    desk.post(at(asked, "answer/write/"), {"reason": f"{REASON} Encore.", "language": "fr", "after": 1})
    page = browser().get(at(asked)).content.decode()
    assert f"{REASON} Encore." in page
    assert page.count(REASON) == 2


def test_everybody_reads_all_answers_in_few_questions(asked, django_assert_max_num_queries):
    officer = make.officer(asked.organisation)
    for plan in asked.round.proposals.all():
        answer(asked, officer, plan)
    reader = browser()
    reader.get(at(asked))
    with django_assert_max_num_queries(15):
        page = reader.get(at(asked))
    assert not page.cookies
    assert page.content.decode().count(REASON) == 2


def test_what_is_owed_is_said_on_every_page_of_it(asked):
    make.moved(asked, "deliver")
    for page in ("", "plans/", "answer/"):
        html = browser().get(at(asked, page, "en")).content.decode()
        assert "2 plans still have no answer" in html
        assert "9 days ago" in html
    answer(asked, make.officer(asked.organisation))
    html = browser().get(at(asked, language="en")).content.decode()
    assert "1 plan still has no answer" in html
    assert "9 days late" in html


def test_no_trail_leads_to_a_page_of_answers_that_nobody_promised(asked):
    officer = make.officer(asked.organisation)
    make.phase(asked, "answer").delete()
    answer(asked, officer)
    assert browser().get(at(asked)).status_code == 404
    links = [link.url for link in links_of(Consultation.objects.get(pk=asked.pk)) if link.step == DECIDE]
    assert links == [at(asked, "plans/")]


def test_until_something_is_adopted_nothing_is_delivered_and_every_trail_says_the_answer_is_overdue(asked):
    """Whatever the dates say."""
    make.moved(asked, "deliver")

    def said(page):
        return words(browser().get(page))

    own, rows = at(asked, "", "en"), "/en/consultations/"
    assert "Step 5 of 7" in said(own)
    assert "Step 5 of 7" in said(rows)
    assert [link.title for link in overdue_answers([asked])[asked]] == ["Overdue by 9 days"]
    assert "Overdue by 9 days" in said(own)
    for plan in asked.round.proposals.all():
        answer(asked, make.officer(asked.organisation), plan)
    assert "Step 6 of 7" in said(own)
    assert "Step 6 of 7" in said(rows)
    assert "Overdue" not in said(own)


def test_the_answer_waits_for_the_officers_of_the_town_hall(asked):
    officer = make.officer(asked.organisation)
    assert [one.url for one in answers_awaited(officer, db_now())] == [at(asked)]
    assert answers_awaited(make.officer(), db_now()) == []
    make.moved(asked, "vote")
    assert answers_awaited(officer, db_now()) == []


def test_the_trail_of_a_consultation_knows_its_answers(asked):
    officer = make.officer(asked.organisation)
    assert [link for link in links_of(asked) if link.step == DECIDE] == []
    answer(asked, officer)
    asked = Consultation.objects.get(pk=asked.pk)
    assert [link.url for link in links_of(asked) if link.step == DECIDE] == [at(asked)]


def test_who_answers_reads_what_the_vote_decided_on_that_plan(asked):
    write, officer = "/en/plans/{}/answer/write/", make.officer(asked.organisation)
    assert "the vote decided" not in words(browser(officer).get(write.format(asked.round.proposals.first().ref)))
    vote = voting.counted(of=make.opened("propose"))
    desk = browser(make.officer(vote.phase.consultation.organisation))
    make.moved(vote.phase.consultation, "answer")
    first, second = (option.version.proposal for option in vote.options.select_related("version__proposal")[:2])
    page = words(desk.get(write.format(first.ref)))
    assert "Plan A is adopted by all 3 colleges This plan, A on the paper: Adopted" in page
    page = words(desk.get(write.format(second.ref)))
    assert "This plan, B on the paper: No majority in any college" in page
    assert "1 paper of 2 approves it, 2 were needed." in page
