"""Checked residents: a town made sure that a person lives there (docs/decisions/0020).

CardBatch ─< Card       codes printed once on paper; here only their digests
Register ─< RegisterNumber    a town's list of residents; only digests, and those until the result is certified
Check ──> User, Territory     by a card, at a desk or by the register, by a body; ended, never deleted
AboutMe ── User         gender and age band, where somebody says them; counted, copied nowhere (docs/decisions/0023)

The lab keeps no number, no birthday, no copy of a paper: that somebody was checked, where, how and by whom.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from policylab.territories.models import Territory

from .enums import AgeBand, Gender, How

CARDS_AT_MOST = 2_000


class CardBatch(models.Model):
    """The cards printed at once for a town. Ending it voids those nobody has used; what was used stays."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="card_batches")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    size = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("batch of cards")
        verbose_name_plural = _("batches of cards")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=CARDS_AT_MOST), name="card_batch_size"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__gte=F("made_at"), ended_by__isnull=False),
                name="card_batch_ends_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Card(models.Model):
    """One code on paper. The digest is made with a key that is not in this database: who reads the table can use no card."""

    batch = models.ForeignKey(CardBatch, models.PROTECT, related_name="cards")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")

    def __str__(self) -> str:
        return f"{self.batch_id} {self.pk}"


class RegisterQuerySet(models.QuerySet):
    def pending(self):
        """Read and shown to who chose the file, not taken yet."""
        return self.filter(taken_at=None)

    def standing(self):
        return self.filter(taken_at__isnull=False, ended_at=None)


class Register(models.Model):
    """A town's list of residents. While it is pending its digests are one lump, which nobody can use; taken, they are rows.

    The row stays when its numbers are deleted: how many there were, since when and until when.
    """

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="registers")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    size = models.PositiveIntegerField()
    digests = models.BinaryField(default=b"", editable=False)
    report = models.JSONField(default=dict)  # the column, and what was wrong on which line; never what stood there
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("register of residents")
        verbose_name_plural = _("registers of residents")
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory"], condition=Q(taken_at__isnull=False, ended_at=None), name="register_one_in_a_town"
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="register_has_numbers"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("taken_at")), name="register_ends_after_it_was_taken"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class RegisterNumber(models.Model):
    """One number, as a digest whose key is not in this database."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="numbers")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("number of a register")
        verbose_name_plural = _("numbers of a register")
        constraints = [models.UniqueConstraint(fields=["digest", "register"], name="register_number_once")]

    def __str__(self) -> str:
        return f"{self.register_id} {self.pk}"


class CheckQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)


class Check(models.Model):
    """A person is a resident of a town, as a body of it made sure.

    Without a person when they have deleted their account: the card stays used, and that a desk checked somebody stays known.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="residence_checks"
    )
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices)
    card = models.OneToOneField(Card, models.PROTECT, null=True, blank=True, related_name="check_made")
    # Gone when the register ends. Not PROTECT: the database refuses as well, and deletes 40,000 without reading them first.
    number = models.OneToOneField(RegisterNumber, models.DO_NOTHING, null=True, blank=True, related_name="check_made")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a resident")
        verbose_name_plural = _("checks of residents")
        ordering = ["-checked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "territory"], condition=Q(ended_at=None), name="check_one_voice_in_a_town"
            ),
            models.CheckConstraint(
                condition=Q(how=How.CARD, card__isnull=False, officer=None)
                | Q(how=How.DESK, card=None, officer__isnull=False)
                | Q(how=How.REGISTER, card=None, officer=None),
                name="check_says_by_what",
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(how=How.REGISTER), name="check_has_a_number_of_the_register"
            ),
            models.CheckConstraint(
                condition=~Q(how=How.REGISTER) | Q(number__isnull=False) | Q(ended_at__isnull=False),
                name="check_by_a_register_ends_with_it",
            ),
            models.CheckConstraint(
                condition=Q(officer=None) | Q(user=None) | ~Q(officer=F("user")), name="check_of_nobody_by_themselves"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(ended_at__isnull=False), name="check_of_nobody_has_ended"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("checked_at")), name="check_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.how} {self.territory_id}"


class AboutMe(models.Model):
    """What somebody says of themselves so that others see whom a vote reached. A row says something, or there is none.

    No neighbourhood: the lab's places end at the municipality, and free words could name one house.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="about_me")
    gender = models.CharField(max_length=8, choices=Gender.choices, blank=True)
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("what somebody says of themselves")
        verbose_name_plural = _("what people say of themselves")
        constraints = [
            models.CheckConstraint(condition=~Q(gender="", age_band=""), name="about_me_says_something"),
            models.CheckConstraint(
                condition=Q(gender__in=["", *Gender.values], age_band__in=["", *AgeBand.values]),
                name="about_me_in_known_words",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user_id)
