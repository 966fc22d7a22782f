"""Mail as rows: written with the act that causes it, tried at once after the commit, repeated until it is gone.

A mail is claimed before it is sent, by an update that only one process can win: `due_at` moves to the next attempt, so that a
process that dies in mid-sending leaves a mail that is due again, and two that drain at once never send the same one. What a
server took twice because its first answer was lost carries the same Message-ID.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils.html import strip_tags
from django_tasks import task

from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.notices.models import OutboxMail

logger = logging.getLogger(__name__)

SECRET_HEADER = "x-policylab-secret"  # noqa: S105  a name, not a secret
# After each failure; the eighth, some two days after the first, is the last.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
AT_ONCE = 500
KEPT = timedelta(days=30)


@transaction.atomic
def queue_mails(*, messages: Sequence[EmailMessage], at_once: bool = True) -> list[OutboxMail]:
    """One row per recipient, so that nobody sees the others and one refused address holds up no other.

    `at_once` tries right after the commit: somebody waits for it. The rest goes with the next `run_due`.
    """
    now = db_now()
    mails = [mail for message in messages for mail in _rows(message, now)]
    OutboxMail.objects.bulk_create(mails)
    if at_once and mails:
        after_commit(try_at_once.enqueue, [mail.pk for mail in mails])
    return mails


def _rows(message: EmailMessage, now: datetime) -> list[OutboxMail]:
    if message.attachments:
        raise ValueError("The outbox carries no attachments: send a link.")
    mails = [_row(message, parseaddr(recipient)[1] or recipient, now) for recipient in message.recipients()]
    for mail in mails:
        envelope(mail).message()  # what Django refuses (a line break in a header) is refused now, not in two days
    return mails


@task()
def try_at_once(pks: list[int]) -> int:
    return send_mails(pks=pks)


def drain_outbox() -> int:
    """What is due now; `run_due` calls it."""
    return send_mails(pks=list(OutboxMail.objects.due_at(db_now()).values_list("pk", flat=True)[:AT_ONCE]))


def send_mails(*, pks: Iterable[int]) -> int:
    """Sends those that nobody else is sending. Where the server cannot be reached, the rest wait for the next round."""
    transport = get_connection(settings.OUTBOX_TRANSPORT)
    sent = 0
    try:
        for pk in pks:
            mail = claim_mail(pk=pk)
            if mail is None:
                continue
            try:
                transport.open()
            except Exception as error:
                _record_failure(mail, error)
                break
            sent += _send(mail, transport)
    finally:
        transport.close()
    return sent


def claim_mail(*, pk: int) -> OutboxMail | None:
    """The mail, if it is due and no other process took it first."""
    now = db_now()
    mail = OutboxMail.objects.due_at(now).filter(pk=pk).first()
    if mail is None:
        return None
    taken = {"attempts": mail.attempts + 1, "due_at": now + WAITS[min(mail.attempts, len(WAITS) - 1)]}
    ours = OutboxMail.objects.waiting().filter(pk=pk, attempts=mail.attempts).update(**taken)
    mail.attempts, mail.due_at = taken["attempts"], taken["due_at"]
    return mail if ours else None


def forget_old_mails() -> int:
    """What was sent a month ago, or given up then, is nobody's business any more."""
    return OutboxMail.objects.finished_before(db_now() - KEPT).delete()[0]


def envelope(mail: OutboxMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(mail.subject, mail.body, mail.sender, [mail.to], headers=dict(mail.headers))
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _row(message: EmailMessage, recipient: str, now: datetime) -> OutboxMail:
    html = next((part[0] for part in getattr(message, "alternatives", []) if part[1] == "text/html"), "")
    body = str(message.body)
    if message.content_subtype == "html":
        html, body = html or body, strip_tags(body)
    sender = message.from_email or settings.DEFAULT_FROM_EMAIL
    return OutboxMail(
        to=recipient,
        sender=sender,
        subject=str(message.subject)[:300].replace("\x00", ""),
        body=body.replace("\x00", ""),
        html=str(html).replace("\x00", ""),
        headers=_headers(message, sender),
        is_secret=SECRET_HEADER in {name.lower() for name in message.extra_headers},
        created_at=now,
        due_at=now,
    )


def _headers(message: EmailMessage, sender: str) -> dict[str, str]:
    """Those of the message without the ones that name recipients; RFC 3834 tells mail programs that no human wrote this."""
    left_out = {SECRET_HEADER, "to", "cc", "bcc"}
    headers = {name: str(value) for name, value in message.extra_headers.items() if name.lower() not in left_out}
    if message.reply_to:
        headers.setdefault("Reply-To", ", ".join(message.reply_to))
    headers.setdefault("Auto-Submitted", "auto-generated")
    headers.setdefault("Message-ID", make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost"))
    return headers


def _send(mail: OutboxMail, transport: Any) -> bool:
    try:
        if not transport.send_messages([envelope(mail)]):
            raise OSError("The mail server took nothing.")
    except Exception as error:
        transport.close()  # it may be half through a mail: the next one starts with a fresh connection
        _record_failure(mail, error)
        return False
    done: dict[str, Any] = {"sent_at": db_now(), "last_error": ""}
    if mail.is_secret and not getattr(transport, "keeps_secrets", False):
        done |= {"body": "", "html": ""}
    OutboxMail.objects.filter(pk=mail.pk).update(**done)
    return True


def _record_failure(mail: OutboxMail, error: Exception) -> None:
    failed: dict[str, Any] = {"last_error": f"{type(error).__name__}: {error}"[:300].replace("\x00", "")}
    if mail.attempts > len(WAITS):
        failed["given_up_at"] = db_now()
        if mail.is_secret:
            failed |= {"body": "", "html": ""}
    logger.warning("Mail %s was not taken at attempt %s: %s", mail.pk, mail.attempts, failed["last_error"])
    OutboxMail.objects.filter(pk=mail.pk).update(**failed)
