"""Promising, ticking, moving, explaining: who may, what is refused, what stays to be read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from policylab.core.errors import Refused
from policylab.core.refs import new_ref
from policylab.notices.models import Notice
from policylab.notices.services import follow
from proposals.delivery import services
from proposals.delivery.models import Milestone, MilestoneReport
from tests.proposals import factories as plans
from tests.proposals.pages import at, browser

from . import factories as make

pytestmark = pytest.mark.django_db


def promise(user, plan, body, **fields):
    words = {
        "title": "La salle est prête",
        "language": "fr",
        "begins_on": make.days(0),
        "due_on": make.days(9),
        **fields,
    }
    return services.promise_milestone(user=user, proposal=plan, organisation=body, **words)


def test_a_body_promises_for_itself_and_the_town_hall_for_all():
    plan, body, speaker = make.carried_by()
    town_hall = plan.round.asked_by
    assert promise(speaker, plan, body).first_due_on == make.days(9)
    with pytest.raises(PermissionDenied):
        promise(speaker, plan, town_hall)
    officer = make.officer(plan)
    assert {promise(officer, plan, one).organisation for one in (town_hall, body)} == {town_hall, body}
    with pytest.raises(Refused):
        promise(officer, plan, plans.organisation())


def test_nobody_else_promises_ticks_moves_or_explains():
    plan, _body, _speaker = make.carried_by()
    mine = make.milestone(plan)
    stranger, bare = plans.member(plans.organisation()), plans.member(plan.round.asked_by, "officer")
    said = {"text": "C’est fait.", "language": "fr"}
    for user in (plans.person(), stranger, bare, plan.author):
        for act in (
            lambda user=user: promise(user, plan, plan.round.asked_by),
            lambda user=user: services.tick_milestone(user=user, milestone=mine, done_on=make.today(), **said),
            lambda user=user: services.move_milestone(user=user, milestone=mine, due_on=make.days(40), **said),
            lambda user=user: services.explain_milestone(user=user, milestone=mine, **said),
        ):
            with pytest.raises(PermissionDenied):
                act()


@pytest.mark.parametrize("verdict", [None, "declined"])
def test_only_an_adopted_plan_is_delivered(verdict):
    plan = plans.published()
    officer = make.officer(plan)
    if verdict:
        plans.answered(plan, verdict, officer)
    with pytest.raises(PermissionDenied):
        promise(officer, plan, plan.round.asked_by)
    assert "delivery/" not in browser().get(at(plan)).content.decode()
    assert browser().get(at(plan, "delivery/")).status_code == 200


def test_the_same_form_sent_twice_is_one_promise():
    plan, key = make.plan(), new_ref()
    officer = make.officer(plan)
    assert promise(officer, plan, plan.round.asked_by, key=key) == promise(officer, plan, plan.round.asked_by, key=key)
    assert Milestone.objects.count() == 1


def test_a_tick_needs_evidence_and_a_day_that_has_come():
    mine = make.milestone()
    with pytest.raises(Refused) as refused:
        make.ticked(mine, done_on=make.days(1))
    assert refused.value.field == "done_on"
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ticked(mine, text="")
    assert make.again(mine).done_on is None


def test_a_tick_is_taken_back_in_public_and_can_be_given_again():
    mine = make.milestone()
    officer = make.officer(mine.proposal)
    address = at(mine.proposal, f"delivery/milestones/{mine.ref}/untick/", "en")
    said = {"text": "La porte est encore fermée.", "language": "fr"}
    with pytest.raises(Refused):
        services.untick_milestone(user=officer, milestone=mine, **said)
    make.ticked(mine, officer, text="La porte est ouverte.")
    with pytest.raises(PermissionDenied):
        services.untick_milestone(user=plans.person(), milestone=mine, **said)
    assert browser(officer).post(address, said).status_code == 302
    services.untick_milestone(user=officer, milestone=mine, **said)  # a double click
    page = browser().get(at(mine.proposal, "delivery/", "en")).content.decode()
    assert make.again(mine).done_on is None
    assert page.index("La porte est encore fermée.") < page.index("Taken back") < page.index("La porte est ouverte.")
    make.ticked(mine, officer, text="Ouverte pour de bon.")
    assert [said.taken_back for said in mine.reports.order_by("pk")] == [True, False, False]


def test_who_ticks_second_reads_that_it_was_ticked():
    mine = make.milestone()
    officer = make.officer(mine.proposal)
    make.ticked(mine, officer)
    make.ticked(mine, officer)  # a double click
    with pytest.raises(Refused):
        make.ticked(mine, make.officer(mine.proposal), text="Moi aussi.")
    with pytest.raises(Refused):
        services.explain_milestone(user=officer, milestone=mine, text="Encore.", language="fr")
    assert MilestoneReport.objects.count() == 1


def test_a_moved_date_keeps_the_first_promise_visible_with_its_reason():
    mine = make.milestone(due=-3)
    officer, reason = make.officer(mine.proposal), "La salle a été inondée."
    with pytest.raises(Refused):
        services.move_milestone(user=officer, milestone=mine, due_on=make.days(-1), text=reason, language="fr")
    services.move_milestone(user=officer, milestone=mine, due_on=make.days(30), text=reason, language="fr")
    services.move_milestone(user=officer, milestone=mine, due_on=make.days(30), text=reason, language="fr")
    shown = browser().get(at(mine.proposal, "delivery/", "en")).content.decode()
    assert "first promised for" in shown
    assert reason in shown
    assert MilestoneReport.objects.count() == 1
    assert make.again(mine).first_due_on == make.days(-3)


def test_late_is_said_with_its_reason_or_that_there_is_none():
    mine = make.milestone(due=-12, first=-40)
    page = at(mine.proposal, "delivery/", "en")
    shown = browser().get(page).content.decode()
    assert "40 days behind the first promise" in shown
    assert "Nobody has said yet why it is late." in shown
    services.explain_milestone(
        user=make.officer(mine.proposal), milestone=mine, text="L’électricien manque.", language="fr"
    )
    shown = browser().get(page).content.decode()
    assert "L’électricien manque." in shown
    assert "Nobody has said yet" not in shown


def test_who_follows_is_told_and_the_one_who_did_it_is_not(django_capture_on_commit_callbacks):
    mine = make.milestone()
    officer = make.officer(mine.proposal)
    follower = plans.person()
    for user in (follower, officer):
        follow(user=user, target=mine.proposal)
    with django_capture_on_commit_callbacks(execute=True):
        make.ticked(mine, officer)
    told = Notice.objects.filter(event="milestone.done")
    assert list(told.values_list("user", flat=True)) == [follower.pk]


def test_the_page_takes_the_same_queries_whatever_was_promised(django_assert_max_num_queries):
    mine = make.milestone()
    officer = make.officer(mine.proposal)
    indicator = make.indicator(mine.proposal, officer)
    for number in range(6):
        make.milestone(mine.proposal, user=officer, due=-number, title=f"Étape {number}")
        make.measured(indicator, 50, 30, 20, day=-number, user=officer)
        services.explain_milestone(user=officer, milestone=mine, text=f"Nouvelle {number}", language="fr")
    with django_assert_max_num_queries(15):
        assert browser().get(at(mine.proposal, "delivery/")).status_code == 200


def test_a_session_that_ended_keeps_what_was_typed():
    milestone, away = make.milestone(), browser()
    address = at(milestone.proposal, f"delivery/milestones/{milestone.ref}/explain/")
    door = away.post(address, {"text": "Le toit fuit.", "language": "fr"})
    assert "sign-in" in door["Location"]
    away.force_login(make.officer(milestone.proposal), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Le toit fuit." in away.get(address).content.decode()


def test_every_form_answers_whatever_is_typed():
    mine = make.milestone()
    indicator = make.indicator(mine.proposal)
    client = browser(make.officer(mine.proposal))
    junk = {
        name: value
        for names, value in (
            (("title", "text", "name", "unit", "source"), "\x00" + "<b>" * 40_000),
            (("done_on", "due_on", "begins_on", "measured_on"), "9999-99-99"),
            (("total", "women", "men", "baseline", "target"), "9" * 30),
            (("organisation", "language", "key"), "zz"),
            (("link",), "javascript:alert(1)"),
        )
        for name in names
    }
    for page in ("promise/", "measure/", f"indicators/{indicator.ref}/measure/"):
        assert client.post(at(mine.proposal, f"delivery/{page}"), junk).status_code == 400
    for page in ("tick", "move", "explain"):
        form = client.get(at(mine.proposal, f"delivery/milestones/{mine.ref}/{page}/")).content.decode()
        assert f"· {mine.title}" in form.partition("</title>")[0]
        assert client.post(at(mine.proposal, f"delivery/milestones/{mine.ref}/{page}/"), junk).status_code == 400
        assert client.post(at(mine.proposal, f"delivery/milestones/nothere/{page}/"), junk).status_code == 404
