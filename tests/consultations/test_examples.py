"""The six usual kinds: complete in every language, filled into a draft, not opened before they are one's own."""

import pytest
from django.conf import settings
from django.urls import reverse

from consultations.enums import PhaseKind
from consultations.examples import examples, left_in
from consultations.models import Consultation
from consultations.schedule import NEEDED, faults_of, usual_schedule
from policylab.core.clock import db_now
from policylab.core.refs import new_ref
from tests.policylab.accounts.factories import signed_in

from . import factories

pytestmark = pytest.mark.django_db
OURS = "Une question bien à nous"


@pytest.mark.parametrize("example", examples().values(), ids=lambda one: one.key)
def test_each_is_complete_in_every_language_and_its_dates_hold(example):
    assert set(example.words) == {code for code, _name in settings.LANGUAGES}
    for words in example.words.values():
        assert all((words.name, words.use, words.title, words.asked, words.promised))
        assert left_in(words.title), "a title nobody can forget to change"
    schedule = usual_schedule(db_now(), {5, 6}, example.days)
    assert set(NEEDED) <= set(schedule)
    assert faults_of(schedule) == {}


def test_there_are_six():
    assert [*examples()] == ["service", "budget", "bylaw", "needs", "interest", "neighbourhood"]


def begun(key="needs"):
    hall = factories.town_hall()
    client, ref = signed_in(factories.officer(hall)), new_ref()
    assert (
        client.post("/fr/consultations/begin/", {"organisation": hall.ref, "key": ref, "example": key}).status_code
        == 302
    )
    return client, Consultation.objects.get(ref=ref)


def test_what_stands_in_brackets_is_replaced_before_it_opens():
    client, draft = begun()
    assert [text.language for text in draft.texts.all()] == ["fr"]
    at = f"/fr/consultations/{draft.ref}"
    check = client.get(f"{at}/check/").content.decode()
    assert "[public concerné]" in check
    assert "[lieu]" in check
    client.post(f"{at}/check/", {"edition": draft.edition})
    assert not Consultation.objects.public().exists()
    words = {
        "edition": draft.edition,
        "then": "next",
        "level": draft.level,
        "title_fr": OURS,
        "asked_fr": "Quoi [au juste] ?",
    }
    assert client.post(f"{at}/asked/", words).url == f"{at}/people/"
    assert client.post(f"{at}/check/", {"edition": draft.edition + 1}).url == f"{at}/", (
        "brackets of one's own are no matter"
    )


def test_without_a_vote_no_page_promises_one():
    client, draft = begun()
    client.post(
        f"/fr/consultations/{draft.ref}/asked/",
        {"edition": 1, "level": "consult", "title_fr": OURS, "asked_fr": "Quoi ?"},
    )
    client.post(f"/fr/consultations/{draft.ref}/check/", {"edition": 2})
    found = Consultation.objects.public().get()
    assert [phase.kind for phase in found.phases.all()] == [PhaseKind.ASK, *NEEDED]
    for name in ("detail", "plans", "report"):
        page = client.get(reverse(f"consultations:{name}", args=[found.ref]))
        assert page.status_code == 200
        assert f"{found.ref}/vote/" not in page.content.decode(), name
    assert client.get("/fr/consultations/mine/").status_code == 200


@pytest.mark.parametrize("kind", set(PhaseKind) - set(NEEDED))
def test_a_phase_that_need_not_be_is_given_whole_or_not_at_all(kind):
    client, draft = begun("service")
    at = f"/fr/consultations/{draft.ref}/when/"
    form = client.get(at).context["form"]
    data = {name: form.fields[name].widget.format_value(value) or value for name, value in form.initial.items()}
    # Asked before anything else: a phase the example leaves out is given in its place.
    first = {f"{kind}_{edge}": data[f"propose_{edge}"] for edge in ("opens", "closes")}
    data = first | data
    half = client.post(at, data | {f"{kind}_closes": ""})
    assert half.status_code == 200
    assert half.context["form"].errors[f"{kind}_closes"]
    assert client.post(at, data | {f"{kind}_opens": "", f"{kind}_closes": ""}).status_code == 302
    assert kind not in {phase.kind for phase in draft.phases.all()}
