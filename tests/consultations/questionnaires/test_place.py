"""The place of a questionnaire in its consultation: what leads to it, what is told of it, what its dates may do."""

import pytest

from consultations import services as consulting
from consultations.enums import PhaseKind
from consultations.examples import examples
from consultations.kit import doings_in
from consultations.models import Consultation
from consultations.panel import panel_for
from consultations.questionnaires import services, telling
from consultations.questionnaires.checking import faults_of, untranslated
from consultations.questionnaires.definition import load
from consultations.questionnaires.documents import documents
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import Questionnaire, Wording
from consultations.questionnaires.services.announcing import announce_questionnaires, remind_officers
from consultations.questionnaires.services.beginning import copy_questionnaire, lay_example
from consultations.questionnaires.services.counting import close_due_questionnaires
from consultations.schedule import usual_schedule
from consultations.selectors import schedule_of, standing_schedule
from consultations.services.writing import lay_schedule
from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.notices.models import Notice
from policylab.notices.services import follow
from tests.consultations import factories as consultations
from tests.policylab.accounts.factories import signed_in
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db


def test_the_needs_assessment_begins_with_a_questionnaire_and_so_does_its_copy():
    draft = consultations.draft(example=examples()["needs"])
    made = Questionnaire.objects.get(phase__consultation=draft)
    assert faults_of(made.draft, "fr") == {}
    assert len(list(load(made.draft).questions())) == 7
    assert set(load(made.draft).intro) == {"fr"}, "words to be changed are not to be changed five times"
    other = consultations.draft()
    lay_schedule(other, usual_schedule(db_now(), {5, 6}, examples()["needs"].days))
    for language in ("en", "ar", "es", "it"):
        other.texts.create(language=language, title="?")
    lay_example(other, examples()["needs"].questionnaire)
    whole = load(Questionnaire.objects.get(phase__consultation=other).draft)
    assert untranslated(whole, ["fr", "en", "ar", "es", "it"]) == {}
    run = consultations.asking(officer := consultations.officer(hall := consultations.town_hall()), hall)
    copy_questionnaire(other, run)
    consulting.open_consultation(user=officer, consultation=run)
    copy = consulting.duplicate_consultation(user=officer, consultation=Consultation.objects.get(pk=run.pk))
    assert load(Questionnaire.objects.get(phase__consultation=copy).draft) == whole


def test_a_phase_does_not_go_from_under_its_questionnaire():
    draft = consultations.asking(officer := consultations.officer(hall := consultations.town_hall()), hall)
    page = signed_in(officer).get(f"/fr/consultations/{draft.ref}/check/").content.decode()
    assert f"/fr/consultations/{draft.ref}/questionnaire/prepare/" in page
    made = services.prepare_questionnaire(user=officer, consultation=draft)
    given = {"user": officer, "consultation": draft, "schedule": consultations.schedule("upcoming")}
    with pytest.raises(Refused) as refused:
        consulting.save_schedule(edition=draft.edition, **given)
    assert refused.value.field == "ask_opens"
    services.drop_questionnaire(user=officer, questionnaire=made)
    consulting.save_schedule(edition=draft.edition, **given)
    assert not draft.phases.filter(kind=PhaseKind.ASK).exists()


def test_the_page_leads_to_it_while_it_is_open():
    made = factories.questionnaire()
    of = Consultation.objects.get(pk=made.phase.consultation.pk)
    panel = panel_for(of, schedule_of(of, db_now()))
    assert panel.url.endswith(f"/{of.ref}/questionnaire/")
    assert panel.closes == made.phase.closes_at
    tabs = [tab.name for tab in registries.tabs_of(of, plans.person())]
    assert tabs.index("questionnaire") == 1
    assert any(link.url.endswith("/questionnaire/") for link in registries.links_of(of))
    part = next(part for part in registries.report_of([of], db_now()) if part.name == "ask")
    assert len(part.facts["asked"]) == 12
    page = signed_in(plans.person()).get(f"/fr/consultations/{of.ref}/report/").content.decode()
    assert "Question fee ?" in page
    found = [one for one in documents([made]) if one.language == "ar"]
    assert "[Question often ?]" in found[0].body
    assert found[0].closes_at == made.phase.closes_at
    assert list(documents([factories.prepared()])) == []


def test_followers_hear_of_its_beginning_and_its_end_once():
    made = factories.questionnaire()
    of, reader = made.phase.consultation, plans.person()
    follow(user=reader, target=of)
    asking, now = of.phases.filter(kind=PhaseKind.ASK), db_now()
    asking.update(opens_at=now - factories.DAY, closes_at=now + 9 * factories.DAY)
    factories.prepared()  # one nobody has opened is not announced
    assert [announce_questionnaires() for _turn in range(2)] == [1, 0]
    asking.update(opens_at=now - 9 * factories.DAY, closes_at=now + factories.DAY)
    assert [announce_questionnaires() for _turn in range(2)] == [1, 0]
    heard = Notice.objects.filter(user=reader).order_by("pk")
    assert [notice.event for notice in heard] == [telling.BEGINS, telling.ENDS_SOON]


