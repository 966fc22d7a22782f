"""An officer opens a consultation in four steps, over HTTP."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from consultations.enums import ConsultationStatus, PhaseKind
from consultations.models import Consultation
from consultations.schedule import WEEKEND, faults_of, usual_schedule, weekend_of
from policylab.core.clock import db_now
from policylab.core.refs import new_ref
from policylab.directory.enums import College, Role
from policylab.directory.models import Membership
from policylab.territories.models import Territory
from policylab.themes.models import Theme
from tests.policylab.accounts.factories import signed_in
from tests.proposals.factories import member, person, town

from . import factories

pytestmark = pytest.mark.django_db
LOCAL = "%Y-%m-%dT%H:%M"


def asked(**changes):
    words = {
        "title_fr": "Quel marché ?",
        "asked_fr": "Où, quand, pour qui ?",
        "promised_fr": "Une réponse.",
        "level": "consult",
    }
    return {"edition": 1, "then": "next", **words, **changes}


def dates(**changes):
    found = {"edition": 3, "then": "next"}
    for kind, (opens, closes) in usual_schedule(db_now(), WEEKEND).items():
        found[f"{kind}_opens"] = timezone.localtime(opens).strftime(LOCAL)
        found[f"{kind}_closes"] = timezone.localtime(closes).strftime(LOCAL)
    return {**found, **changes}


@pytest.fixture
def hall():
    return factories.town_hall()


@pytest.fixture
def client(hall):
    return signed_in(factories.officer(hall))


def begun(client, hall):
    client.post("/fr/consultations/begin/", {"organisation": hall.ref, "key": new_ref()})
    return Consultation.objects.get()


def test_the_four_steps_lead_to_an_open_consultation(client, hall):
    key = new_ref()
    answer = client.post("/fr/consultations/begin/", {"organisation": hall.ref, "key": key})
    at = f"/fr/consultations/{key}"
    assert answer.url == f"{at}/asked/"
    assert client.post(f"{at}/asked/", asked()).url == f"{at}/people/"
    people = {
        "edition": 2,
        "then": "next",
        "territory": hall.territory.code,
        "colleges": ["public", "citizen", "sse"],
        "voice": "email",
    }
    assert client.post(f"{at}/people/", people).url == f"{at}/when/"
    assert client.post(f"{at}/when/", dates()).url == f"{at}/check/"
    page = client.get(f"{at}/check/").content.decode()
    assert "Quel marché ?" in page
    assert client.post(f"{at}/check/", {"edition": 4}).url == f"{at}/"
    found = Consultation.objects.get()
    assert found.status == ConsultationStatus.OPENED
    assert [phase.kind for phase in found.phases.all()] == [kind for kind in PhaseKind if kind != PhaseKind.ASK]
    assert {window.act for window in found.round.windows.all()} == {"write", "amend", "support", "comment"}
    assert "Quel marché ?" in client.get(f"{at}/").content.decode()


def test_a_step_can_be_left_and_taken_up_again(client, hall):
    draft = begun(client, hall)
    answer = client.post(f"/fr/consultations/{draft.ref}/asked/", asked(then="leave"))
    assert answer.url == "/fr/consultations/mine/"
    assert "Quel marché ?" in client.get("/fr/consultations/mine/").content.decode()
    assert client.get(f"/fr/consultations/{draft.ref}/").url == f"/fr/consultations/{draft.ref}/people/"
    assert "Où, quand, pour qui ?" in client.get(f"/fr/consultations/{draft.ref}/asked/").content.decode()


def test_beginning_twice_with_the_same_form_makes_one_draft(client, hall):
    form = {"organisation": hall.ref, "key": new_ref()}
    first, second = (client.post("/fr/consultations/begin/", form) for _press in range(2))
    assert first.url == second.url
    assert Consultation.objects.count() == 1


def test_opening_twice_is_opening_once(client, hall):
    found = factories.complete(factories.officer(hall), hall)
    for _press in range(2):
        assert client.post(f"/fr/consultations/{found.ref}/check/", {"edition": 4}).status_code == 302
    assert Consultation.objects.get().opened_at


def test_a_stale_form_shows_both_texts_and_loses_nothing(client, hall):
    draft = begun(client, hall)
    client.post(f"/fr/consultations/{draft.ref}/asked/", asked())
    answer = client.post(f"/fr/consultations/{draft.ref}/asked/", asked(asked_fr="Mon autre question"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Mon autre question" in page
    assert "Où, quand, pour qui ?" in page
    assert draft.texts.get().asked == "Où, quand, pour qui ?"


def test_a_stale_page_opens_nothing(client, hall):
    """What the officer read is no longer what would be opened."""
    found = factories.complete(factories.officer(hall), hall)
    client.post(f"/fr/consultations/{found.ref}/asked/", asked(edition=4, title_fr="Une autre question"))
    for edition in ({"edition": 4}, {"edition": "x"}, {"edition": "9" * 40}, {}):
        answer = client.post(f"/fr/consultations/{found.ref}/check/", edition)
        assert answer.status_code == 200
        assert "Une autre question" in answer.content.decode()
    assert Consultation.objects.get().status == ConsultationStatus.DRAFT
    assert client.post(f"/fr/consultations/{found.ref}/check/", {"edition": 5}).status_code == 302


def test_a_stale_form_of_people_and_of_dates_says_both_in_words(client, hall):
    found = factories.complete(factories.officer(hall), hall)
    people = {"edition": 1, "territory": hall.territory.code, "colleges": ["citizen"], "voice": "email"}
    answer = client.post(f"/en/consultations/{found.ref}/people/", people)
    assert answer.context["versus"] == [
        ("Who is counted?", "Citizens", "\n".join(str(college.label) for college in College))
    ]
    answer = client.post(f"/en/consultations/{found.ref}/when/", dates(edition=1))
    assert [label for label, _typed, _current in answer.context["versus"]] == ["Opens", "Closes"] * 5
    assert answer.context["form"].data["edition"] == 4
    assert client.post(f"/en/consultations/{found.ref}/when/", answer.context["form"].data).status_code == 302


def test_themes_come_from_the_form_and_stay(client, hall):
    theme = Theme.objects.create(slug="markets", name_fr="Marchés")
    draft = begun(client, hall)
    client.post(f"/fr/consultations/{draft.ref}/asked/", asked(themes=["markets"]))
    assert list(draft.themes.all()) == [theme]
    assert "themes" in client.post(f"/fr/consultations/{draft.ref}/asked/", asked(themes=["x"])).context["form"].errors
    assert list(draft.themes.all()) == [theme]


def test_what_was_typed_survives_a_session_that_ended(client, hall):
    draft = begun(client, hall)
    gone = Client()
    door = gone.post(f"/fr/consultations/{draft.ref}/asked/", asked(level="empower"))
    assert door.status_code == 302
    assert not draft.texts.exists()
    gone.force_login(Membership.objects.get(organisation=hall).user)
    page = gone.get(f"/fr/consultations/{draft.ref}/asked/")
    assert "Où, quand, pour qui ?" in page.content.decode()
    assert page.context["form"]["level"].value() == "empower"


def test_drafts_to_go_on_with_come_first(client, hall):
    draft = factories.draft(factories.officer(hall), hall)
    factories.opened(by=factories.officer(hall), of=hall)
    assert client.get("/fr/consultations/mine/").context["rows"][0]["consultation"] == draft


def test_without_the_second_factor_no_draft_is_shown(hall):
    factories.complete(of=hall)
    answer = signed_in(member(hall, Role.OFFICER)).get("/fr/consultations/mine/")
    assert answer.status_code == 403
    assert factories.WORDS["fr"]["title"] not in answer.content.decode()


@pytest.mark.parametrize("source", ["", "zzz", "a\x00b", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_page_is_no_source(client, hall, source):
    address = "/fr/consultations/begin/?" + urlencode({"source": source})
    assert client.get(address).status_code == 200
    client.post(address, {"organisation": hall.ref, "key": new_ref()})
    assert Consultation.objects.get().source_page is None


def test_only_ones_own_body_can_be_chosen(client):
    other = factories.town_hall()
    for key in (new_ref(), "", "../../x"):
        answer = client.post("/fr/consultations/begin/", {"organisation": other.ref, "key": key})
        assert "organisation" in answer.context["form"].errors
    assert not Consultation.objects.exists()


@pytest.mark.parametrize("step", ["asked", "people", "when"])
def test_an_empty_form_is_a_form_with_errors(client, hall, step):
    draft = begun(client, hall)
    answer = client.post(f"/fr/consultations/{draft.ref}/{step}/", {})
    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("asked_fr", "a" * 100_000),
        ("title_fr", "a\x00b"),
        ("title_fr", "abc\u202etxt"),
        ("title_fr", ""),
        ("level", "rule"),
    ],
)
def test_bad_words_come_back_with_a_message(client, hall, field, words):
    draft = begun(client, hall)
    answer = client.post(f"/fr/consultations/{draft.ref}/asked/", asked(**{field: words}))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert "Une réponse." in answer.content.decode()
    assert not draft.texts.exists()


def test_script_in_the_words_is_inert(client, hall):
    draft = begun(client, hall)
    client.post(f"/fr/consultations/{draft.ref}/asked/", asked(title_fr="<script>alert(1)</script>"))
    page = client.get(f"/fr/consultations/{draft.ref}/check/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_words_without_a_title_are_not_lost(client, hall):
    draft = begun(client, hall)
    answer = client.post(f"/fr/consultations/{draft.ref}/asked/", asked(asked_ar="ماذا نضيف؟"))
    assert "title_ar" in answer.context["form"].errors
    assert "ماذا نضيف؟" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"propose_closes": "2020-01-01T09:00"}, "propose_closes"),
        ({"vote_opens": "2020-01-01T09:00"}, "vote_opens"),
        ({"answer_opens": "2020-01-01T09:00"}, "answer_opens"),
        ({"vote_closes": "tomorrow"}, "vote_closes"),
        ({"vote_closes": ""}, "vote_closes"),
        ({"propose_opens": "0001-01-01T00:00"}, "propose_opens"),
        ({"deliver_closes": "9999-12-31T23:59"}, "deliver_closes"),
        ({"discuss_closes": "2020-01-01T09:00", "discuss_opens": "2019-01-01T09:00"}, "discuss_closes"),
        ({"propose_opens": "2020-01-01T09:00", "propose_closes": "2020-02-01T09:00"}, "propose_closes"),
    ],
)
def test_dates_in_the_wrong_order_are_refused_at_their_field(client, hall, changes, field):
    draft = factories.complete(factories.officer(hall), hall)
    answer = client.post(f"/fr/consultations/{draft.ref}/when/", dates(edition=4, **changes))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors


@pytest.mark.parametrize(("country", "weekend"), [("TN", {5, 6}), ("IT", {5, 6}), ("PS", {4, 5}), ("JO", {4, 5})])
def test_usual_dates_never_fall_on_a_weekend_and_are_in_order(country, weekend):
    assert weekend_of(Territory(path=f"{country}/{country}-1")) == weekend
    for days in range(14):
        schedule = usual_schedule(db_now() + timedelta(days=days), weekend)
        assert faults_of(schedule) == {}
        assert not {timezone.localtime(moment).weekday() for span in schedule.values() for moment in span} & weekend


def test_a_place_outside_the_towns_own_is_refused(client, hall):
    draft = begun(client, hall)
    elsewhere = town()
    people = {"edition": 1, "territory": elsewhere.code, "colleges": ["citizen"], "voice": "email"}
    answer = client.post(f"/fr/consultations/{draft.ref}/people/", people)
    assert "territory" in answer.context["form"].errors


def test_an_incomplete_draft_is_not_opened(client, hall):
    draft = begun(client, hall)
    answer = client.post(f"/fr/consultations/{draft.ref}/check/")
    assert answer.status_code == 200
    assert Consultation.objects.get().status == ConsultationStatus.DRAFT


def test_no_step_changes_an_open_consultation(client, hall):
    found = factories.opened(by=factories.officer(hall), of=hall)
    client.post(f"/fr/consultations/{found.ref}/asked/", asked(edition=found.edition, title_fr="Autre chose"))
    assert found.texts.get().title == "Ouvrir le cluster aux autres"


def _nobody(hall):
    return person()


def _representative(hall):
    return member(hall, Role.REPRESENTATIVE)


def _facilitator(hall):
    return member(hall, Role.FACILITATOR)


def _officer_elsewhere(hall):
    return factories.officer(factories.town_hall())


def _officer_without_second_factor(hall):
    return member(hall, Role.OFFICER)


@pytest.mark.parametrize(
    "who", [_nobody, _representative, _facilitator, _officer_elsewhere, _officer_without_second_factor]
)
def test_a_draft_is_unknown_to_everybody_else(hall, who):
    draft = factories.draft(of=hall)
    other = signed_in(who(hall))
    for step in ("", "asked/", "people/", "when/", "check/"):
        assert other.get(f"/fr/consultations/{draft.ref}/{step}").status_code == 404
    for step in ("asked/", "people/", "when/", "check/"):
        assert other.post(f"/fr/consultations/{draft.ref}/{step}", asked()).status_code == 404


@pytest.mark.parametrize("who", [_nobody, _representative, _facilitator, _officer_without_second_factor])
def test_only_an_officer_with_a_second_factor_begins(hall, who):
    answer = signed_in(who(hall)).post("/fr/consultations/begin/", {"organisation": hall.ref, "key": new_ref()})
    assert answer.status_code == 403
    assert not Consultation.objects.exists()
