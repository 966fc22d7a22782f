"""Counted once, after the end, frozen; and then nothing leads from a sheet to who handed it in."""

import pytest

from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import BegunSheet, HandedIn, Upload, Wording
from consultations.questionnaires.services.counting import close_due_questionnaires, count_questionnaire, digest_of
from consultations.services import cancel_consultation
from policylab.core.clock import db_now
from policylab.directory.enums import College
from tests.consultations.factories import course
from tests.consultations.questionnaires import factories
from tests.consultations.votes.test_races import all_at_once
from tests.proposals.factories import people

pytestmark = pytest.mark.django_db


def reworded():
    """The second wording calls «often» something else, adds a choice and drops the scale."""
    first, second = factories.DEFINITION["pages"]
    often = factories.question(
        "often", "single", choices=factories.lines("Chaque jour", "Rarement", "Jamais", "Au bus")
    )
    kept = [one for one in first["questions"][1:] if one["key"] != "content"]
    return {**factories.DEFINITION, "pages": [{**first, "questions": [often, *kept]}, second]}


def filled(to="after"):
    made = factories.questionnaire()
    factories.sheets(made, [factories.REPLIES] * 3)
    factories.sheet(made, {"often": "c2", "why_not": "Trop loin."}, on_paper=True)
    definition = reworded()
    facts = {"digest": "x", "published_by": made.created_by, "published_at": db_now()}
    Wording.objects.create(questionnaire=made, number=2, definition=definition, **facts)
    factories.sheet(made, {"often": "c4", "why_not": "Laissé sur un chemin quitté."}, College.SSE)
    factories.move(made, to)
    return factories.again(made)


def test_the_count_joins_wordings_and_says_who_was_asked():
    made = filled()
    assert close_due_questionnaires() == 1
    made.refresh_from_db()
    figures = made.count.figures
    assert (made.status, made.count.sheets) == (QuestionnaireStatus.COUNTED, 5)
    assert (figures["colleges"], figures["wordings"], figures["paper"]) == (
        {"citizen": 4, "sse": 1},
        {"1": 4, "2": 1},
        1,
    )
    often, why_not, scale = (figures["questions"][key] for key in ("often", "why_not", "content"))
    assert often["all"]["counts"] == {"c1": 3, "c2": 1, "c3": 0, "c4": 1}
    assert often["wordings"] == [[1, 4], [2, 1]]
    assert (why_not["all"]["asked"], why_not["all"]["answered"]) == (1, 1)
    assert scale["wordings"] == [[1, 4]]
    assert (scale["all"]["asked"], scale["all"]["answered"]) == (4, 3)
    columns = {one.question: one.values for one in made.count.columns.all()}
    assert set(columns) == {"college", "often", "what", "content", "gender"}
    assert sorted(columns["college"]) == ["citizen"] * 4 + ["sse"]
    at = columns["college"].index("sse")
    assert (columns["often"][at], columns["content"][at]) == ("c4", None)
    assert made.count.digest == digest_of(list(made.sheets.all()), dict(made.wordings.values_list("pk", "number")))


def test_what_could_lead_back_is_written_anew_and_what_was_begun_is_gone():
    made = filled()
    HandedIn.objects.bulk_create(HandedIn(questionnaire=made, college=College.CITIZEN, user=user) for user in people(4))
    before = dict(made.handed_in.values_list("user", "key"))
    begun = BegunSheet.objects.create(questionnaire=made, wording=made.wordings.first(), saved_at=db_now())
    for holder in (begun, None):
        Upload.objects.create(
            questionnaire=made, question="photo", file="questionnaires/x.jpg", kind="image/jpeg", begun=holder
        )
    assert count_questionnaire(questionnaire=made)
    after = dict(made.handed_in.values_list("user", "key"))
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())
    assert not made.begun.exists()
    assert [upload.begun for upload in made.uploads.all()] == [None]


@pytest.mark.parametrize("moment", ["before", "during"])
def test_nothing_is_counted_before_the_end(moment):
    assert count_questionnaire(questionnaire=filled(moment)) is None
    assert close_due_questionnaires() == 0


def test_a_pause_holds_the_count_and_a_cancelled_consultation_is_never_counted():
    made, other = filled(), filled()
    made.phase.consultation.round.paused_at = db_now()
    made.phase.consultation.round.save(update_fields=["paused_at"])
    cancel_consultation(**course(other.phase.consultation, user=factories.officer_of(other)))
    other = factories.again(other)
    assert [count_questionnaire(questionnaire=one) for one in (made, other)] == [None, None]
    assert close_due_questionnaires() == 0


@pytest.mark.pg
@pytest.mark.django_db(transaction=True)
def test_counted_in_four_places_at_once_it_is_counted_once():
    made = filled()
    assert all_at_once([lambda: count_questionnaire(questionnaire=made)] * 4) == [None] * 4
    made.refresh_from_db()
    assert made.count.columns.count() == 5
    assert count_questionnaire(questionnaire=made) is None
