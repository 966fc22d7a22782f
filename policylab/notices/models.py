"""Following, notices, and the outbox. Mail is a row first: tried at once after commit, repeated by `run_due`, never lost.

`subject` is the key of what a notice is about, «app.model:pk» as in search: the ground knows no model above it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Follow(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    subject = models.CharField(max_length=100)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("following")
        verbose_name_plural = _("following")
        constraints = [models.UniqueConstraint(fields=["user", "subject"], name="follow_once")]
        indexes = [models.Index(fields=["subject"])]

    def __str__(self) -> str:
        return self.subject


class Notice(models.Model):
    """Something that happened and concerns a person who follows. `event` names a sentence of the app that sent it,
    `facts` the names and figures in it, so that it is read in the reader's language of today."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    subject = models.CharField(max_length=100)
    event = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    happened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_due = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"


class OutboxMailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, given_up_at=None)

    def due_at(self, now):
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")

    def finished_before(self, then):
        return self.filter(Q(sent_at__lt=then) | Q(given_up_at__lt=then))


class OutboxMail(models.Model):
    """A mail before, while and after it is sent. Codes are blanked once sent: `secret` mails lose their body."""

    to = models.CharField(max_length=254)
    sender = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    is_secret = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ["pk"]
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at=None, given_up_at=None), name="outbox_waiting")]

    def __str__(self) -> str:
        return self.subject


class Heartbeat(models.Model):
    """When each due task last ran to its end: `readyz` asks, an administrator sees."""

    name = models.CharField(max_length=60, primary_key=True)
    ran_at = models.DateTimeField()
    did = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name
