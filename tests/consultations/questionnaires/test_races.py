"""Many at once, on PostgreSQL: one sheet for each person and body, none lost, none after the count."""

import pytest

from consultations.questionnaires import services
from consultations.questionnaires.begun import Writer
from consultations.questionnaires.models import BegunSheet, Count, HandedIn, Sheet
from consultations.questionnaires.services.counting import count_questionnaire
from policylab.core.clock import db_now
from policylab.directory.enums import College
from tests.consultations.votes.test_races import all_at_once
from tests.proposals import factories as plans

from . import factories

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]
TIMES = 6


@pytest.fixture
def asked():
    return factories.questionnaire()


def saving(asked, writer, **replies):
    wording = asked.wordings.get()
    given = replies or {"often": "c1"}
    return lambda: services.save_begun(
        writer=writer, questionnaire=asked, wording=wording, keys=given, replies=given
    )  # fmt: skip


def handing(asked, writer):
    return lambda: services.hand_in(writer=writer, questionnaire=asked)


def test_one_person_many_presses_one_sheet(asked):
    """Pages saved on six devices at once are one begun sheet with all they said; pressed at once they are one sheet."""
    writer = Writer(plans.people(1, territory=asked.phase.consultation.territory)[0])
    pages = [{"often": "c1"}, {"minutes": "3"}, {"gender": "c1"}, {"content": 2}, {"why_not": "…"}, {"fee": 5}]
    assert all_at_once([saving(asked, writer)] * TIMES) == [None] * TIMES
    assert all_at_once([saving(asked, writer, **page) for page in pages]) == [None] * TIMES
    assert BegunSheet.objects.get().replies == {key: reply for page in pages for key, reply in page.items()}
    raised = all_at_once([handing(asked, writer)] * TIMES)
    assert [type(one) for one in raised].count(services.AlreadyHandedIn) == TIMES - 1
    assert (Sheet.objects.count(), HandedIn.objects.count(), BegunSheet.objects.count()) == (1, 1, 0)


def test_two_representatives_and_the_same_paper_twice(asked):
    body = factories.votes.bodies(asked.phase.consultation, factories.votes.SSE, 1)[0]
    speakers = [body.memberships.get().user, *(plans.member(body) for _n in range(TIMES - 1))]
    saving(asked, Writer(speakers[0], body))()
    raised = all_at_once([handing(asked, Writer(speaker, body)) for speaker in speakers])
    assert raised.count(None) == 1
    typed = {"wording": asked.wordings.get(), "paper": 7, "language": "fr", "replies": {"often": "c1"}}
    officer = factories.officer_of(asked)
    raised = all_at_once([lambda: services.enter_paper(user=officer, questionnaire=asked, **typed)] * TIMES)
    assert raised.count(None) == 1
    assert sorted(Sheet.objects.values_list("college", "on_paper")) == [(College.CITIZEN, True), (College.SSE, False)]


def test_sheets_of_the_last_moment_are_counted_or_refused_never_lost(asked):
    people = plans.people(24, territory=asked.phase.consultation.territory)
    for user in people:
        saving(asked, Writer(user))()
    asked.phase.consultation.phases.filter(pk=asked.phase.pk).update(closes_at=db_now() + factories.DAY / 86_400 / 4)
    acts = [handing(asked, Writer(user)) for user in people]
    refused = []

    def count():
        while not Count.objects.exists():
            count_questionnaire(questionnaire=asked)

    def hand_in_slowly(part):
        def run():
            for act in part:
                try:
                    act()
                except services.NotOpen as error:
                    refused.append(error)

        return run

    parts = [hand_in_slowly(acts[start::4]) for start in range(4)]
    assert all_at_once([count, count, *parts]) == [None] * 6
    assert Count.objects.get().sheets + len(refused) == len(people)
    assert Count.objects.get().sheets == Sheet.objects.count() == HandedIn.objects.count()
