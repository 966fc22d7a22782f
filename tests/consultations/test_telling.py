"""Following a consultation: by its button, also before signing in; and what its followers are told, once."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import translation

from consultations.models import Consultation
from consultations.services.announcing import announce_phases
from policylab.notices.models import Notice
from policylab.notices.selectors import is_following
from policylab.notices.sentences import sentence_of
from policylab.notices.services import follow
from proposals import services as planning
from proposals.delivery import services as deliver
from proposals.models import Window
from tests.policylab.accounts.factories import last_code
from tests.policylab.accounts.factories import person as known_at_the_door
from tests.policylab.notices.test_telling import at_once
from tests.proposals import factories as plans
from tests.proposals.delivery import factories as delivery

from . import factories as make

pytestmark = pytest.mark.django_db


def followed(moment: str) -> tuple[Consultation, object]:
    consultation, reader = make.opened(moment), plans.person()
    follow(user=reader, target=consultation)
    return consultation, reader


def told(reader, language: str = "en") -> list[str]:
    with translation.override(language):
        return [sentence_of(notice) for notice in Notice.objects.filter(user=reader).order_by("pk")]


def shift(consultation: Consultation, **by: float) -> None:
    """Everything of the consultation lies so much earlier."""
    step = timedelta(**by)
    moved = {"opens_at": F("opens_at") - step, "closes_at": F("closes_at") - step}
    Window.objects.filter(round=consultation.round).update(**moved)
    consultation.phases.exclude(opens_at=None).update(**moved)


def test_the_page_has_a_button_the_same_for_all_who_have_not_signed_in(client):
    consultation = make.opened()
    page = client.get(f"/fr/consultations/{consultation.ref}/")
    assert f'href="/fr/notices/follow/consultations/{consultation.ref}/"' in page.content.decode()
    assert not page.cookies
    reader = plans.person()
    client.force_login(reader)
    client.post(f"/fr/notices/follow/consultations/{consultation.ref}/")
    assert is_following(reader, consultation)
    assert "notices/unfollow/consultations" in client.get(f"/fr/consultations/{consultation.ref}/").content.decode()


def test_a_draft_cannot_be_followed(client):
    client.force_login(plans.person())
    assert client.post(f"/fr/notices/follow/consultations/{make.draft().ref}/").status_code == 404


def test_who_opens_it_follows_it_and_who_follows_hears_of_new_plans(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        consultation, reader = followed("propose")
        plan = plans.published(round=consultation.round)
    assert is_following(consultation.opened_by, consultation)
    assert told(reader) == [f"New plan in a consultation you follow: «{plan.current.title}»"]
    assert not Notice.objects.filter(user=plan.author).exists()


def test_that_plans_can_be_written_is_told_once_in_the_language_of_its_reader():
    consultation, reader = followed("upcoming")
    assert announce_phases() == 0
    shift(consultation, days=1, hours=1)
    assert announce_phases() == 1
    assert announce_phases() == 0
    [sentence] = told(reader, "fr")
    assert consultation.texts.get(language="fr").title in sentence
    assert Notice.objects.get().url.endswith(f"/consultations/{consultation.ref}/")


def test_two_days_before_the_end_and_not_before():
    consultation, reader = followed("propose")
    announce_phases()
    Notice.objects.all().delete()
    shift(consultation, days=7, hours=23)
    assert announce_phases() == 0
    shift(consultation, hours=2)
    assert announce_phases() == 1
    assert announce_phases() == 0
    [sentence] = told(reader)
    assert sentence.startswith("Two days left to write a plan for «")


def test_what_began_long_ago_is_no_news_though_nobody_was_told():
    followed("vote")
    followed("closed")
    assert announce_phases() == 0


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_tell_once():
    consultation, reader = followed("upcoming")
    shift(consultation, days=1, hours=1)
    assert sum(at_once(announce_phases)) == 1
    assert len(told(reader)) == 1


def test_through_the_door_to_a_followed_consultation(client):
    """Button, question, door, code, and back: all by pages."""
    consultation, reader = make.opened(), known_at_the_door("nour@example.org")
    where = f"/fr/notices/follow/consultations/{consultation.ref}/"
    door = client.post(where, {"wanted": "1"})["Location"]
    client.post(door, {"email": reader.email, "next": where})
    back = client.post("/fr/account/sign-in/code/", {"code": last_code(reader.email)})["Location"]
    assert client.get(back)["Location"] == f"/fr/consultations/{consultation.ref}/"
    assert is_following(reader, consultation)


def test_its_followers_hear_of_the_answer_in_general_and_of_what_is_done_and_overdue(
    django_capture_on_commit_callbacks,
):
    consultation, reader = followed("propose")
    plan = plans.published(round=consultation.round, title="Un atelier")
    make.moved(consultation, "answer")
    officer, said = (
        make.officer(consultation.organisation),
        {"reason": "La Ville a lu et répond à tous.", "language": "fr"},
    )
    with django_capture_on_commit_callbacks(execute=True):
        planning.answer_round(user=officer, round=consultation.round, **said)
        planning.answer_proposal(user=officer, proposal=plan, verdict="adopted", **said)
        done = delivery.milestone(plan, user=officer, title="La salle")
        deliver.tick_milestone(user=officer, milestone=done, done_on=delivery.today(), text="Voilà.", language="fr")
    delivery.milestone(plan, due=-1, user=officer, title="Les machines")
    deliver.tell_of_late_milestones()
    title = consultation.texts.get(language="fr").title
    assert told(reader) == [
        f"«{title}» is answered in general: read what becomes of the plans",
        "«Un atelier» is answered: adopted",
        "«Un atelier»: «La salle» is done",
        "«Un atelier»: the date of «Les machines» has passed, and it is not done yet",
    ]
    assert list(Notice.objects.filter(user=reader).order_by("pk").values_list("mail", flat=True)) == [
        "at_once", "daily", "daily", "daily"
    ]  # fmt: skip
    assert not Notice.objects.filter(user=officer, event="milestone.overdue").exists()
