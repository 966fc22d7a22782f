"""Filling in and handing in, as a phone meets it: without an account, without script, and with all that may happen in between."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse

from consultations.questionnaires import services
from consultations.questionnaires.models import BegunSheet, HandedIn, Questionnaire, Sheet, Upload, Wording
from consultations.questionnaires.services.forgetting import KEPT_FOR, delete_old_begun, forget_sheets, sheets_data
from policylab.core.clock import db_now
from policylab.directory.enums import College
from policylab.residents.enums import Voice
from policylab.territories.models import Territory
from tests.consultations.votes.pages import words
from tests.proposals import factories as plans
from tests.proposals.delivery import factories as sent

from . import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FIRST = {"q-often": "c1", "q-content": "4", "q-what": ["c1", "c3"]}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def asked():
    made = factories.questionnaire()
    Territory.objects.filter(pk=made.phase.consultation.territory.pk).update(latitude=36.8, longitude=10.18)
    return factories.again(made)


@pytest.fixture
def citizen(asked):
    return plans.people(1, territory=asked.phase.consultation.territory)[0]


def address(asked: Questionnaire, name: str, *parts: str) -> str:
    return reverse(f"questionnaires:{name}", args=[asked.phase.consultation.ref, *parts])


def content_of(upload: Upload) -> bytes:
    with upload.file.open() as stored:
        return stored.read()


def begun(asked, user=None, organisation=None, **replies):
    wording = asked.wordings.get()
    return BegunSheet.objects.create(
        questionnaire=asked, wording=wording, user=user, organisation=organisation, saved_at=db_now(),
        replies=replies or {"often": "c1"},
    )  # fmt: skip


def filled_in_by_a_stranger(client, asked) -> str:
    """Two pages without an account; gives the address of the last one."""
    first, second = (address(asked, "fill", "me", page) for page in ("use", "more"))
    assert client.post(first, {**FIRST, "q-why_not": "Rien."}).url == second
    photo = sent.upload("a.jpg", sent.photograph())
    return client.post(second, {"q-minutes": "١٢", "q-where_at": "36.8,10.2", "q-photo": photo}).url


def test_reading_sets_no_cookie_and_a_page_holds_up_what_is_missing(client, asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert not client.get(address(asked, "detail")).cookies
    start = client.get(address(asked, "answer"), follow=True)
    first = start.redirect_chain[-1][0]
    assert first == address(asked, "fill", "me", "use")
    assert "sessionid" not in start.cookies
    missing = client.post(first, {"q-what": ["c1"]})
    assert "This question needs a reply." in words(missing)
    second = client.post(first, {**FIRST, "go": "next"}).url
    assert client.post(second, {"q-where_map.x": "160", "q-where_map.y": "90"}).url == second + "#id_q-where"


def test_from_a_stranger_on_a_phone_to_a_sheet_handed_in(client, asked, citizen):
    """What was begun survives signing in; the last page says all; one press, one sheet, and nothing that leads to it."""
    last = filled_in_by_a_stranger(client, asked)
    told = words(client.get(last))
    for said in ("Souvent", "4 of 5", "12", "One file", "left open", "nobody knows which sheet is yours", "Sign in"):
        assert said in told
    assert "Rien." not in told  # its question was not asked on this way
    assert reverse("account_login") in client.post(last).url
    assert not Sheet.objects.exists()
    client.force_login(citizen)
    assert "You have handed in your answers" in words(client.post(last, follow=True))
    sheet, mark, photo = Sheet.objects.get(), HandedIn.objects.get(), Upload.objects.get(begun=None)
    chosen = {"often": "c1", "content": 4, "what": ["c1", "c3"], "minutes": "12", "where": [36.8, 10.2]}
    assert sheet.replies == chosen | {"photo": photo.key}
    assert (sheet.college, sheet.on_paper, sheet.wording.number) == (College.CITIZEN, False, 1)
    assert b"Amira" not in content_of(photo)
    assert (mark.user, BegunSheet.objects.count(), mark.key == sheet.key) == (citizen, 0, False)
    assert all(sheet.key not in str(one.get_decoded()) for one in Session.objects.all())
    assert "You have handed in your answers" in words(client.post(last, follow=True))
    assert Sheet.objects.count() == 1


def test_two_devices_one_sheet_and_a_way_left(client, asked, citizen):
    """What another device saved on another page stands; a page whose questions are no longer asked leads back to the first."""
    client.force_login(citizen)
    begun(asked, citizen, minutes="7")
    client.post(address(asked, "fill", "me", "use"), FIRST)
    assert client.get(address(asked, "answer")).url == address(asked, "hand_in", "me"), "no page is blank"
    kept = BegunSheet.objects.get()
    assert kept.replies == {"minutes": "7", "often": "c1", "content": 4, "what": ["c1", "c3"]}
    back = client.post(address(asked, "fill", "me", "more"), {"q-gender": "c1", "go": "back"})
    assert back.url == address(asked, "fill", "me", "use")
    kept.refresh_from_db()
    assert "minutes" not in kept.replies
    assert kept.replies["gender"] == "c1"
    assert client.get(address(asked, "fill", "me", "gone")).url == back.url
    assert "checked" in client.get(back.url).content.decode().split('value="c1"')[1][:80]


def test_what_was_begun_before_signing_in_and_what_stood_there_already(client, asked, citizen):
    begun(asked, citizen, often="c3")
    client.post(address(asked, "fill", "me", "use"), FIRST)
    assert BegunSheet.objects.count() == 2
    client.force_login(citizen)
    assert "Souvent" in words(client.get(address(asked, "hand_in", "me")))
    client.post(address(asked, "hand_in", "me"))
    assert Sheet.objects.get().replies["often"] == "c1"
    assert not BegunSheet.objects.exists()


def test_a_foreign_key_opens_nothing(client, asked, citizen):
    """Somebody else's key in one's session, once the sheet is theirs, is the key of nothing."""
    mine = begun(asked, citizen, often="c2")
    session = client.session
    session["begun_sheets"] = {asked.ref: mine.key}
    session.save()
    assert client.get(address(asked, "hand_in", "me")).url == address(asked, "answer")


def test_a_sheet_keeps_the_wording_its_writer_saw(client, asked, citizen):
    client.force_login(citizen)
    page, old = address(asked, "fill", "me", "use"), asked.wordings.get()
    newer = {**factories.DEFINITION, "intro": factories.words("Autre")}
    by = {"published_by": asked.created_by, "published_at": db_now()}
    Wording.objects.create(questionnaire=asked, number=2, definition=newer, digest="x", **by)
    client.post(page, {**FIRST, "wording": "1"})
    client.post(page, {**FIRST, "wording": "2"})
    assert BegunSheet.objects.get().wording == old


def test_closed_or_paused_between_page_and_post(client, asked, citizen):
    client.force_login(citizen)
    page, round_ = address(asked, "fill", "me", "use"), asked.phase.consultation.round
    client.post(page, FIRST)
    round_.paused_at = db_now()
    round_.save()
    paused = client.post(page, {**FIRST, "q-often": "c2", "q-why_not": "Trop loin."})
    assert paused.status_code == 409
    assert "paused" in words(paused)
    assert "Trop loin." in words(paused)
    round_.paused_at = None
    round_.save()
    factories.move(asked, "after")
    closed = client.post(address(asked, "hand_in", "me"))
    assert closed.status_code == 409
    assert "closed on" in words(closed)
    assert "Souvent" in words(closed)
    assert not HandedIn.objects.exists()


def test_bad_posts_are_answered_in_words(client, asked):
    page = address(asked, "fill", "me", "use")
    bad = {
        "q-often": "c9", "q-why_not": "a\x00b", "q-content": "x" * 10_000, "q-what": ["c1"] * 50, "q-hours_c1": "<b>",
        "q-order_c1": "-1", "wording": "9" * 30, "q-where_map.x": "١٢",
    }  # fmt: skip
    shown = client.post(page, bad)
    assert shown.status_code == 200
    assert "Choose one of these." in words(shown)
    large = sent.upload("grand.pdf", b"%PDF-" + b"0" * 5 * 1024 * 1024)
    told = client.post(address(asked, "fill", "me", "more"), {"q-photo": large, "q-minutes": "abc", "q-fee": "1,5"})
    assert "larger than 5 MB" in words(told)
    assert b'value="abc"' in told.content
    assert not Upload.objects.exists()
    assert BegunSheet.objects.filter(replies__fee=1500).exists()


def test_files_are_replaced_and_taken_back(client, asked, citizen, django_capture_on_commit_callbacks):
    client.force_login(citizen)
    page = address(asked, "fill", "me", "more")
    for posted, left in (
        ({"q-photo": sent.upload("a.pdf", b"%PDF-1")}, 1),
        ({"q-photo": sent.upload("b.pdf", b"%PDF-2")}, 1),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page, posted)
        assert Upload.objects.count() == left
    kept = Upload.objects.get()
    assert content_of(kept) == b"%PDF-2"
    assert client.post(page, {"q-minutes": "3"}).status_code == 302
    assert Upload.objects.filter(pk=kept.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {"q-photo_none": "on"})
    assert not Upload.objects.exists()
    assert not kept.file.storage.exists(kept.file.name)


def test_who_is_not_yet_known_to_live_there_is_told_where_to_go(client, asked, citizen):
    of = asked.phase.consultation
    of.voice = Voice.CHECKED
    of.save()
    client.force_login(citizen)
    begun(asked, citizen)
    told = words(client.get(address(asked, "hand_in", "me")))
    assert "First the town hall must know that you live in" in told
    assert "Hand in my answers" not in told
    assert client.post(address(asked, "hand_in", "me")).status_code == 409
    assert BegunSheet.objects.count() == 1
    of.voice = Voice.EMAIL
    of.save()
    stranger = plans.person()
    client.force_login(stranger)
    begun(asked, stranger)
    assert "This questionnaire asks the people of" in words(client.get(address(asked, "hand_in", "me")))


def test_for_a_body_once_whoever_presses(client, asked):
    body = factories.votes.bodies(asked.phase.consultation, factories.votes.SSE, 1)[0]
    speakers = [body.memberships.get().user, plans.member(body)]
    client.force_login(speakers[0])
    chosen = words(client.get(address(asked, "answer")))
    assert "For yourself" in chosen
    assert str(body) in chosen
    client.post(address(asked, "fill", body.ref, "use"), FIRST)
    client.force_login(speakers[1])
    assert "begun" in words(client.get(address(asked, "answer")))
    client.post(address(asked, "hand_in", body.ref))
    assert Sheet.objects.get().college == College.SSE
    assert (HandedIn.objects.get().user, HandedIn.objects.get().organisation) == (None, body)
    client.force_login(speakers[0])
    assert client.post(address(asked, "hand_in", body.ref)).url == address(asked, "detail")
    assert Sheet.objects.count() == 1
    other = plans.organisation()
    assert client.get(address(asked, "fill", other.ref, "use")).url == address(asked, "answer")


def test_what_is_missing_is_listed_and_nothing_is_handed_in(client, asked, citizen):
    client.force_login(citizen)
    begun(asked, citizen, minutes="3")
    shown = words(client.get(address(asked, "hand_in", "me")))
    assert "These questions still need a reply" in shown
    assert client.post(address(asked, "hand_in", "me")).status_code == 409
    assert not Sheet.objects.exists()


def test_begun_sheets_end_are_told_and_go_with_the_account(asked, citizen, django_capture_on_commit_callbacks):
    begun(asked, citizen, often="c2")
    nobodys = begun(asked)
    assert sheets_data(citizen)["begun"][0]["replies"] == {"often": "c2"}
    assert delete_old_begun() == 0
    BegunSheet.objects.filter(pk=nobodys.pk).update(saved_at=db_now() - KEPT_FOR - factories.DAY)
    assert delete_old_begun() == 1
    long_ago = db_now() - KEPT_FOR - factories.DAY
    asked.phase.consultation.phases.filter(pk=asked.phase.pk).update(
        opens_at=long_ago - factories.DAY, closes_at=long_ago
    )
    assert delete_old_begun() == 1
    begun(asked, citizen)
    HandedIn.objects.create(questionnaire=asked, college=College.CITIZEN, user=citizen)
    assert sheets_data(citizen)["handed in"] == [asked.ref]
    forget_sheets(citizen)
    assert not BegunSheet.objects.exists()
    assert HandedIn.objects.get().user is None


def test_files_are_for_officers_once_it_is_counted(client, asked):
    upload = services.uploading.store(asked, "photo", services.uploading.Kept("pdf", sent.upload("a.pdf", b"%PDF-1")))
    factories.sheet(asked, {"photo": upload})
    open_file = address(asked, "file", upload)
    client.force_login(factories.officer_of(asked))
    assert client.get(open_file).status_code == 403
    factories.move(asked, "after")
    call_command("run_due")
    given = client.get(open_file)
    assert given["Content-Disposition"].startswith("attachment")
    assert b"".join(given.streaming_content) == b"%PDF-1"
    client.force_login(plans.person())
    assert client.get(open_file).status_code == 403
