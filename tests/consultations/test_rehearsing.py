"""A rehearsal shows each phase to its officers, and leaves nothing behind."""

import pytest

from consultations.enums import ConsultationStatus, PhaseKind
from consultations.models import Consultation, Entry, Phase
from consultations.questionnaires.models import Questionnaire, Wording
from consultations.selectors import current_phase, schedule_of, standing_schedule
from consultations.services.rehearsing import as_in
from consultations.services.writing import lay_schedule
from policylab.core.clock import Stage, db_now
from policylab.notices.models import Notice
from search.models import SearchDocument
from tests.policylab.accounts.factories import person, signed_in

from . import factories
from .questionnaires import factories as questionnaires

pytestmark = pytest.mark.django_db


def rows():
    tables = (Consultation, Phase, Entry, Notice, SearchDocument, Questionnaire, Wording)
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize("kind", PhaseKind.values)
def test_each_phase_is_shown_as_everybody_will_see_it_and_nothing_is_kept(kind):
    officer = factories.officer(hall := factories.town_hall())
    draft = factories.asking(officer, hall)
    questionnaires.prepared(draft)
    client, before = signed_in(officer), rows()
    answer = client.get(f"/fr/consultations/{draft.ref}/rehearse/?at={kind}")
    assert answer.status_code == 200
    assert current_phase(answer.context["phases"]).kind == kind
    assert factories.WORDS["fr"]["title"] in answer.content.decode()
    leads_on = f"/fr/consultations/{draft.ref}/questionnaire/prepare/preview/" in answer.content.decode()
    assert leads_on == (kind == PhaseKind.ASK)
    assert rows() == before
    assert Consultation.objects.get(pk=draft.pk).status == ConsultationStatus.DRAFT


def test_what_lacks_something_or_is_open_is_not_rehearsed():
    officer = factories.officer(hall := factories.town_hall())
    for found in (factories.draft(officer, hall), factories.opened(by=officer, of=hall)):
        at = f"/fr/consultations/{found.ref}"
        assert signed_in(officer).get(f"{at}/rehearse/").url == f"{at}/check/"


def test_nobody_else_is_there():
    draft = factories.complete()
    assert signed_in(person()).get(f"/fr/consultations/{draft.ref}/rehearse/").status_code == 404


@pytest.mark.parametrize("kind", PhaseKind.values)
def test_dates_move_together(kind):
    draft = factories.asking()
    schedule, now = standing_schedule(draft), db_now()
    moved = as_in(schedule, kind, now)
    assert {one: span[1] - span[0] for one, span in moved.items()} == {
        one: span[1] - span[0] for one, span in schedule.items()
    }
    lay_schedule(draft, moved)
    shown = {phase.kind: phase.stage for phase in schedule_of(Consultation.objects.get(pk=draft.pk), now)}
    assert shown[kind] == Stage.OPEN
