"""A vote, who may cast, what was cast, and the frozen outcome (DESIGN 4.8 to 4.11).

Vote ─< Option            what may be chosen: a version of a plan, or a candidate for a seat
  ├──< VoteCollege        by name or separated, fixed at opening
  ├──< RollEntry          who may vote, and who has; never how
  ├──< Ballot             what was cast in a separated college: no person, no time, no order
  ├──< NamedVote          what a body cast by name, and why
  ├──< CollegeChoice      in which of several colleges a person votes, while the vote runs
  ├─── Result ─ Package   frozen at closing; the published zip
  └─── Certification, Annulment   what an officer said of the result afterwards, in public
A vote has no dates: it points to its phase. «Separated» and «recountable» is what we claim, never «anonymous».
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
from policylab.territories.models import Territory
from proposals.models import Version

from . import constraints
from .enums import SEPARATED_FROM, Completion, Method, RollKind, Rule, Secrecy, VoteStatus
from .letters import letter_at


def new_key() -> str:
    """128 random bits: the key of a ballot or a roll entry says nothing about its order."""
    return secrets.token_hex(16)


class VoteQuerySet(models.QuerySet):
    def public(self):
        return self.exclude(status=VoteStatus.PREPARED)


class Vote(models.Model):
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="votes")
    status = models.CharField(max_length=8, choices=VoteStatus.choices, default=VoteStatus.PREPARED)
    method = models.CharField(max_length=20, choices=Method.choices, default=Method.APPROVAL)
    rule = models.CharField(max_length=20, choices=Rule.choices, default=Rule.EVERY_COLLEGE)
    # {college: per cent}: of the decision, of the roll that must have voted, of the money. Whole numbers.
    weights = models.JSONField(default=dict, blank=True)
    quorums = models.JSONField(default=dict, blank=True)
    money_shares = models.JSONField(default=dict, blank=True)
    adopt_at_most = models.PositiveSmallIntegerField(_("adopt at most"), null=True, blank=True)
    # On one roll, or {college: seats} where each college elects its own among its own candidates.
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    college_seats = models.JSONField(default=dict, blank=True)
    money = models.DecimalField(_("money"), max_digits=15, decimal_places=3, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    completion = models.CharField(max_length=16, choices=Completion.choices, blank=True)
    # Drawn and published at the opening: with the digest of all choices it draws the order that breaks ties.
    seed = models.CharField(max_length=32, blank=True, editable=False)
    roll_kind = models.CharField(max_length=6, choices=RollKind.choices, default=RollKind.CLOSED)
    # How many ballots lay in an order drawn by lot when they were last sealed, and whether old copies are still to be cleared.
    sealed = models.PositiveIntegerField(default=0, editable=False)
    unswept = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    # From then on nobody can read who voted; how many did stands in the result.
    marks_deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["phase"], name="vote_once_per_phase"),
            *constraints.OF_VOTES,
        ]

    def __str__(self) -> str:
        return self.ref


class Option(models.Model):
    """What may be chosen: a plan as it stood, or a candidate for a seat. Positions are the order on the paper."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="options")
    version = models.ForeignKey(Version, models.PROTECT, related_name="options", null=True, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    about = models.TextField(_("about"), blank=True)
    # Of a candidate, where each college elects its own.
    college = models.CharField(max_length=7, choices=College.choices, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=15, decimal_places=3, null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["vote", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "position"], name="option_position_once"),
            models.UniqueConstraint(fields=["vote", "version"], name="option_version_once"),
            *constraints.OF_OPTIONS,
        ]

    def __str__(self) -> str:
        return self.letter

    @property
    def letter(self) -> str:
        """What stands on the paper and in the package."""
        return letter_at(self.position)

    @property
    def title(self) -> str:
        return self.version.title if self.version else self.name

    @property
    def language(self) -> str:
        """Of the title; a name is of none."""
        return self.version.language if self.version else ""


