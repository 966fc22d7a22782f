"""Mail is a row first; a stopped server loses none; two that drain at once send none twice; codes do not stay."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection, transaction
from django.db.models import F

from policylab.notices.models import OutboxMail
from policylab.notices.services.outbox import WAITS, claim_mail, drain_outbox, forget_old_mails, send_mails

from .smtp_server import MailServer


@pytest.fixture
def server(settings) -> MailServer:
    ours = MailServer()
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", ours.port
    return ours


def send(
    to: str = "sami@example.org", *, secret: bool = False, subject: str = "Your code", body: str = "123 456"
) -> None:
    headers = {"X-Policylab-Secret": "1"} if secret else {}
    message = EmailMultiAlternatives(subject, body, "lab@example.org", [to], headers=headers)
    message.attach_alternative(f"<p>{body}</p>", "text/html")
    message.send()


def let_time_pass(by: timedelta = timedelta(days=2)) -> None:
    """The clock is the database's, so what is due is moved instead of it."""
    OutboxMail.objects.update(due_at=F("due_at") - by)


def only() -> OutboxMail:
    return OutboxMail.objects.get()


def test_mail_leaves_after_the_commit_and_not_before(transactional_db):
    with transaction.atomic():
        send()
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["sami@example.org"]]
    assert only().sent_at is not None


def test_mail_of_an_act_that_failed_is_never_sent(transactional_db):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert not OutboxMail.objects.exists()
    assert mail.outbox == []


def test_a_stopped_server_loses_none(transactional_db, server):
    for number in range(5):
        send(f"person{number}@example.org")
    assert OutboxMail.objects.waiting().count() == 5
    assert "refused" in OutboxMail.objects.first().last_error.lower()
    let_time_pass()
    with server.running():
        assert drain_outbox() == 5
        assert drain_outbox() == 0
    assert sorted(to for to, _message in server.taken) == [f"person{number}@example.org" for number in range(5)]
    assert not OutboxMail.objects.waiting().exists()


def test_what_arrives_is_what_was_written(transactional_db, server):
    with server.running():
        send_mail("Réunion à 18 h", "مرحبا", "lab@example.org", ["sami@example.org"], html_message="<p>مرحبا</p>")
    [(to, message)] = server.taken
    assert to == "sami@example.org"
    text, html = message.get_payload()
    assert text.get_payload(decode=True).decode().strip() == "مرحبا"
    assert html.get_payload(decode=True).decode().strip() == "<p>مرحبا</p>"
    assert message["Message-ID"].endswith("@example.org>")
    assert message["Auto-Submitted"] == "auto-generated"


def test_repeating_waits_longer_and_longer_and_ends_after_two_days(transactional_db, server):
    send()
    waits = []
    while only().given_up_at is None:
        row = only()
        waits.append(row.due_at - row.created_at)
        let_time_pass(row.due_at - row.created_at)
        drain_outbox()
        assert only().attempts == row.attempts + 1
    assert len(waits) == len(WAITS)
    assert [round(wait / timedelta(minutes=1)) for wait in waits] == [1, 5, 30, 120, 360, 720, 1440]
    let_time_pass()
    with server.running():
        assert drain_outbox() == 0
    assert server.taken == []


def test_a_refused_address_holds_up_no_other(transactional_db, server):
    server.refused.add("nobody@example.org")
    with server.running():
        message = EmailMessage(
            "To you", "text", "lab@example.org", ["nobody@example.org", "sami@example.org"], bcc=["leila@example.org"]
        )
        message.send()
    assert sorted(to for to, _message in server.taken) == ["leila@example.org", "sami@example.org"]
    waiting = OutboxMail.objects.waiting().get()
    assert waiting.to == "nobody@example.org"
    assert "550" in waiting.last_error


def test_recipients_do_not_see_each_other(transactional_db):
    send_mail("To you", "text", None, ["Sami <sami@example.org>", "leila@example.org"])
    assert sorted(message.recipients() for message in mail.outbox) == [["leila@example.org"], ["sami@example.org"]]


def test_a_code_is_blanked_once_sent(transactional_db):
    send(secret=True)
    assert "123 456" in mail.outbox[0].body
    assert "X-Policylab-Secret" not in mail.outbox[0].extra_headers
    assert (only().body, only().html) == ("", "")


def test_a_code_waits_whole_and_is_blanked_when_given_up(transactional_db, server):
    send(secret=True)
    assert only().body == "123 456"
    OutboxMail.objects.update(attempts=len(WAITS))
    let_time_pass()
    drain_outbox()
    assert only().given_up_at is not None
    assert (only().body, only().html) == ("", "")


def test_other_mails_keep_their_words(transactional_db):
    send(body="A new plan")
    assert only().body == "A new plan"


def test_the_demo_shows_codes_instead_of_sending(transactional_db, settings):
    settings.OUTBOX_TRANSPORT = "policylab.notices.mail.ShownInDemo"
    send(secret=True)
    assert only().body == "123 456"
    assert only().sent_at is not None
    assert mail.outbox == []


def test_a_mail_taken_by_one_is_not_taken_by_another(transactional_db, server):
    send()
    let_time_pass()
    pk = only().pk
    assert claim_mail(pk=pk) is not None
    assert claim_mail(pk=pk) is None
    let_time_pass()
    assert claim_mail(pk=pk) is not None, "whoever took it died: it is due again"


def test_two_that_drain_at_once_send_each_mail_once(transactional_db, server):
    for number in range(30):
        send(f"person{number}@example.org")
    let_time_pass()
    pks = list(OutboxMail.objects.values_list("pk", flat=True))
    start = threading.Barrier(4)

    def drain() -> None:
        try:
            start.wait()
            send_mails(pks=pks)
        finally:
            connection.close()

    with server.running():
        threads = [threading.Thread(target=drain) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert Counter(to for to, _message in server.taken) == Counter(
        f"person{number}@example.org" for number in range(30)
    )
    assert not OutboxMail.objects.waiting().exists()


def test_a_line_break_in_a_header_is_refused_at_once(transactional_db):
    with pytest.raises(BadHeaderError):
        send(subject="Hello\nBcc: everybody@example.org")
    assert not OutboxMail.objects.exists()


def test_odd_mails_are_kept(transactional_db):
    send(subject="s" * 1000, body="a\x00b" * 50_000)
    assert len(only().subject) == 300
    assert "\x00" not in only().body
    page_only = EmailMessage("Page", "<p>Only a page</p>", None, ["sami@example.org"])
    page_only.content_subtype = "html"
    page_only.send()
    assert OutboxMail.objects.last().body == "Only a page"
    EmailMessage("To nobody", "text").send()
    assert OutboxMail.objects.count() == 2


def test_attachments_are_refused_aloud(transactional_db):
    message = EmailMessage(
        "With a file", "text", None, ["sami@example.org"], attachments=[("a.txt", "a", "text/plain")]
    )
    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def test_old_mail_is_forgotten_and_waiting_mail_is_not(transactional_db, server):
    with server.running():
        send("sent@example.org")
    send("waiting@example.org")
    OutboxMail.objects.filter(sent_at__isnull=False).update(sent_at=F("sent_at") - timedelta(days=31))
    OutboxMail.objects.update(created_at=F("created_at") - timedelta(days=31))
    assert forget_old_mails() == 1
    assert only().to == "waiting@example.org"
