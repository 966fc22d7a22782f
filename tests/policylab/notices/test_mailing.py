"""Notices by mail: at once or once a day as each chose, in their language, never twice, never lost, never to who has left."""

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core import mail
from django.core.management import call_command
from django.db.models import F
from django.utils import translation

from policylab.accounts.services.erasure import erase_account
from policylab.core.clock import db_now
from policylab.notices import services
from policylab.notices.enums import How, Kind
from policylab.notices.models import Follow, MailChoice, Notice, OutboxMail
from policylab.notices.sentences import notice_kinds, notice_sentences
from policylab.notices.services.mailing import last_morning, mail_at_once, mail_daily

from .factories import person, talk_about
from .smtp_server import MailServer
from .test_telling import at_once


@pytest.fixture(autouse=True)
def events(monkeypatch):
    """Two events: one that is mailed at once, as usual, and one that waits for the mail of the day."""
    for event, kind in {"vote.asked": Kind.MINE, "plan.changed": Kind.NEWS}.items():
        monkeypatch.setitem(notice_sentences, event, lambda facts: f"{translation.get_language()}: «{facts['title']}»")
        monkeypatch.setitem(notice_kinds, event, kind)


def tell(*users, event: str = "vote.asked", title: str = "Atelier", subject: str = "x.y:1") -> None:
    services.notify_people(
        users=[user.pk for user in users], subject=subject, event=event, facts={"title": title}, url="/fr/styleguide/"
    )


def yesterday() -> None:
    Notice.objects.update(happened_at=F("happened_at") - timedelta(days=1))


def run_due() -> list:
    mail.outbox.clear()
    call_command("run_due", verbosity=0)
    return mail.outbox


@pytest.mark.parametrize("language", [code for code, _name in site.LANGUAGES])
def test_in_the_language_and_direction_of_its_reader(transactional_db, language):
    user = person(language=language)
    with translation.override("fr"):
        tell(user)
    [message] = run_due()
    assert message.subject == f"{language}: «Atelier»"
    [(html, _kind)] = message.alternatives
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in html
    for text in (message.body, html):
        assert f"{site.WAGTAILADMIN_BASE_URL}/{language}/styleguide/" in text
        assert f"/{language}/notices/stop/" in text


def test_what_is_wanted_at_once_leaves_in_one_mail_and_the_rest_waits_for_the_morning(transactional_db):
    user = person()
    tell(user, title="Un")
    tell(user, title="Deux")
    tell(user, event="plan.changed", title="Trois")
    [message] = run_due()
    assert "Un" in message.body
    assert "Deux" in message.body
    assert "Trois" not in message.body
    assert run_due() == []
    yesterday()
    [digest] = run_due()
    assert digest.subject == "fr: «Trois»"
    assert run_due() == []


def test_the_day_is_cut_at_seven_in_the_morning_where_the_site_stands(settings):
    settings.TIME_ZONE = "Africa/Tunis"
    now = db_now().replace(hour=5, minute=59)  # 6:59 in Tunis
    assert last_morning(now).isoformat() == (now - timedelta(days=1)).date().isoformat() + "T07:00:00+01:00"
    assert last_morning(now + timedelta(minutes=1)).isoformat() == now.date().isoformat() + "T07:00:00+01:00"


def test_what_was_read_on_the_site_is_not_mailed_the_next_day(transactional_db):
    user = person()
    tell(user, event="plan.changed")
    services.mark_read(user=user, notice=Notice.objects.get())
    yesterday()
    assert run_due() == []
    assert Notice.objects.get().mail == ""


def test_as_each_chose(transactional_db):
    never, always = person(), person()
    services.choose_mails(user=never, choices={Kind.MINE: How.NEVER})
    services.choose_mails(user=always, choices={Kind.NEWS: How.AT_ONCE})
    tell(never, always)
    tell(never, always, event="plan.changed")
    [message] = run_due()
    assert message.to == [always.email]
    yesterday()
    assert [message.to for message in run_due()] == [[never.email]]


def test_nobody_gets_a_mail_who_has_left_meanwhile(transactional_db, settings):
    """Neither from a notice that waits, nor from a mail that a stopped server has kept in the outbox."""
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = MailServer().port
    leaving, staying = person(), person()
    tell(leaving, staying)
    call_command("run_due", verbosity=0)
    assert OutboxMail.objects.waiting().count() == 2
    tell(leaving, staying)
    erase_account(user=leaving, by=leaving)
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    OutboxMail.objects.update(due_at=F("due_at") - timedelta(days=2))
    assert [message.to for message in run_due()] == [[staying.email], [staying.email]]