class VoteCollege(models.Model):
    """A college as fixed at opening: how it votes, and how many are on its roll; of an open one, at closing."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="colleges")
    college = models.CharField(max_length=7, choices=College.choices)
    secrecy = models.CharField(max_length=9, choices=Secrecy.choices)
    roll_kind = models.CharField(max_length=6, choices=RollKind.choices, default=RollKind.CLOSED)
    roll_size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("college of a vote")
        verbose_name_plural = _("colleges of a vote")
        constraints = [
            models.UniqueConstraint(fields=["vote", "college"], name="vote_college_once"),
            models.CheckConstraint(condition=Q(secrecy__in=Secrecy.values), name="vote_college_secrecy_known"),
            models.CheckConstraint(
                condition=Q(secrecy=Secrecy.NAMED) | Q(roll_size__gte=SEPARATED_FROM) | Q(roll_kind=RollKind.OPEN),
                name="vote_college_separated_is_large",
            ),
            models.CheckConstraint(
                condition=Q(roll_kind=RollKind.CLOSED)
                | Q(roll_kind=RollKind.OPEN, college=College.CITIZEN, secrecy=Secrecy.SEPARATED),
                name="vote_college_only_citizens_enter",
            ),
            models.CheckConstraint(
                condition=~Q(college=College.PUBLIC) | Q(secrecy=Secrecy.NAMED), name="vote_college_public_by_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.college} {self.secrecy}"


class RollEntry(models.Model):
    """Who may vote and whether they have; never how.

    No gender and no age: at closing they are counted from what people say of themselves then (`who`), so that nothing about a
    person is copied to where it would outlive their wish (docs/decisions/0023).
    """

    key = models.CharField(max_length=32, primary_key=True, default=new_key, editable=False)
    vote = models.ForeignKey(Vote, models.CASCADE, related_name="roll")
    college = models.CharField(max_length=7, choices=College.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="roll_entries"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="roll_entries")
    has_voted = models.BooleanField(default=False)
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("roll entry")
        verbose_name_plural = _("roll")
        indexes = [models.Index(fields=["vote", "college"], condition=Q(has_voted=True), name="roll_voted")]
        constraints = [
            models.UniqueConstraint(fields=["vote", "user"], condition=Q(user__isnull=False), name="roll_user_once"),
            models.UniqueConstraint(
                fields=["vote", "organisation"], condition=Q(organisation__isnull=False), name="roll_organisation_once"
            ),
            models.CheckConstraint(
                condition=Q(college=College.CITIZEN, user__isnull=False, organisation=None)
                | (~Q(college=College.CITIZEN) & Q(user=None, organisation__isnull=False)),
                name="roll_person_or_body",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class CollegeChoice(models.Model):
    """Whoever stands in two colleges, for themselves and for a body, votes in one: chosen once, before casting.

    Written by a transaction of its own, so that it stands beside no ballot; gone when the vote is counted.
    """

    key = models.CharField(max_length=32, primary_key=True, default=new_key, editable=False)
    vote = models.ForeignKey(Vote, models.CASCADE, related_name="college_choices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    college = models.CharField(max_length=7, choices=College.choices)

    class Meta:
        verbose_name = _("choice of a college")
        verbose_name_plural = _("choices of a college")
        constraints = [
            models.UniqueConstraint(fields=["vote", "user"], name="college_chosen_once"),
            models.CheckConstraint(condition=Q(college__in=College.values), name="college_chosen_known"),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.college}"


class Ballot(models.Model):
    """One cast paper of a separated college.

    While the vote is open it carries two hashes: of the receipt code (published at the end, proves inclusion), and of
    code and roll entry together (so that only its owner finds it again). Both are cut off at closing.
    """

    key = models.CharField(max_length=32, primary_key=True, default=new_key, editable=False)
    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots")
    college = models.CharField(max_length=7, choices=College.choices)
    choices = models.JSONField()
    receipt_hash = models.CharField(max_length=64, blank=True)
    owner_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(fields=["receipt_hash"], condition=~Q(receipt_hash=""), name="ballot_receipt_once"),
            models.UniqueConstraint(fields=["owner_hash"], condition=~Q(owner_hash=""), name="ballot_owner_once"),
        ]

    def __str__(self) -> str:
        return self.key


class NamedVote(models.Model):
    """What a body cast by name; a department answers for its vote."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="named_votes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="named_votes")
    college = models.CharField(max_length=7, choices=College.choices)
    choices = models.JSONField()
    reason = models.TextField(_("reason"), blank=True)
    cast_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()

    class Meta:
        verbose_name = _("vote by name")
        verbose_name_plural = _("votes by name")
        constraints = [models.UniqueConstraint(fields=["vote", "organisation"], name="named_vote_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.vote_id}"


class ResultQuerySet(models.QuerySet):
    def public(self):
        return self.all()


class Result(models.Model):
    """The frozen outcome, with everything that made it (DESIGN 4.11)."""

    vote = models.OneToOneField(Vote, models.PROTECT, related_name="result")
    outcome = models.JSONField()
    ballots_digest = models.CharField(max_length=64)
    rule = models.CharField(max_length=20, choices=Rule.choices)
    tie_order = models.JSONField()
    software_version = models.CharField(max_length=40)
    package_digest = models.CharField(max_length=64)
    counted_at = models.DateTimeField()
    # How many on the roll and how many voted, by gender and by age, small cells hidden (`who`). No part of the package.
    who = models.JSONField(default=dict)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["-counted_at", "-pk"]

    def __str__(self) -> str:
        return str(self.vote_id)


class Package(models.Model):
    """The published zip, byte for byte, and the receipts in it for the question «was my ballot counted?»."""

    result = models.OneToOneField(Result, models.PROTECT, related_name="package")
    content = models.BinaryField()
    receipts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")

    def __str__(self) -> str:
        return str(self.result_id)


class Certification(models.Model):
    """An officer certifies the result: from here on it stands, with minutes anybody can read."""

    vote = models.OneToOneField(Vote, models.PROTECT, related_name="certification")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    incidents = models.TextField(_("what happened"), blank=True)

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")

    def __str__(self) -> str:
        return str(self.vote_id)


class Annulment(models.Model):
    """An officer declares that the result does not count, and says why in public. What was counted stays readable."""

    vote = models.OneToOneField(Vote, models.PROTECT, related_name="annulment")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("annulment")
        verbose_name_plural = _("annulments")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="annulment_has_a_reason")]

    def __str__(self) -> str:
        return str(self.vote_id)
