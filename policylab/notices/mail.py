"""Django's EMAIL_BACKEND, and the transport of the demo."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .services.outbox import queue_mails


class OutboxBackend(BaseEmailBackend):
    """Every mail of ours, of Django and of its packages becomes rows; settings.OUTBOX_TRANSPORT sends them after the commit.

    A mail with the header `X-Policylab-Secret` (any value; it is not sent on) holds a code: its body is blanked once sent.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        queue_mails(messages=email_messages)
        return len(email_messages)


class ShownInDemo(BaseEmailBackend):
    """Sends nothing: /demo/mail/ shows what would have been sent, codes included."""

    keeps_secrets = True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)
