"""An event a municipality runs: what is asked, what is promised, who takes part, when.

Consultation ─< ConsultationText   its words, one row a language
   ├──< Taking part: colleges      who is counted together
   ├─── Round                      the gathering of plans (proposals)
   ├──< Phase ─< windows           propose and discuss read the round's windows; vote, answer, deliver hold their dates
   └──< Entry                      its log: what the body did with it, when, why; never changed
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policylab.core.refs import new_ref
from policylab.directory.enums import College
from policylab.directory.models import Organisation
from policylab.residents.enums import Voice
from policylab.territories.models import Territory
from policylab.themes.models import Theme
from proposals.models import Round, Window

from .enums import CHANGES, WINDOW_PHASES, ConsultationStatus, Deed, Level, PhaseKind


class ConsultationQuerySet(models.QuerySet):
    def public(self):
        """Once opened it stays public for good, cancelled or not."""
        return self.exclude(status=ConsultationStatus.DRAFT)


class Consultation(models.Model):
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    status = models.CharField(max_length=9, choices=ConsultationStatus.choices, default=ConsultationStatus.DRAFT)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="consultations", verbose_name=_("run by")
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="consultations", verbose_name=_("territory")
    )
    source_page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+")
    round = models.OneToOneField(Round, models.PROTECT, null=True, blank=True, related_name="consultation")
    themes = models.ManyToManyField(Theme, blank=True, related_name="consultations")
    level = models.CharField(_("what is promised in return"), max_length=11, choices=Level.choices, blank=True)
    voice = models.CharField(
        _("what stands behind a citizen’s voice"), max_length=8, choices=Voice.choices, default=Voice.EMAIL
    )
    language = models.CharField(_("first language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    edition = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ConsultationStatus.DRAFT)
                | (Q(opened_at__isnull=False, round__isnull=False, territory__isnull=False) & ~Q(level="")),
                name="consultation_opened_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(status=ConsultationStatus.CANCELLED)
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
                name="consultation_cancelled_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(voice__in=Voice.values), name="consultation_voice_known"),
        ]

    def __str__(self) -> str:
        return self.ref


class ConsultationText(models.Model):
    """The words of a consultation in one language."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    asked = models.TextField(_("what is asked"), blank=True)
    promised = models.TextField(_("what will be done with it"), blank=True)

    class Meta:
        verbose_name = _("words of a consultation")
        verbose_name_plural = _("words of consultations")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "language"], name="consultation_text_once_per_language"),
            models.CheckConstraint(condition=~Q(title=""), name="consultation_text_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class CollegeTakingPart(models.Model):
    """A college that takes part, and who exactly is meant, in the officer's words."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="colleges")
    college = models.CharField(max_length=7, choices=College.choices)

    class Meta:
        verbose_name = _("college taking part")
        verbose_name_plural = _("colleges taking part")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "college"], name="college_takes_part_once"),
            models.CheckConstraint(condition=Q(college__in=College.values), name="college_taking_part_known"),
        ]

    def __str__(self) -> str:
        return self.college


class Phase(models.Model):
    """A part of a consultation that opens some activities. Read its stage with `selectors.stage_of`, nothing moves it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=8, choices=PhaseKind.choices)
    position = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    windows = models.ManyToManyField(Window, blank=True, related_name="phases")
    # When its followers were told that it begins, and that it ends soon: once each.
    told_beginning_at = models.DateTimeField(null=True, blank=True, editable=False)
    told_end_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The first end of an answer or a delivery that passed without it: a later date makes nothing punctual.
    missed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["consultation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "position"], name="phase_position_once"),
            models.CheckConstraint(condition=Q(kind__in=PhaseKind.values), name="phase_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(WINDOW_PHASES), opens_at=None, closes_at=None)
                | (~Q(kind__in=sorted(WINDOW_PHASES)) & Q(opens_at__isnull=False, closes_at__gt=F("opens_at"))),
                name="phase_dates_in_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.kind}"


class EntryQuerySet(models.QuerySet):
    def public(self):
        """The record everybody reads. Without the person who acted: who answers for an act is the body."""
        return self.filter(deed__in=CHANGES)

    def update(self, **fields):
        raise TypeError("What was done stays as it was written down.")

    def delete(self):
        raise TypeError("What was done stays written down.")


class Entry(models.Model):
    """One act of the body that runs a consultation, written with it and never changed (docs/lifecycle.md).

    `facts["dates"]`: the phases whose dates it moved, each with kind, before and after.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="log")
    deed = models.CharField(max_length=11, choices=Deed.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    facts = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("log")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(deed__in=Deed.values), name="entry_deed_known"),
            models.CheckConstraint(
                condition=~Q(deed__in=[deed.value for deed in CHANGES]) | (~Q(reason="") & ~Q(language="")),
                name="entry_change_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "at"])]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.deed}"
