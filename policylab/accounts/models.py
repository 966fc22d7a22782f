"""Account holders, private. What is public of a person is the display name they chose, and nothing else.

An account is erased in place (DESIGN 4.12): the row stays without any personal data, so that published texts keep their
author as «former participant». Roles: `is_superuser` is an administrator, the group «Editors» publishes; every other
part is a membership in an organisation (policylab.directory).
"""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policylab.core.refs import new_ref
from policylab.territories.models import Territory

EDITORS = "Editors"


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields):
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("name shown to others"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="residents", verbose_name=_("where you live")
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="Made by the demo; production refuses to start with one.")
    joined_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(is_active=False, display_name="", territory=None),
                name="user_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """What others read; never the address."""
        if self.erased_at:
            return str(_("former participant"))
        return self.display_name or str(_("a participant"))

    def get_full_name(self) -> str:
        return self.shown_name

    def get_short_name(self) -> str:
        return self.shown_name

    @property
    def is_editor(self) -> bool:
        return self.is_active and (self.is_superuser or self.groups.filter(name=EDITORS).exists())
