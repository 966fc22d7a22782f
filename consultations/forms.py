"""The four steps as forms. A step may be saved as it is; what opening wants is said on the last one (missing.py)."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line, Text
from policylab.directory.enums import College
from policylab.territories.fields import TerritoryField
from proposals.forms import KeyField

from .enums import Level, PhaseKind
from .models import Consultation
from .promises import PROMISES
from .schedule import Schedule, faults_of, usual_schedule
from .selectors import dates_of

WORDS = ("title", "asked", "promised")
LOCAL = "%Y-%m-%dT%H:%M"


class StepForm(forms.Form):
    """`edition` is that of the consultation the form was made from."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class BeginForm(forms.Form):
    """For which body, where an officer has several."""

    organisation = forms.ChoiceField(label=_("Who asks?"), widget=forms.RadioSelect)
    key = KeyField()

    def __init__(self, *args: Any, bodies: list[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.bodies = {body.ref: body for body in bodies}
        self.fields["organisation"].choices = [(ref, body.name) for ref, body in self.bodies.items()]
        if len(bodies) == 1:
            self.fields["organisation"].initial = bodies[0].ref

    def clean_organisation(self) -> Any:
        return self.bodies[self.cleaned_data["organisation"]]


class AskedForm(StepForm):
    """What is asked and what is promised, in as many of the five languages as the officer writes."""

    level = forms.ChoiceField(
        label=_("What do you promise in return?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        help_text=_("This stands on every page of the consultation, and the report at the end is measured by it."),
    )

    def __init__(self, *args: Any, first: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.first = first
        self.fields["level"].choice_hints = {level: PROMISES[level].means for level in Level}
        for language, _name in settings.LANGUAGES:
            self._add_words(language, required=language == first)

    def _add_words(self, language: str, required: bool) -> None:
        attrs = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        fields = {
            "title": Line(label=_("Title"), help_text=_("The question in a few words.")),
            "asked": Text(
                label=_("What is asked"), rows=7, help_text=_("What is it about, and what may people change?")
            ),
            "promised": Text(
                label=_("Your promise, in your own words"),
                rows=3,
                help_text=_("What you will do with it, and by when."),
            ),
        }
        for name, field in fields.items():
            field.required = required and name == "title"
            field.optional_note = name == "promised"
            field.widget.attrs.update(attrs)
            self.fields[f"{name}_{language}"] = field

    @property
    def tongues(self) -> list[dict[str, Any]]:
        """For the template: each language with its fields, the first one first; one with words in it stands open."""
        names = dict(settings.LANGUAGES)
        order = [self.first, *(code for code in names if code != self.first)]
        return [
            {"code": code, "name": names[code], "fields": self._words(code), "open": self._is_used(code)}
            for code in order
        ]

    def _words(self, code: str) -> list[forms.BoundField]:
        return [self[f"{name}_{code}"] for name in WORDS]

    def _is_used(self, code: str) -> bool:
        return any(field.value() or field.errors for field in self._words(code))

    def clean(self) -> dict[str, Any]:
        """Words without a title would be lost silently: ask for it."""
        for language, _name in settings.LANGUAGES:
            rest = [self.cleaned_data.get(f"{name}_{language}") for name in WORDS[1:]]
            if any(rest) and not self.cleaned_data.get(f"title_{language}") and f"title_{language}" not in self.errors:
                self.add_error(f"title_{language}", _("Give these words a title, or empty them."))
        return self.cleaned_data

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        return {
            language: {name: self.cleaned_data[f"{name}_{language}"] for name in WORDS}
            for language, _name in settings.LANGUAGES
        }

    @classmethod
    def of(cls, consultation: Consultation, typed: dict[str, Any], **kwargs: Any) -> "AskedForm":
        words = {f"{name}_{text.language}": getattr(text, name) for text in consultation.texts.all() for name in WORDS}
        initial = {"edition": consultation.edition, "level": consultation.level, **words, **typed}
        return cls(initial=initial, first=consultation.language, **kwargs)


class PeopleForm(StepForm):
    territory = TerritoryField(
        label=_("Where do the people live who take part?"),
        help_text=_("Anybody may write, support and comment; only people of this place vote as citizens."),
    )
    colleges = forms.MultipleChoiceField(
        label=_("Who is counted?"),
        choices=College.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each college counts its votes by itself: none drowns another."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["colleges"]
        field.choice_marks = {college: college.value for college in College}
        field.choice_hints = {
            College.PUBLIC: _("Departments and public bodies. They vote by name and answer for it."),
            College.CITIZEN: _("People who live there. Their ballots are separated from their names."),
            College.SSE: _("Cooperatives, associations, social enterprises checked by the administrator."),
        }

    @classmethod
    def of(cls, consultation: Consultation, typed: dict[str, Any], **kwargs: Any) -> "PeopleForm":
        chosen = [row.college for row in consultation.colleges.all()]
        return cls(
            initial={
                "edition": consultation.edition,
                "territory": consultation.territory,
                "colleges": chosen or College.values,
                **typed,
            },
            **kwargs,
        )


class Moment(forms.DateTimeField):
    """A day and an hour, in the site's time zone."""

    def __init__(self, **kwargs: Any):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
        super().__init__(widget=widget, input_formats=[LOCAL, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)


class WhenForm(StepForm):
    """Two moments for each phase, sensible ones already in them."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.groups = []
        for kind in PhaseKind:
            names = [f"{kind}_opens", f"{kind}_closes"]
            self.fields[names[0]] = Moment(label=_("Opens"))
            self.fields[names[1]] = Moment(label=_("Closes"))
            self.groups.append((kind.label, names))

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            for field, sentence in faults_of(self.schedule).items():
                self.add_error(field, sentence)
        return self.cleaned_data

    @property
    def schedule(self) -> Schedule:
        return {kind: (self.cleaned_data[f"{kind}_opens"], self.cleaned_data[f"{kind}_closes"]) for kind in PhaseKind}

    @classmethod
    def of(cls, consultation: Consultation, typed: dict[str, Any], now: Any, **kwargs: Any) -> "WhenForm":
        dates = {phase.kind: dates_of(phase) for phase in consultation.phases.all()} or usual_schedule(now)
        moments = {}
        for kind, (opens, closes) in dates.items():
            moments[f"{kind}_opens"], moments[f"{kind}_closes"] = timezone.localtime(opens), timezone.localtime(closes)
        return cls(initial={"edition": consultation.edition, **moments, **typed}, **kwargs)
