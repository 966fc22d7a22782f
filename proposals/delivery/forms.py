"""What those who deliver fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policylab.core.errors import Refused
from policylab.core.fields import Line, Text
from policylab.directory.models import Organisation
from proposals.forms import KeyField, LanguageField

from .evidence import kind_of

MOST = 1_000_000_000


class Day(forms.DateField):
    """A day as browsers send it."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), input_formats=["%Y-%m-%d"], **kwargs
        )


class Count(forms.IntegerField):
    def __init__(self, **kwargs: Any):
        widget = forms.NumberInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=0, max_value=MOST, widget=widget, **kwargs)


class Evidence(forms.FileField):
    """Read here, so that a wrong file is a sentence at its field; read again by the service, so that no other door is open."""

    widget = forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.ods,.xlsx,.csv"})

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", _("A file"))
        kwargs.setdefault(
            "help_text",
            _(
                "PDF, JPEG, PNG, ODS, XLSX or CSV, up to 10 MB. Everybody will be able to read it. From a photograph we remove "
                "where and when it was taken."
            ),
        )
        super().__init__(required=False, max_length=200, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload:
            try:
                kind_of(upload)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return upload


class MilestoneForm(forms.Form):
    title = Line(
        label=_("What is promised?"), help_text=_("Something one can go and see: the workshop opens its doors.")
    )
    organisation = forms.ChoiceField(label=_("Who answers for it?"), widget=forms.RadioSelect)
    begins_on = Day(label=_("Work begins on"))
    due_on = Day(
        label=_("It will be done by"),
        help_text=_("This day stays to be read as the first promise, also when it is moved later."),
    )
    language = LanguageField()
    key = KeyField()

    def __init__(self, *args: Any, bodies: list[Organisation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {body.ref: body for body in bodies}
        field: Any = self.fields["organisation"]
        field.choices = [(body.ref, body.name) for body in bodies]
        field.choice_marks = {body.ref: body.college or "" for body in bodies if body.college}
        field.initial = bodies[0].ref if bodies else None

    def clean_organisation(self) -> Organisation:
        return self.known[self.cleaned_data["organisation"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, due = given.get("begins_on"), given.get("due_on")
        if begins and due and due < begins:
            self.add_error("due_on", _("It would end before it begins: change one of the two days."))
        return given


class TickForm(forms.Form):
    done_on = Day(label=_("Done on"))
    text = Text(
        label=_("How can one see it?"),
        rows=4,
        help_text=_("What is there now, where, since when. Anybody may go and look."),
    )
    link = forms.URLField(label=_("A link"), required=False, max_length=500, assume_scheme="https")
    upload = Evidence()
    language = LanguageField()


class MoveForm(forms.Form):
    due_on = Day(label=_("The new day"))
    text = Text(label=_("Why?"), rows=4, help_text=_("Everybody reads it beside the first promise."))
    language = LanguageField()


class UntickForm(forms.Form):
    text = Text(
        label=_("Why is it not done?"),
        rows=4,
        help_text=_("Everybody reads it. What was said when it was ticked stays to be read, marked as taken back."),
    )
    language = LanguageField()


class ExplainForm(forms.Form):
    text = Text(
        label=_("How does it stand?"),
        rows=4,
        help_text=_("What is done, what is missing, and why it takes longer if it does."),
    )
    link = forms.URLField(label=_("A link"), required=False, max_length=500, assume_scheme="https")
    upload = Evidence()
    language = LanguageField()


class IndicatorForm(forms.Form):
    name = Line(label=_("What is measured?"), help_text=_("Women and men accompanied since the opening."))
    unit = Line(label=_("In what?"), max_length=60, help_text=_("People, hours, kilos, dinars."))
    counts_people = forms.BooleanField(
        label=_("It counts people"), required=False, initial=True, help_text=_("Women and men are then given apart.")
    )
    baseline = Count(label=_("At the start"), required=False)
    target = Count(label=_("Target"), required=False)
    language = LanguageField()
    key = KeyField()


class MeasurementForm(forms.Form):
    measured_on = Day(label=_("Day of the reading"))
    women = Count(label=pgettext_lazy("counted", "Women"), required=False)
    men = Count(label=pgettext_lazy("counted", "Men"), required=False)
    total = Count(
        label=pgettext_lazy("counted", "Total"),
        help_text=_("With those who did not say. Fewer than five of a kind are never shown apart."),
    )
    source = Line(label=_("Source"), max_length=300, help_text=_("Who counted, how: the register of the workshop."))
    language = LanguageField()

    def __init__(self, *args: Any, counts_people: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not counts_people:
            del self.fields["women"], self.fields["men"]
            self.fields["total"].help_text = ""


class StrikeForm(forms.Form):
    text = Text(
        label=_("What is wrong with it?"),
        rows=4,
        help_text=_("The reading stays to be read, struck out, with this reason. The right one can then be entered."),
    )
    language = LanguageField()
