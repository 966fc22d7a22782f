"""What is asked in a vote. Which plans and bodies may be chosen comes from the view; the services ask again."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line, Text
from policylab.directory.models import Organisation
from proposals.models import Version

from .models import Option

REASON = 2_000


class BallotForm(forms.Form):
    """The choices, and with separated ballots the code and its signature. Nothing chosen is a blank paper."""

    choices = forms.MultipleChoiceField(
        label=_("Plans you approve"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("What you approved is not on this ballot. Choose again.")},
    )  # fmt: skip
    code = Line(required=False, widget=forms.HiddenInput, max_length=40)
    signature = Line(required=False, widget=forms.HiddenInput, max_length=100)

    def __init__(self, *args, options: Sequence[Option], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choices"].choices = [(option.letter, option.version.title) for option in options]


class NamedBallotForm(BallotForm):
    reason = Text(
        label=_("Reason"), required=False, max_length=REASON, rows=4,
        help_text=_("Published with the vote after closing, in the name of the organisation."),
    )  # fmt: skip


class CodeForm(forms.Form):
    """A receipt code, typed or pasted."""

    code = Line(
        label=_("Receipt code"),
        help_text=_("16 letters and digits, for example K7RM-4Q2X-9TDA-H3WP."),
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class PlansForm(forms.Form):
    """Which plans, in which order. A plan without a number comes after those that have one."""

    plans = forms.MultipleChoiceField(
        label=_("Plans"),
        required=False,
        error_messages={"invalid_choice": _("One of these plans cannot be chosen any more.")},
    )
    adopt_at_most = forms.IntegerField(
        label=_("Adopt at most"), required=False, min_value=1, max_value=26,
        help_text=_("Leave it empty to adopt every plan that has a majority in every college."),
    )  # fmt: skip

    def __init__(self, *args, versions: Iterable[Version], **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = list(versions)
        self.fields["plans"].choices = [(str(version.pk), version.title) for version in self.versions]
        for version in self.versions:
            self.fields[f"place_{version.pk}"] = forms.IntegerField(
                label=_("Rank on the paper"), required=False, min_value=1, max_value=99
            )

    def rows(self) -> list[tuple[Version, bool, forms.BoundField]]:
        """For the template: each plan, whether it is ticked, and the field of its place."""
        ticked = {str(pk) for pk in (self["plans"].value() or [])}
        return [(version, str(version.pk) in ticked, self[f"place_{version.pk}"]) for version in self.versions]

    def chosen(self) -> list[Version]:
        wanted = set(self.cleaned_data["plans"])
        places = {version.pk: self.cleaned_data.get(f"place_{version.pk}") or 100 for version in self.versions}
        return sorted((one for one in self.versions if str(one.pk) in wanted), key=lambda one: places[one.pk])


class RollForm(forms.Form):
    """Which bodies stand on the roll; `find` brings more to choose from."""

    bodies = forms.MultipleChoiceField(
        label=_("Organisations on the roll"), required=False,
        error_messages={"invalid_choice": _("One of these organisations cannot stand on the roll.")},
    )  # fmt: skip
    find = Line(label=_("Add others by name"), required=False, max_length=100)

    def __init__(self, *args, organisations: Iterable[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {organisation.ref: organisation for organisation in organisations}
        self.fields["bodies"].choices = [(ref, body.name) for ref, body in self.organisations.items()]

    def ticked(self) -> set[str]:
        return set(self["bodies"].value() or [])

    def chosen(self) -> list[Organisation]:
        return [self.organisations[ref] for ref in self.cleaned_data["bodies"]]
