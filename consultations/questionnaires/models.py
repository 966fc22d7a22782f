"""A questionnaire, the wordings it was asked in, who has handed in a sheet, and what stands on the sheets.

Questionnaire ─< Wording          what is asked: numbered, hashed, never changed; a sheet keeps the one its writer saw
   ├──────< HandedIn               who has handed in, once each; never what
   ├──────< Sheet                  what was written: no person, no time, no order
   ├──────< BegunSheet             begun and not handed in; its writer's alone, deleted when handed in
   ├──────< Upload                 a file on a sheet
   ├──────< Code ─< Coding         what two people see in the free replies
   ├──────< Withheld, Release      a reply that is not shown, and why; a question whose replies are
   └──────1 Count ─< Column        counted once at closing, frozen
It has no dates: it points to its phase. As with ballots (docs/decisions/0003) we say «kept apart», never «anonymous»:
whoever runs the server could look at the moment a sheet is handed in.
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models import Phase
from policylab.core.refs import new_ref
from policylab.directory.enums import College
from policylab.directory.models import Organisation

from .enums import QuestionnaireStatus


def new_key() -> str:
    """128 random bits: the key of a sheet says nothing about its order."""
    return secrets.token_hex(16)


class QuestionnaireQuerySet(models.QuerySet):
    def public(self):
        return self.exclude(status=QuestionnaireStatus.PREPARED)


class Questionnaire(models.Model):
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    phase = models.OneToOneField(Phase, models.PROTECT, related_name="questionnaire")
    status = models.CharField(max_length=8, choices=QuestionnaireStatus.choices, default=QuestionnaireStatus.PREPARED)
    draft = models.JSONField(default=dict)  # what the next wording will ask; shape in `definition.py`
    edition = models.PositiveIntegerField(default=1)  # of the draft: a stale form is told
    # Days after its end in which papers are still entered; the count waits for them.
    paper_days = models.PositiveSmallIntegerField(_("days to enter papers after the end"), default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=QuestionnaireStatus.values), name="questionnaire_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Wording(models.Model):
    """What was asked from a moment on. The newest is asked; answers keep the wording they saw."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 of the definition as canonical JSON
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("wording of a questionnaire")
        verbose_name_plural = _("wordings of questionnaires")
        ordering = ["questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="wording_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.number}"


class HandedIn(models.Model):
    """That a person, a body or a numbered paper has handed in a sheet; never which, when, or what stood on it."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="handed_in")
    college = models.CharField(max_length=7, choices=College.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.PositiveIntegerField(_("number of the paper"), null=True, blank=True)

    class Meta:
        verbose_name = _("sheet handed in")
        verbose_name_plural = _("sheets handed in")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "user"], condition=Q(organisation=None), name="sheet_once_per_person"
            ),
            models.UniqueConstraint(fields=["questionnaire", "organisation"], name="sheet_once_per_organisation"),
            models.UniqueConstraint(fields=["questionnaire", "paper"], name="sheet_once_per_paper"),
            models.CheckConstraint(condition=Q(college__in=College.values), name="sheet_college_known"),
            models.CheckConstraint(
                condition=Q(college=College.CITIZEN, organisation=None)
                | (~Q(college=College.CITIZEN) & Q(organisation__isnull=False)),
                name="sheet_of_a_person_or_of_a_body",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Sheet(models.Model):
    """A questionnaire filled in. Nothing leads from it to who wrote it."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="sheets")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="sheets")
    college = models.CharField(max_length=7, choices=College.choices)
    on_paper = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)  # of the free replies, as far as known
    replies = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")
        ordering = ["key"]  # random: the order of arrival is not to be read
        constraints = [models.CheckConstraint(condition=Q(college__in=College.values), name="sheet_of_a_known_college")]

    def __str__(self) -> str:
        return self.key


class BegunSheet(models.Model):
    """Begun and not yet handed in. Before there is an account it belongs to whoever holds the key in their session."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="begun")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    replies = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sheet begun")
        verbose_name_plural = _("sheets begun")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "user"], condition=Q(organisation=None), name="begun_once_per_person"
            ),
            models.UniqueConstraint(fields=["questionnaire", "organisation"], name="begun_once_per_organisation"),
        ]

    def __str__(self) -> str:
        return self.key


class Upload(models.Model):
    """A file given with a sheet; its key stands among the replies."""

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="uploads")
    question = models.CharField(max_length=40)
    file = models.FileField(upload_to="questionnaires/")
    kind = models.CharField(max_length=40)  # media type as found in its bytes, not as its sender says
    # While the sheet is begun only; a sheet handed in says by its replies which files are its own.
    begun = models.ForeignKey(BegunSheet, models.SET_NULL, null=True, related_name="uploads")

    class Meta:
        verbose_name = _("file of a sheet")
        verbose_name_plural = _("files of sheets")

    def __str__(self) -> str:
        return self.key


class Code(models.Model):
    """What a free reply is about, in the officers' words."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="codes")
    question = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=80)

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "question", "title"], name="code_title_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Coding(models.Model):
    """One person finds that one free reply is about this. Who has read a reply and found nothing has `code` null."""

    code = models.ForeignKey(Code, models.CASCADE, null=True, related_name="codings")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="codings")
    question = models.CharField(max_length=40)
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        constraints = [
            models.UniqueConstraint(fields=["code", "sheet", "coder"], name="coded_once_by_a_person"),
            models.UniqueConstraint(
                fields=["sheet", "question", "coder"], condition=Q(code=None), name="read_once_by_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.code_id}"


class Count(models.Model):
    """Counted once after closing, frozen with what made it (DESIGN 4.11)."""

    questionnaire = models.OneToOneField(Questionnaire, models.PROTECT, related_name="count")
    counted_at = models.DateTimeField()
    sheets = models.PositiveIntegerField()
    # Sheets by college, wording and on paper; "questions": {question key: figures}, shape in `tallies/sheets.py`.
    figures = models.JSONField()
    digest = models.CharField(max_length=64)  # SHA-256 over the sheets, sorted by key
    software = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("count of a questionnaire")
        verbose_name_plural = _("counts of questionnaires")

    def __str__(self) -> str:
        return f"{self.questionnaire_id}"


class Column(models.Model):
    """The replies to one question in the order of sheets' keys: two of them make a cross table without reading 5,000 sheets."""

    count = models.ForeignKey(Count, models.CASCADE, related_name="columns")
    question = models.CharField(max_length=40)  # or «college»
    values = models.JSONField()  # one entry a sheet: a choice key, a list of them, or null

    class Meta:
        verbose_name = _("column of a count")
        verbose_name_plural = _("columns of counts")
        constraints = [models.UniqueConstraint(fields=["count", "question"], name="column_once_per_question")]

    def __str__(self) -> str:
        return f"{self.count_id} {self.question}"


class Withheld(models.Model):
    """A free reply that an officer or facilitator read and does not show: it names somebody, it insults. Never deleted."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="withheld")
    question = models.CharField(max_length=40)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reply left out")
        verbose_name_plural = _("replies left out")
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="reply_withheld_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.question}"


class Release(models.Model):
    """The free replies to a question, read by an officer and shown to everybody, with what two people found in them then."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="releases")
    question = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    codes = models.JSONField(
        default=list
    )  # [[title, both, first, second, neither], …], as `tallies/agreement.py` counts

    class Meta:
        verbose_name = _("replies shown to everybody")
        verbose_name_plural = _("replies shown to everybody")
        constraints = [models.UniqueConstraint(fields=["questionnaire", "question"], name="replies_released_once")]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.question}"
