"""Every mail the lab writes, once each, in one language. What a row would supply is a figure here, without a word."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

from django.test import RequestFactory
from django.utils.translation import override

from policylab.accounts import words
from policylab.accounts.adapter import Adapter
from policylab.accounts.mails import WORDS, send_code, tell
from policylab.accounts.models import User
from policylab.accounts.views.keys import MOVED, MOVED_LINES
from policylab.directory import telling
from policylab.directory.models import Invitation, Organisation
from policylab.notices.letters import letter_to
from policylab.notices.models import Notice, OutboxMail
from policylab.notices.sentences import notice_sentences
from policylab.notices.services.outbox import queue_mails
from proposals.enums import Verdict

WHEN = datetime(2026, 12, 14, 17, 0, tzinfo=UTC)
NAMES = ("title", "body", "milestone", "indicator", "number")
FACTS = dict.fromkeys(NAMES, "7") | {"titles": {"fr": "7"}, "first": "fr", "closes": WHEN.isoformat()}


def reader(language: str) -> User:
    return User(pk=1, email="reader@example.org", display_name="7", language=language)


def notices() -> Iterator[Notice]:
    """One for each sentence anybody registered; an answer has a sentence for each verdict."""
    for event in sorted(notice_sentences):
        for verdict in Verdict.values if event == "plan.answered" else [""]:
            facts = FACTS | {"verdict": verdict}
            yield Notice(user_id=1, subject="x.y:1", event=event, facts=facts, url="/fr/plans/", happened_at=WHEN)


def write_letters(language: str) -> None:
    """Each sentence in a mail of its own, with either ending, then all of them in one."""
    user, some = reader(language), list(notices())
    letters = [letter_to(user, [one], followed) for one in some for followed in ([], [(1, one.subject)])]
    queue_mails(messages=[*letters, letter_to(user, some, [])])


def write_of_the_account(language: str) -> None:
    for purpose in WORDS:
        with override(language):
            send_code(RequestFactory().get("/"), purpose, "reader@example.org", "123456")
    for event in words.MAILS:
        Adapter().send_notification_mail(event, reader(language), email="reader@example.org")
    tell("reader@example.org", MOVED, MOVED_LINES, label="", language=language)


def write_of_a_body(language: str) -> None:
    body = Organisation(name_fr="7", language=language, what_was_checked="7", asked_by=reader(language))
    telling.tell_accepted(body)
    telling.tell_refused(body)
    telling.tell_invited(Invitation(organisation=body, address="reader@example.org", invited_by=reader(language)))


def every_mail(language: str) -> list[SimpleNamespace]:
    """Subject, text and HTML of each, as they stand in the outbox."""
    OutboxMail.objects.all().delete()
    write_letters(language)
    write_of_the_account(language)
    write_of_a_body(language)
    return [SimpleNamespace(**row) for row in OutboxMail.objects.order_by("pk").values("subject", "body", "html")]
