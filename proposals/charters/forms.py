"""What people fill in for a charter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policylab.core.errors import Stale
from policylab.core.fields import Line, Text
from policylab.directory.models import Organisation
from proposals.forms import LanguageField

from .enums import Capacity
from .models import CharterDraft, CharterVersion
from .texts import TEXTS


class CharterForm(forms.Form):
    """The whole text. `edition` is that of the draft the form was made from, 0 for none."""

    title = Line(label=_("Title of the charter"))
    text = Text(
        label=_("What you promise each other"),
        rows=18,
        max_length=20_000,
        help_text=_(
            "Who does what, with which means, from when, until when, and what happens if somebody cannot. "
            "Begin lines with a dash to make a list."
        ),
    )
    language = LanguageField()
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @classmethod
    def of(
        cls, draft: CharterDraft | None, *, usual: dict[str, str], typed: dict[str, Any], **kwargs: Any
    ) -> "CharterForm":
        """From the draft; else a title to begin with; and over it what was typed before signing in again."""
        words = {name: getattr(draft, name) for name in TEXTS} if draft else usual
        return cls(initial={"edition": draft.edition if draft else 0, **words, **typed}, **kwargs)

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in TEXTS}

    def again(self, stale: Stale) -> "CharterForm":
        """What was typed, now over what somebody else saved meanwhile."""
        current: Any = stale.current
        form = type(self)({**self.data.dict(), "edition": current.edition})
        form.add_error(None, str(stale))
        return form


class PublishForm(forms.Form):
    """`first`: there is no version before it that anything could differ from."""

    what_changed = Line(
        label=_("What changed, in a sentence"),
        max_length=300,
        help_text=_("Those who signed the version before read it first."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, first: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["what_changed"]


class SignForm(forms.Form):
    """In whose name, and as what. `digest` is that of the text on the page."""

    organisation = forms.ChoiceField(label=_("In whose name do you sign?"), widget=forms.RadioSelect)
    capacity = forms.ChoiceField(
        label=pgettext_lazy("charter", "Your organisation signs as"), choices=Capacity.choices, widget=forms.RadioSelect
    )
    office = Line(
        label=_("Your office"),
        max_length=100,
        required=False,
        help_text=_("President, secretary general, manager: it stands beside your name."),
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, bodies: list[Organisation], version: CharterVersion, **kwargs: Any):
        kwargs["initial"] = {"digest": version.digest, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.known = {body.ref: body for body in bodies}
        field = self.fields["organisation"]
        field.choices = [(body.ref, body.name) for body in bodies]
        field.choice_marks = {body.ref: body.college or "" for body in bodies}
        field.initial = bodies[0].ref if len(bodies) == 1 else None
        self.fields["capacity"].choice_hints = CAPACITY_HINTS

    def clean_organisation(self) -> Organisation:
        return self.known[self.cleaned_data["organisation"]]


class LeaveForm(forms.Form):
    """Whose signature, and why it is withdrawn."""

    organisation = forms.ChoiceField(label=_("Which organisation leaves?"), widget=forms.RadioSelect)
    reason = Text(
        label=_("Why it withdraws its signature"),
        rows=5,
        max_length=2_000,
        help_text=_("Everybody reads it beside the signature, and who follows the plan is told."),
    )
    language = LanguageField()

    def __init__(self, *args: Any, bodies: list[Organisation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {body.ref: body for body in bodies}
        field = self.fields["organisation"]
        field.choices = [(body.ref, body.name) for body in bodies]
        field.initial = bodies[0].ref if len(bodies) == 1 else None

    def clean_organisation(self) -> Organisation:
        return self.known[self.cleaned_data["organisation"]]


CAPACITY_HINTS = {
    Capacity.COORDINATOR: _("Keeps the others together and reports."),
    Capacity.HOST: _("Gives the place."),
    Capacity.PROVIDER: _("Runs the service from day to day."),
    Capacity.FUNDER: _("Pays, or lends."),
    Capacity.PARTNER: _("Gives a hand in another way."),
}
