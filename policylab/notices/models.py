"""Following, notices, and the outbox. Mail is a row first: tried at once after commit, repeated by `run_due`, never lost.

`subject` is the key of what a notice is about, «app.model:pk» as in search: the ground knows no model above it.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .enums import How, Kind


class FollowQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(stopped_at=None)


class Follow(models.Model):
    """A row that was stopped stays: who stopped following something does not follow it again by taking part in it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    subject = models.CharField(max_length=100)
    since = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = FollowQuerySet.as_manager()

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
    # How it is still to be mailed; empty once it was, or where its reader wants none.
    mail = models.CharField(max_length=7, choices=How.choices, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-happened_at", "-pk"]
        indexes = [
            models.Index(fields=["user", "read_at"]),
            models.Index(fields=["mail", "user"], condition=~Q(mail=""), name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"


class Announcement(models.Model):
    """Something a crowd is to be told: one row with the act, a notice for each follower soon after, and the row goes.

    So whoever acts does not wait until 40,000 people are told. `but` holds who is left out: ids, subjects whose followers have
    heard of it otherwise, and everybody up to whom it has come already.
    """

    subject = models.CharField(max_length=100)
    # Whom else than those who follow it: the name of an audience (audiences.py).
    audience = models.CharField(max_length=40, blank=True)
    event = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    but = models.JSONField(default=dict)
    happened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"


class MailChoice(models.Model):
    """How somebody wants one kind of notice by mail, where they chose; else it is as usual (enums.USUAL)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    how = models.CharField(max_length=7, choices=How.choices)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="mail_choice_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values, how__in=How.values), name="mail_choice_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.how}"


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
