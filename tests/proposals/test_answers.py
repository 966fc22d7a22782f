"""The authority answers a plan: who may, from when, what is kept, and what is said where it comes late or not at all."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.core.loop import DECIDE
from policylab.directory.enums import Role
from policylab.notices.models import Notice
from policylab.notices.sentences import sentence_of
from policylab.notices.services import follow
from proposals import answer_slots, services
from proposals.answers import Answered, AnswerPeriod, answer_periods, answers_to, days_past
from proposals.enums import Verdict
from proposals.models import Answer, Proposal
from proposals.selectors import is_adopted
from proposals.words import how_late, when_due

from . import factories as make
from .pages import at, browser

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GIVEN = {"verdict": "partly", "reason": "La salle oui, les machines l’an prochain.", "language": "fr"}


@pytest.fixture
def promised():
    """An answer was promised: sets the days from now at which answers open, and are due."""

    def promise(opens: float, due: float) -> None:
        period = AnswerPeriod(db_now() + opens * DAY, db_now() + due * DAY)
        answer_periods[:] = [lambda round: period]

    kept = list(answer_periods)
    yield promise
    answer_periods[:] = kept


@pytest.fixture
def plan():
    """Nobody can change it any more."""
    plan = make.published()
    make.move(plan.round, to="after")
    return plan


def answer(plan, user=None, **fields):
    user = user or make.officer(plan.round.asked_by)
    return services.answer_proposal(user=user, proposal=plan, **{**GIVEN, **fields})


# --- who, and when ----------------------------------------------------------------------------------------------------
def test_answer_proposal_is_the_officers_of_the_body_that_asked(plan):
    bare = make.member(plan.round.asked_by, Role.OFFICER)
    others = [make.person(), plan.author, make.member(plan.round.asked_by, Role.FACILITATOR), bare]
    others.append(make.officer(make.organisation("municipality")))
    for user in others:
        with pytest.raises(PermissionDenied):
            answer(plan, user)
    assert answer(plan).organisation == plan.round.asked_by


@pytest.mark.usefixtures("in_english")
def test_answer_proposal_waits_until_plans_stand_still():
    plan = make.published()
    with pytest.raises(Refused, match="can be given from"):
        answer(plan)
    make.move(plan.round, to="after")
    assert answer(plan).due_at is None


@pytest.mark.usefixtures("in_english")
def test_answer_proposal_waits_for_the_day_that_was_promised(plan, promised):
    officer = make.officer(plan.round.asked_by)
    promised(1, 9)
    with pytest.raises(Refused, match="can be given from"):
        answer(plan, officer)
    promised(-1, 9)
    assert answer(plan, officer).due_at is not None


@pytest.mark.usefixtures("in_english")
def test_answer_proposal_withdrawn_is_refused(plan):
    Proposal.objects.filter(pk=plan.pk).update(status="withdrawn", withdrawn_at=db_now())
    with pytest.raises(Refused, match="withdrawn"):
        answer(plan)


# --- what is kept -----------------------------------------------------------------------------------------------------
def test_a_correction_stands_over_the_first_answer_and_rewrites_nothing(plan):
    officer = make.officer(plan.round.asked_by)
    first = answer(plan, officer, verdict="declined", after=0)
    second = answer(plan, officer, after=1)
    first.refresh_from_db()
    assert (first.verdict, first.superseded_at, second.number) == ("declined", second.answered_at, 2)
    assert answers_to([plan])[plan.pk] == Answered(second, (first,))
    assert is_adopted(plan)


def test_answer_proposal_twice_is_one_answer(plan):
    officer = make.officer(plan.round.asked_by)
    assert answer(plan, officer, after=0) == answer(plan, officer, after=0)
    assert Answer.objects.count() == 1


def test_a_colleague_who_answered_meanwhile_is_not_written_over(plan):
    theirs = answer(plan)
    with pytest.raises(Stale) as stale:
        answer(plan, verdict="declined", after=0)
    assert stale.value.current == theirs


@pytest.mark.parametrize("wrong", [{"reason": "Non."}, {"reason": "   "}, {"verdict": "maybe"}])
def test_an_answer_without_reasons_or_verdict_is_refused(plan, wrong):
    with pytest.raises(Refused):
        answer(plan, **wrong)
    assert not Answer.objects.exists()


def test_the_database_holds_what_an_answer_is(plan):
    given = answer(plan)
    for wrong in (
        {"verdict": ""},
        {"verdict": "maybe"},
        {"round": plan.round},
        {"proposal": None},
        {"reason": ""},
        {"number": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=given.pk).update(**wrong)
    given.pk, given.ref, given.number = None, "another", 2
    with pytest.raises(IntegrityError), transaction.atomic():
        given.save()


def test_answer_round_has_no_verdict_and_its_own_history(plan):
    officer = make.officer(plan.round.asked_by)
    given = {"user": officer, "round": plan.round, "language": "fr"}
    first = services.answer_round(**given, reason="Nous avons lu tous les plans avec soin.")
    second = services.answer_round(**given, reason="Nous avons relu tous les plans avec soin.", after=1)
    assert (first.verdict, first.proposal, second.number) == ("", None, 2)
    with pytest.raises(PermissionDenied):
        services.answer_round(**{**given, "user": plan.author}, reason="Une réponse que personne ne doit lire.")


# --- in time or late --------------------------------------------------------------------------------------------------
def test_late_is_counted_in_days_of_the_calendar():
    noon = db_now().replace(hour=11, minute=0)
    cases = [(-DAY, None), (timedelta(hours=2), 0), (DAY, 1), (12 * DAY, 12)]
    assert [days_past(noon, noon + after) for after, _days in cases] == [days for _after, days in cases]
    assert days_past(None, noon) is None


@pytest.mark.usefixtures("in_english")
def test_a_late_answer_says_how_late_and_a_correction_does_not_make_it_later(plan, promised):
    promised(-20, -3)
    officer = make.officer(plan.round.asked_by)
    answer(plan, officer)
    Answer.objects.update(answered_at=db_now() - DAY)
    answer(plan, officer, verdict="adopted")
    assert "2 days late" in how_late(answers_to([plan])[plan.pk])


@pytest.mark.usefixtures("in_english")
def test_moving_the_date_later_makes_no_answer_punctual(plan, promised):
    promised(-20, -3)
    answer(plan)
    promised(-20, 30)
    assert "3 days late" in how_late(answers_to([plan])[plan.pk])


def test_what_is_owed_says_since_when(plan, promised):
    promised(-30, -12)
    page = browser().get(at(plan, language="en")).content.decode()
    assert "Not answered yet" in page
    assert "12 days ago" in page
    assert when_due(AnswerPeriod(db_now() - DAY, db_now() + 3 * DAY), db_now()).startswith("The answer is due by")


# --- pages ------------------------------------------------------------------------------------------------------------
def test_everybody_reads_the_answer_and_the_one_before_it(plan, django_assert_max_num_queries):
    officer = make.officer(plan.round.asked_by)
    answer(plan, officer, verdict="declined", reason="Il n’y a pas de salle cette année.")
    answer(plan, officer)
    reader = browser()
    reader.get(at(plan))
    with django_assert_max_num_queries(13):
        page = reader.get(at(plan, "answer/"))
    html = page.content.decode()
    assert not page.cookies
    for words in (GIVEN["reason"], "Il n’y a pas de salle", plan.round.asked_by.name, 'lang="fr"'):
        assert words in html
    assert GIVEN["reason"] in reader.get(at(plan)).content.decode()


def test_before_the_time_there_is_no_answer_page():
    plan = make.published()
    assert browser().get(at(plan, "answer/")).status_code == 404
    assert "answer/" not in browser().get(at(plan)).content.decode()


def test_an_officer_writes_and_corrects_from_the_page_of_the_plan(plan):
    officer = browser(make.officer(plan.round.asked_by))
    assert at(plan, "answer/write/") in officer.get(at(plan)).content.decode()
    assert officer.post(at(plan, "answer/write/"), {**GIVEN, "after": 0}).status_code == 302
    again = officer.get(at(plan, "answer/write/")).content.decode()
    assert GIVEN["reason"] in again
    assert officer.post(at(plan, "answer/write/"), {**GIVEN, "verdict": "adopted", "after": 1}).status_code == 302
    assert Answer.objects.current().get().verdict == Verdict.ADOPTED


BAD = [
    {"reason": ""},
    {"reason": "x" * 100_000},
    {"reason": "Une raison\x00 avec un signe nul dedans"},
    {"reason": "Une raison \u202e à l’envers dans le texte"},
    {"verdict": ""},
    {"verdict": "maybe"},
    {"language": "xx"},
    {"after": "many"},
]


@pytest.mark.parametrize(
    "wrong", BAD, ids=lambda wrong: f"{next(iter(wrong))} {str(next(iter(wrong.values())))[:12]!r}"
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(plan, wrong):
    officer = browser(make.officer(plan.round.asked_by))
    page = officer.post(at(plan, "answer/write/"), {**GIVEN, "after": 0, **wrong})
    html = page.content.decode()
    assert page.status_code == 400
    assert 'class="alert bad"' in html
    assert "reason" in wrong or GIVEN["reason"] in html
    assert not Answer.objects.exists()


def test_html_in_an_answer_is_words(plan):
    answer(plan, reason="<script>alert(1)</script> est une réponse en cinq mots")
    html = browser().get(at(plan, "answer/")).content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


def test_an_answer_written_over_a_colleagues_shows_both(plan):
    officer = browser(make.officer(plan.round.asked_by))
    answer(plan, reason="Le collègue a répondu avant moi ce matin.")
    page = officer.post(at(plan, "answer/write/"), {**GIVEN, "after": 0})
    html = page.content.decode()
    assert page.status_code == 409
    assert "Le collègue a répondu" in html
    assert GIVEN["reason"] in html
    assert 'name="after" value="1"' in html


def test_a_session_that_ended_keeps_what_was_typed(plan):
    away, officer = browser(), make.officer(plan.round.asked_by)
    door = away.post(at(plan, "answer/write/"), {**GIVEN, "after": 0})
    assert "sign-in" in door["Location"]
    away.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert GIVEN["reason"] in away.get(at(plan, "answer/write/")).content.decode()


@pytest.mark.usefixtures("in_english")
# --- what others learn ------------------------------------------------------------------------------------------------
def test_the_trail_search_and_what_the_body_did_know_the_answer(plan):
    given = answer(plan)
    link = next(link for link in registries.links_of(plan) if link.step == DECIDE)
    assert link.url.endswith(f"/plans/{plan.ref}/answer/")
    assert plan.round.asked_by.name in link.title
    assert [(found.kind, found.body) for found in answer_slots.documents()] == [("answer", given.reason)]
    deeds = answer_slots.deeds_of([plan.round.asked_by, make.organisation()])
    assert [(deed.title, deed.note) for deed in deeds[plan.round.asked_by]] == [(plan.current.title, "Adopted in part")]
    answer(plan, verdict="declined")
    assert list(answer_slots.documents([given])) == []


@pytest.mark.usefixtures("in_english")
@pytest.mark.django_db(transaction=True)
def test_those_who_follow_or_backed_a_plan_are_told():
    plan = make.supported()
    follower = make.person()
    follow(user=follower, target=plan)
    make.answered(plan, verdict="declined")
    told = Notice.objects.filter(event="plan.answered")
    backer = plan.supports.get().user
    assert {notice.user for notice in told} == {follower, backer, plan.author}
    assert "declined, with the reasons" in sentence_of(told[0])


def test_ones_own_data_say_what_one_answered(plan):
    given = answer(plan)
    assert answer_slots.data_of(given.answered_by)[0]["reason"] == given.reason