def test_a_stopped_mail_server_loses_none(transactional_db, settings):
    server = MailServer()
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    people = [person() for _ in range(3)]
    tell(*people)
    call_command("run_due", verbosity=0)
    assert server.taken == []
    OutboxMail.objects.update(due_at=F("due_at") - timedelta(days=2))
    with server.running():
        call_command("run_due", verbosity=0)
        call_command("run_due", verbosity=0)
    assert sorted(to for to, _message in server.taken) == sorted(user.email for user in people)
    [stop] = {message["List-Unsubscribe-Post"] for _to, message in server.taken}
    assert stop == "List-Unsubscribe=One-Click"
    for _to, message in server.taken:
        assert "".join(message["List-Unsubscribe"].split()).startswith(
            f"<{site.WAGTAILADMIN_BASE_URL}/fr/notices/stop/"
        )


@pytest.mark.parametrize("round_of", [mail_at_once, mail_daily])
def test_two_rounds_at_once_write_to_nobody_twice(transactional_db, round_of):
    people = [person() for _ in range(25)]
    for event in ("vote.asked", "plan.changed"):
        tell(*people, event=event)
        tell(*people, event=event)
    yesterday()
    assert sum(at_once(round_of)) == 25
    assert sorted(OutboxMail.objects.values_list("to", flat=True)) == sorted(user.email for user in people)


def test_a_round_costs_the_same_for_one_person_and_for_many(transactional_db, django_assert_max_num_queries):
    for number in (1, 30):
        tell(*[person() for _ in range(number)])
        with django_assert_max_num_queries(12):
            assert mail_at_once() == number


# --- the link at the end of each mail (RFC 8058) ----------------------------------------------------------------------
def link_in(message) -> str:
    return message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(site.WAGTAILADMIN_BASE_URL)


def test_one_press_stops_what_is_followed(transactional_db, client, monkeypatch):
    """A mail program posts without session, token or language of ours; a scanner that only looks changes nothing."""
    _talk, target = talk_about(monkeypatch)
    user, other = person(), person()
    for follower in (user, other):
        services.follow(user=follower, target=target)
    subject = Follow.objects.first().subject
    tell(user, event="plan.changed", subject=subject)
    yesterday()
    [message] = run_due()
    tell(user, event="plan.changed", subject=subject)
    link = link_in(message)
    page = client.get(link)
    assert "Un atelier partagé" in page.content.decode()
    assert not page.cookies
    assert Follow.objects.standing().count() == 2
    for _twice in range(2):
        answer = client.post(link, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, len(answer.cookies)) == (200, 0)
    assert [row.user for row in Follow.objects.standing()] == [other]
    yesterday()
    assert run_due() == []


def test_one_press_stops_a_kind_where_nothing_is_followed(transactional_db, client):
    user = person()
    tell(user)
    [message] = run_due()
    client.post(link_in(message))
    assert list(MailChoice.objects.values_list("user", "kind", "how")) == [(user.pk, Kind.MINE, How.NEVER)]
    tell(user)
    assert run_due() == []
    assert Notice.objects.filter(user=user).count() == 2


def test_a_link_of_somebody_who_left_and_one_that_was_changed(transactional_db, client):
    user = person()
    tell(user)
    [message] = run_due()
    erase_account(user=user, by=user)
    assert client.post(link_in(message)).status_code == 200
    assert not MailChoice.objects.exists()
    for wrong in (link_in(message)[:-3] + "xx/", "/fr/notices/stop/x/", "/fr/notices/stop/a:b%00/"):
        assert client.get(wrong).status_code == 404
        assert client.post(wrong).status_code == 404


# --- the page where one chooses ---------------------------------------------------------------------------------------
def test_choosing_on_the_page(client, db):
    user = person()
    client.force_login(user)
    page = client.get("/en/notices/mails/").content.decode()
    assert page.count("checked") == len(Kind)
    assert client.post("/en/notices/mails/", {"mine": "at_once", "decided": "never"}).status_code == 200
    assert not MailChoice.objects.exists()
    wanted = {"mine": "daily", "decided": "never", "dates": "never", "news": "at_once"}
    assert client.post("/en/notices/mails/", wanted)["Location"] == "/en/notices/"
    assert dict(user.mail_choices.values_list("kind", "how")) == wanted
    client.post("/en/notices/mails/", wanted | {"mine": "never"})
    assert user.mail_choices.get(kind="mine").how == "never"
    assert client.post("/en/notices/mails/", wanted | {"mine": "\x00"}).status_code == 200
