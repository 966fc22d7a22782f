"""Django's admin, for administrators: who is editor, who is administrator, whose account is closed; nothing else about people.

People come through the one door and name themselves. Nobody sets another's password or mailbox, nobody reads their sessions
or the secret of their app (whoever does can sign in as them), and an account is erased by its owner, never deleted here.
"""

from typing import Any

# These register their models first, so that they can be taken out.
import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import User
from .permissions import is_last_administrator

for secret in (Authenticator, EmailAddress, EmailConfirmation, UserSession):
    if admin.site.is_registered(secret):
        admin.site.unregister(secret)


class OfficeForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("email", "groups", "is_superuser", "is_active")
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        stays = said.get("is_superuser") and said.get("is_active")
        if self.instance.pk and not stays and is_last_administrator(User.objects.get(pk=self.instance.pk)):
            raise ValidationError(_("Make somebody else an administrator first."), code="last")
        return said

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


@admin.register(User)
class PeopleAdmin(admin.ModelAdmin):
    form = OfficeForm
    list_display = ("email", "shown_name", "is_superuser", "is_active", "joined_at")
    list_filter = ("is_superuser", "groups", "is_active")
    search_fields = ("email", "display_name")
    ordering = ("email",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """An account may be made beforehand; its owner comes in by a code. Afterwards the mailbox is theirs to change."""
        return ("email",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """What was erased stays so."""
        return super().has_change_permission(request, obj) and not (obj and obj.erased_at)

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        obj.is_staff = obj.is_superuser
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
