"""Organisations and who speaks for them (DESIGN 4.5).

An organisation is asked for, checked by an administrator (what was checked is recorded), then names its own officers and
representatives. Before that it opens nothing, signs nothing, wears no badge. A department is an organisation whose
`parent` is its municipality. Memberships end, they are never deleted: what was signed in a capacity stays explained.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from policylab.core.named import FALLBACK, FiveNames, any_name
from policylab.core.refs import new_ref
from policylab.territories.models import Territory
from policylab.themes.models import Theme

from .enums import College, OrganisationKind, OrganisationStatus, Role, college_of


class OrganisationQuerySet(models.QuerySet):
    def public(self):
        return self.filter(status=OrganisationStatus.CHECKED)

    def in_college(self, college: College):
        kinds = [kind for kind in OrganisationKind.values if college_of(kind) == college]
        return self.filter(kind__in=kinds)


class Organisation(FiveNames):
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind.choices)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="organisations", verbose_name=_("territory"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="departments")
    themes = models.ManyToManyField(Theme, blank=True, related_name="organisations", verbose_name=_("themes"))
    description_ar = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    description_es = models.TextField(blank=True)
    description_fr = models.TextField(blank=True)
    description_it = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fr")
    website = models.URLField(_("website"), blank=True)
    registration = models.CharField(_("registration number"), max_length=100, blank=True)
    source = models.CharField(
        max_length=300, blank=True, help_text="Where the facts of a demo or imported row come from."
    )
    status = models.CharField(max_length=8, choices=OrganisationStatus.choices, default=OrganisationStatus.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="organisations_asked"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="organisations_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    what_was_checked = models.TextField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_fr", "pk"]
        indexes = [
            # How many there are, here and everywhere, is asked by the front page and by every place.
            models.Index(
                fields=["territory"],
                condition=Q(status=OrganisationStatus.CHECKED, parent=None),
                name="bodies_by_place",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=any_name(), name="organisation_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
            models.CheckConstraint(
                condition=Q(status=OrganisationStatus.ASKED, decided_at=None)
                | (~Q(status=OrganisationStatus.ASKED) & Q(decided_at__isnull=False) & ~Q(what_was_checked="")),
                name="organisation_check_is_recorded",
            ),
        ]

    @property
    def college(self) -> College | None:
        return college_of(self.kind)

    @property
    def description(self) -> str:
        """What it does: in the reader's language, else in its own, else the first there is."""
        return self.description_in(self.description_language)

    @property
    def description_language(self) -> str:
        order = [(get_language() or "fr")[:2], self.language, *FALLBACK]
        return next((code for code in order if self.description_in(code)), "")

    def description_in(self, language: str) -> str:
        return getattr(self, f"description_{language}", "")


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def speaking(self):
        """Those through whom a checked organisation speaks."""
        return self.current().filter(
            role__in=[Role.REPRESENTATIVE, Role.OFFICER], organisation__status=OrganisationStatus.CHECKED
        )


class Membership(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role.choices)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(ended_at=None), name="membership_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)


class Invitation(models.Model):
    """Asks the owner of a mailbox into an organisation, whether or not they have an account: nobody is told which.

    It opens nothing by itself: whoever takes it up has proved that mailbox. It is closed when taken up, declined or withdrawn.
    """

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    address = models.EmailField(_("e-mail address"))
    role = models.CharField(max_length=14, choices=Role.choices)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "address"], condition=Q(closed_at=None), name="invitation_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.role} {self.organisation_id}"
