"""What was promised for an adopted plan, and what came of it.

Proposal ─< Milestone ─< MilestoneReport   what was promised by when; what its keepers said of it, with evidence
       └──< Indicator ─< Measurement       what is measured; one reading, women and men apart
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from proposals.models import Proposal

from .enums import ReportKind


def random_path(report: Any, name: str) -> str:
    """Where a file is kept: a name nobody can guess, and nothing of the one it came with but its checked ending."""
    return f"evidence/{new_ref()}{new_ref()}.{name.rpartition('.')[2]}"


class MilestoneQuerySet(models.QuerySet):
    def public(self):
        """Every promise is everybody's to read: a plan is only delivered in public."""
        return self.all()

    def open(self):
        return self.filter(done_on=None)


class Milestone(models.Model):
    """`first_due_on` is the first promise and never changes; `due_on` is the one that stands."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="milestones")
    title = models.CharField(_("what is promised"), max_length=200)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="milestones", verbose_name=_("who answers for it")
    )
    begins_on = models.DateField(_("work begins on"))
    due_on = models.DateField(_("promised for"))
    first_due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    # For which date those who answer for it were told that it has passed.
    late_told_for = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on=None), name="milestones_open")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="milestone_has_a_title"),
            models.CheckConstraint(condition=Q(due_on__gte=F("begins_on")), name="milestone_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class MilestoneReport(models.Model):
    """What those who answer for a milestone said of it: done, with evidence; moved, with a reason; how it stands."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=5, choices=ReportKind.choices)
    text = models.TextField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    link = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to=random_path, blank=True)
    file_name = models.CharField(max_length=100, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    moved_from = models.DateField(null=True, blank=True)
    moved_to = models.DateField(null=True, blank=True)
    taken_back = models.BooleanField(default=False, help_text="It said done, and a later report says that it is not.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="milestone_reports")
    reported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report on a milestone")
        verbose_name_plural = _("reports on milestones")
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(kind=ReportKind.DONE, taken_back=False), name="milestone_done_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back=False) | Q(kind=ReportKind.DONE), name="milestone_only_done_is_taken_back"
            ),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="milestone_report_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="milestone_report_says_something"),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.MOVED, moved_from__isnull=False, moved_to__isnull=False)
                | (~Q(kind=ReportKind.MOVED) & Q(moved_from=None, moved_to=None)),
                name="milestone_moved_says_from_and_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.kind}"


class IndicatorQuerySet(models.QuerySet):
    def public(self):
        return self.all()


class Indicator(models.Model):
    """What is measured. Of people, women and men are counted apart."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="indicators")
    name = models.CharField(_("what is measured"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    counts_people = models.BooleanField(_("it counts people"), default=True)
    baseline = models.PositiveIntegerField(_("at the start"), null=True, blank=True)
    target = models.PositiveIntegerField(_("target"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="indicator_has_a_name")]

    def __str__(self) -> str:
        return self.name


class MeasurementQuerySet(models.QuerySet):
    def standing(self):
        """What was not struck out."""
        return self.filter(struck_at=None)


class Measurement(models.Model):
    """One reading, with who says so. Cells under five are hidden when it is shown (`disclosure`), never here.

    A wrong one is struck out with a reason: it stays to be read, and counts no more.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    measured_on = models.DateField(_("day of the reading"))
    total = models.PositiveIntegerField(_("total"))
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="measurements")
    reported_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="struck_measurements"
    )
    struck_because = models.TextField(blank=True)
    struck_language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["measured_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "measured_on"], condition=Q(struck_at=None), name="measured_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_by=None, struck_because="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_because="")),
                name="measurement_struck_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(women=None, men=None)
                | Q(women__isnull=False, men__isnull=False, total__gte=F("women") + F("men")),
                name="measurement_parts_within_total",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="measurement_says_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.measured_on}"
