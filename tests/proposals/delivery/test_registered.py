"""What delivery tells others: the date that passed, the trail, what a body did, what waits, one's own data."""

import pytest
from django.core.management import call_command

from policylab.core.clock import db_now
from policylab.core.loop import DELIVER
from policylab.core.registries import deeds, links_of, personal_data, waiting
from policylab.notices.models import Notice
from policylab.notices.sentences import sentence_of
from proposals.delivery.services import tell_of_late_milestones

from . import factories as make

pytestmark = pytest.mark.django_db


def told() -> list[int]:
    return sorted(Notice.objects.filter(event="milestone.late").values_list("user", flat=True))


def test_a_date_that_passes_tells_those_who_answer_for_it_once():
    plan, body, speaker = make.carried_by()
    officer = make.officer(plan)
    make.milestone(plan, due=0, user=officer, organisation=body)
    make.milestone(plan, due=-1, done=-1, user=officer)
    assert tell_of_late_milestones() == 0
    mine = make.milestone(plan, due=-1, user=officer, organisation=body)
    before = set(told())
    call_command("run_due", verbosity=0)
    call_command("run_due", verbosity=0)
    officers = plan.round.asked_by.memberships.values_list("user", flat=True)
    assert set(told()) - before == {speaker.pk, *officers}
    assert len(told()) == len(set(told()))
    assert mine.title in sentence_of(Notice.objects.filter(event="milestone.late").first())


def test_a_new_date_that_passes_too_is_told_again():
    mine = make.milestone(due=-5)
    assert tell_of_late_milestones() == 1
    type(mine).objects.update(due_on=make.days(-2))
    assert (tell_of_late_milestones(), tell_of_late_milestones()) == (1, 0)


def test_the_trail_of_a_plan_says_how_far_it_came():
    plan = make.plan()
    assert [link for link in links_of(plan) if link.title.startswith("0 ")] == []
    officer = make.officer(plan)
    for due, done in ((-9, -9), (-2, None), (20, None)):
        make.milestone(plan, due=due, done=done, user=officer)
    link = next(link for link in links_of(plan) if link.step == DELIVER and "delivery" in link.url)
    assert "1" in link.title
    assert "3" in link.title


def test_what_a_body_delivered_stands_among_its_deeds_and_what_is_due_waits():
    plan, body, speaker = make.carried_by()
    mine = make.milestone(plan, due=3, organisation=body)
    assert deeds["delivery"]([body])[body] == []
    waits = waiting["delivery"](speaker, db_now())
    assert [(one.title, one.url.rpartition("/delivery/")[2]) for one in waits] == [
        (mine.title, f"milestones/{mine.ref}/tick/")
    ]
    make.ticked(mine, speaker)
    assert [deed.title for deed in deeds["delivery"]([body])[body]] == [mine.title]
    assert waiting["delivery"](speaker, db_now()) == []
    assert personal_data["delivery"](speaker)["reports"][0]["kind"] == "done"