def test_it_waits_for_its_officers_and_for_whoever_began_it():
    made = factories.questionnaire()
    officer, citizen = factories.officer_of(made), plans.person(territory=made.phase.consultation.territory)
    made.begun.create(user=citizen, wording=Wording.objects.get(), saved_at=db_now())
    assert [one.url.split("/")[-2] for one in registries.waiting_for(citizen, db_now())] == ["answer"]
    made.phase.consultation.phases.filter(kind=PhaseKind.ASK).update(closes_at=db_now() + factories.DAY)
    assert "enter" in [one.url.split("/")[-2] for one in registries.waiting_for(officer, db_now())]
    soon = factories.prepared(to="before")
    waits = registries.waiting_for(factories.officer_of(soon), db_now())
    assert any(one.url.endswith(f"/{soon.phase.consultation.ref}/questionnaire/prepare/") for one in waits)


def test_nobody_is_invited_to_one_that_is_not_opened_and_its_officers_are_told():
    made = factories.prepared()
    of, officer = made.phase.consultation, factories.officer_of(made)
    of = Consultation.objects.get(pk=of.pk)
    panel = panel_for(of, schedule_of(of, db_now()))
    assert (panel.url, panel.closes) == ("", None)
    assert [doing.open for doing in doings_in(schedule_of(of, db_now()), db_now())][:1] != [True]
    for reader, told in ((officer, True), (plans.person(), False)):
        page = signed_in(reader).get(f"/fr/consultations/{of.ref}/").content.decode()
        assert (f"/fr/consultations/{of.ref}/questionnaire/prepare/" in page) == told
        assert "questionnaire/answer/" not in page
    assert [remind_officers() for _turn in range(2)] == [0, 0], "its day was two days ago and more"
    of.phases.filter(kind=PhaseKind.ASK).update(opens_at=db_now() - factories.DAY)
    assert [remind_officers() for _turn in range(2)] == [1, 0]
    assert [notice.event for notice in Notice.objects.filter(user=officer)] == [telling.NOT_OPENED]


def test_one_that_was_missed_is_given_new_dates_or_deleted():
    made = factories.prepared(to="after")
    of, officer = made.phase.consultation, factories.officer_of(made)
    client, at = signed_in(officer), f"/fr/consultations/{of.ref}/questionnaire"
    assert "n’a pas eu lieu" in signed_in(plans.person()).get(f"{at}/").content.decode()
    assert any(one.url == f"{at}/prepare/" for one in registries.waiting_for(officer, db_now()))
    for page in ("prepare", "prepare/check"):
        assert f"/fr/consultations/{of.ref}/move/" in client.get(f"{at}/{page}/").content.decode()
    assert client.post(f"{at}/prepare/check/", {"edition": made.edition}).status_code == 403
    now, schedule = db_now(), standing_schedule(of)
    later = schedule | {PhaseKind.ASK: (now + factories.DAY / 24, now + factories.DAY)}
    course(made, consulting.move_dates, schedule=later)
    client.post(f"{at}/prepare/check/", {"edition": made.edition})
    assert factories.again(made).status == QuestionnaireStatus.OPENED
    other = factories.prepared(to="after")
    at = f"/fr/consultations/{other.phase.consultation.ref}/questionnaire/prepare/drop/"
    signed_in(factories.officer_of(other)).post(at)
    assert not Questionnaire.objects.filter(pk=other.pk).exists()


def course(made, change, **fields):
    of = Consultation.objects.get(pk=made.phase.consultation.pk)
    return change(**consultations.course(of, user=factories.officer_of(made), **fields))


def test_its_phase_is_extended_paused_resumed_and_cancelled_like_a_vote():
    made = factories.questionnaire()
    of = made.phase.consultation
    schedule = standing_schedule(of)
    opens, closes = schedule[PhaseKind.ASK]
    with pytest.raises(Refused):
        course(made, consulting.move_dates, schedule=schedule | {PhaseKind.ASK: (opens, closes - factories.DAY)})
    course(made, consulting.move_dates, schedule=schedule | {PhaseKind.ASK: (opens, closes + factories.DAY)})
    course(made, consulting.pause_consultation)
    assert close_due_questionnaires() == 0
    course(made, consulting.resume_consultation, move=False)
    made = factories.again(made)
    assert made.phase.closes_at == closes + 2 * factories.DAY, "it gets the time of the pause back"
    Questionnaire.objects.filter(pk=made.pk).update(status=QuestionnaireStatus.COUNTED)
    course(made, consulting.cancel_consultation)
    assert factories.again(made).phase.consultation.status == "cancelled"
