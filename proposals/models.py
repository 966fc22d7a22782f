"""Plans: from first draft to assessment. A plan belongs to a round, and never asks a consultation whether it may be edited.

Round ─< Window            when one act is open in the gathering
  ├──< Answer              the reasoned reply to all that was proposed
  └──< Proposal ── Draft   the working copy, seen by its author only
          └──< Version     immutable, numbered, hashed: what is signed, amended, voted on
          ├──< Support     └──< Commitment (one of the Four Co's)
          └──< Answer      the reasoned reply to this plan; a later one stands over it, none is rewritten
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from policylab.territories.models import Territory
from policylab.themes.models import Theme

from .enums import Act, Co, CommitmentStatus, ProposalStatus, Verdict


class Round(models.Model):
    """A gathering of plans: what is asked, by whom, where."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    asked_by = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="rounds")
    # Whatever its windows say, nothing is done in it while it is paused, nor once it was called off.
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")

    def __str__(self) -> str:
        return self.ref

    @property
    def stands_still(self) -> bool:
        return self.paused_at is not None or self.ended_at is not None


class WindowQuerySet(models.QuerySet):
    def open_at(self, now):
        return self.filter(opens_at__lte=now, closes_at__gt=now, round__paused_at=None, round__ended_at=None)


class Window(models.Model):
    """When one act is open in a round: the only store of dates for write, amend, support and comment."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="windows")
    act = models.CharField(max_length=8, choices=Act.choices)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    objects = WindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("window")
        verbose_name_plural = _("windows")
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="window_closes_after_opening"),
            models.CheckConstraint(condition=Q(act__in=Act.values), name="window_act_known"),
        ]
        indexes = [models.Index(fields=["round", "act", "closes_at"])]

    def __str__(self) -> str:
        return f"{self.round_id} {self.act}"


class Sections(models.Model):
    """The parts every plan has, in this order (`SECTIONS`)."""

    title = models.CharField(_("title"), max_length=200, blank=True)
    need = models.TextField(_("the need"), blank=True)
    service = models.TextField(_("the service"), blank=True)
    roles = models.TextField(_("who does what"), blank=True)
    resources = models.TextField(_("resources"), blank=True)
    success = models.TextField(_("how success is seen"), blank=True)
    language = models.CharField(_("language of the text"), max_length=2, choices=settings.LANGUAGES, default="fr")

    class Meta:
        abstract = True


SECTIONS = ("need", "service", "roles", "resources", "success")


class ProposalQuerySet(models.QuerySet):
    def public(self):
        """Published, or withdrawn with its trace."""
        return self.exclude(status=ProposalStatus.DRAFT)

    def standing(self):
        return self.filter(status=ProposalStatus.PUBLISHED)


class Proposal(models.Model):
    """A co-production plan. Its words stand in its versions; the working copy in its draft."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="proposals")
    status = models.CharField(max_length=9, choices=ProposalStatus.choices, default=ProposalStatus.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("in the name of")
    )
    source_page = models.ForeignKey("wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="proposals")
    current = models.ForeignKey("Version", models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Kept by the services that change them, under the lock on this row: a list of 100,000 plans is ordered by an index.
    supports_count = models.PositiveIntegerField(default=0, editable=False)
    comments_count = models.PositiveIntegerField(default=0, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.DRAFT, current=None, published_at=None)
                | (~Q(status=ProposalStatus.DRAFT) & Q(current__isnull=False, published_at__isnull=False)),
                name="proposal_published_has_a_version",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(status=ProposalStatus.WITHDRAWN),
                name="proposal_withdrawn_has_its_date",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "status"]),
            # One for each order of the list, and one to count by who wrote.
            models.Index(fields=["status", "organisation"], name="plans_by_body"),
            models.Index(fields=["status", "-published_at", "-id"], name="plans_newest"),
            models.Index(fields=["status", "-supports_count", "-published_at", "-id"], name="plans_most_supported"),
            models.Index(fields=["status", "-comments_count", "-published_at", "-id"], name="plans_most_discussed"),
        ]

    def __str__(self) -> str:
        return self.ref


class Draft(Sections):
    """The working copy of a plan. `edition` grows with each save, so that a stale form is seen and nothing is overwritten."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="draft")
    edition = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return self.title


class Version(Sections):
    """An immutable text of a plan. `digest` is the SHA-256 of language, title and sections, never of a person's name."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    what_changed = models.CharField(_("what changed"), max_length=300, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["proposal", "number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            models.CheckConstraint(condition=~Q(title=""), name="version_has_a_title"),
        ]
        # The language stands after long texts in the row: the list's filter must not read through them.
        indexes = [models.Index(fields=["language"], name="version_language")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Support(models.Model):
    """Public backing of a plan while it is written."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supports")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.proposal_id}"


class CommitmentQuerySet(models.QuerySet):
    def public(self):
        return self.filter(status=CommitmentStatus.OFFERED)


class Commitment(models.Model):
    """What an organisation, or a person, gives to a plan."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="commitments")
    co = models.CharField(_("kind of commitment"), max_length=13, choices=Co.choices)
    what = models.TextField(_("what is given"))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="commitments")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="commitments")
    made_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=CommitmentStatus.choices, default=CommitmentStatus.OFFERED)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(condition=Q(co__in=Co.values), name="commitment_co_known"),
            models.CheckConstraint(
                condition=Q(status=CommitmentStatus.OFFERED, withdrawn_at=None)
                | Q(status=CommitmentStatus.WITHDRAWN, withdrawn_at__isnull=False),
                name="commitment_withdrawn_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]


class AnswerQuerySet(models.QuerySet):
    def public(self):
        """All of them: what was answered once stays to be read under what was answered later."""
        return self.all()

    def current(self):
        return self.filter(superseded_at=None)


class Answer(models.Model):
    """The authority's reasoned reply, to one plan or to a whole round. Never edited: a correction is a new one, numbered on.

    `due_at` is when it was promised, as it stood when the answer was given: moving a date later makes no answer punctual.
    """

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="answers")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="answers")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    reason = models.TextField(_("reasons"))
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="answers")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["answered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=False, round=None, verdict__in=Verdict.values)
                | Q(proposal=None, round__isnull=False, verdict=""),
                name="answer_to_a_plan_with_a_verdict_or_to_a_round",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="answer_has_reasons"),
            models.CheckConstraint(condition=Q(number__gte=1), name="answer_number_from_one"),
            models.UniqueConstraint(fields=["proposal", "number"], name="answer_number_once_per_plan"),
            models.UniqueConstraint(fields=["round", "number"], name="answer_number_once_per_round"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(superseded_at=None), name="answer_one_stands_per_plan"
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(superseded_at=None), name="answer_one_stands_per_round"
            ),
        ]

    def __str__(self) -> str:
        return self.ref
