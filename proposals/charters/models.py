"""The charter of an adopted plan: one text, whose versions are numbered and hashed, and who signed which of them.

Charter ── CharterDraft        the working copy, shared by those who draft it
   └──< CharterVersion         immutable, numbered, hashed
           └──< Signature      an organisation, in a capacity, under the digest of this version
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from policylab.core.refs import new_ref
from policylab.directory.models import Organisation
from proposals.models import Proposal, Version

from .enums import Capacity

SHA256 = 64


class CharterQuerySet(models.QuerySet):
    def public(self):
        """From its first version on; a draft is read by those who write it."""
        return self.filter(current__isnull=False)


class Charter(models.Model):
    """What those who deliver a plan promise each other. Its words stand in its versions."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="charter")
    current = models.ForeignKey(
        "CharterVersion", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")

    def __str__(self) -> str:
        return f"charter {self.proposal_id}"


class CharterWords(models.Model):
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    language = models.CharField(_("language of the text"), max_length=2, choices=settings.LANGUAGES)

    class Meta:
        abstract = True


class CharterDraft(CharterWords):
    """The working copy. `edition` grows with each save: the town hall and the plan's authors write at the same text."""

    charter = models.OneToOneField(Charter, models.CASCADE, related_name="draft")
    edition = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft of a charter")
        verbose_name_plural = _("drafts of charters")

    def __str__(self) -> str:
        return self.title


class CharterVersion(CharterWords):
    """An immutable text of a charter. `digest` is the SHA-256 of language, title and text, never of a person's name."""

    charter = models.ForeignKey(Charter, models.PROTECT, related_name="versions")
    plan_version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("version of the plan"))
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=SHA256)
    what_changed = models.CharField(_("what changed"), max_length=300, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a charter")
        verbose_name_plural = _("versions of charters")
        ordering = ["charter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["charter", "number"], name="charter_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="charter_version_number_from_one"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="charter_version_has_words"),
            models.CheckConstraint(condition=Exact(Length("digest"), SHA256), name="charter_version_digest_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class SignatureQuerySet(models.QuerySet):
    def public(self):
        """All of them: one that was withdrawn stays to be read, with its reason."""
        return self.all()

    def standing(self):
        return self.filter(withdrawn_at=None)

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False)


class Signature(models.Model):
    """An organisation signed one version. It stays with that version, whatever comes after; it can be withdrawn, with a reason,
    and is then shown as withdrawn.

    `digest` says what was signed even where the version could no longer be read; `office` is that of whoever held the pen.
    """

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    version = models.ForeignKey(CharterVersion, models.PROTECT, related_name="signatures")
    digest = models.CharField(max_length=SHA256)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="signatures")
    capacity = models.CharField(_("signs as"), max_length=11, choices=Capacity.choices)
    office = models.CharField(_("office of who signs"), max_length=100, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("why it was withdrawn"), blank=True)
    reason_language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organisation"],
                condition=Q(withdrawn_at=None),
                name="signature_stands_once_per_version",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, reason="", reason_language="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(reason="") & ~Q(reason_language="")),
                name="signature_withdrawn_says_who_and_why",
            ),
            models.CheckConstraint(condition=Q(capacity__in=Capacity.values), name="signature_capacity_known"),
            models.CheckConstraint(condition=Exact(Length("digest"), SHA256), name="signature_digest_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.version_id}"
