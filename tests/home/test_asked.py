"""The demo asks twice: once counted, with free replies two people read; once open, of which nobody reads a figure."""

import pytest

from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import Coding, Questionnaire
from consultations.selectors import words_of

pytestmark = pytest.mark.django_db


def test_one_is_counted_and_one_is_open(demo, client):
    counted = Questionnaire.objects.get(status=QuestionnaireStatus.COUNTED)
    assert counted.count.sheets == counted.sheets.count() == counted.handed_in.count() == 60
    assert Coding.objects.values("coder").distinct().count() == 2
    assert counted.releases.get().codes
    free = counted.sheets.filter(replies__has_any_keys=["q2", "q8"])
    assert {sheet.language for sheet in free} == {"fr", "ar"}
    assert free.count() == 15
    at = f"/ar/consultations/{counted.phase.consultation.ref}/questionnaire/results/"
    assert "أمان الطريق" in client.get(at).content.decode()
    running = Questionnaire.objects.get(status=QuestionnaireStatus.OPENED)
    at = f"/fr/consultations/{running.phase.consultation.ref}/"
    assert f"{at}questionnaire/" in client.get(at).content.decode()
    assert running.phase.consultation.ref in client.get("/fr/").content.decode()
    assert words_of(running.phase.consultation).title in client.get("/fr/consultations/").content.decode()
    log = running.phase.consultation.log.all()
    assert {entry.deed for entry in log} == {"opened", "asked"}
    assert max(entry.at for entry in log) < running.phase.opens_at
