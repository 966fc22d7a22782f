"""Asking for an organisation, checking it, naming its members."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line, Text
from policylab.core.named import LANGUAGES
from policylab.territories.fields import TerritoryField

from .enums import OrganisationKind, Role
from .models import Organisation
from .selectors import possible_parents, roles_offered

ROLE_HINTS = {
    Role.MEMBER: _("belongs to it, and acts in their own name"),
    Role.REPRESENTATIVE: _("speaks for it: signs, commits, votes in its name"),
    Role.OFFICER: _("runs consultations, answers, names members; needs a second factor"),
    Role.FACILITATOR: _("keeps discussions fair, enters what was said elsewhere"),
}


class AskForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=[("", _("Choose")), *OrganisationKind.choices])
    territory = TerritoryField(label=_("Where it works from"), help_text=_("The town or region of its seat."))
    registration = Line(
        label=_("Registration number"), max_length=100, required=False, help_text=_("With it, the check is quicker.")
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        widget=forms.URLInput(attrs={"autocomplete": "url", "dir": "ltr"}),
    )
    description = Text(
        label=_("What it does"), max_length=2000, rows=5, help_text=_("A few sentences. Everybody will read them.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.here = (get_language() or "fr")[:2]
        self.codes = [self.here, *(code for code in LANGUAGES if code != self.here)]
        titles = dict(settings.LANGUAGES)
        for code in self.codes:
            attrs = {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
            widget = forms.TextInput(attrs=attrs)
            self.fields[f"name_{code}"] = Line(label=titles[code], required=False, max_length=200, widget=widget)
        self.fields[f"name_{self.here}"].optional_note = False
        first, others = f"name_{self.here}", [f"name_{code}" for code in self.codes[1:]]
        facts = ["kind", "territory", "registration", "website", "description"]
        self.groups = [(_("Its name"), [first]), (_("About it"), facts), (_("Its name in other languages"), others)]
        self.order_fields([first, *facts, *others])

    def clean_website(self) -> str:
        address = self.cleaned_data["website"]
        if address and not address.startswith(("http://", "https://")):
            raise ValidationError(_("An address that begins with https://"), code="scheme")
        return address

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        asked = [f"name_{code}" for code in self.codes]
        if not any(said.get(name) for name in asked) and not any(name in self.errors for name in asked):
            self.add_error(
                f"name_{self.here}", ValidationError(_("Give its name in one language at least."), code="required")
            )
        return said

    def names(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"name_{code}"] for code in self.codes}


class CheckForm(forms.Form):
    """Accept and refuse are two buttons; what was checked, or why not, is written either way."""

    words = Text(
        label=_("What was checked, or why it is refused"),
        max_length=2000,
        rows=4,
        help_text=_("It is kept. When you refuse, it goes to the person who asked."),
    )
    parent = forms.ModelChoiceField(
        label=_("Department of"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No: it stands by itself"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        bodies = possible_parents(organisation)
        self.fields["parent"].queryset = bodies
        if not bodies.exists():
            del self.fields["parent"]


class InviteForm(forms.Form):
    address = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
        help_text=_("They get a mail and say yes or no. You are not told whether they had an account."),
    )
    role = forms.ChoiceField(label=_("Their part"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered = roles_offered(organisation)
        self.fields["role"].choices = [(role.value, role.label) for role in offered]
        self.fields["role"].choice_hints = {role: ROLE_HINTS[role] for role in offered}


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Their part"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered = roles_offered(organisation)
        self.fields["role"].choices = [(role.value, role.label) for role in offered]
        self.fields["role"].choice_hints = {role: ROLE_HINTS[role] for role in offered}
