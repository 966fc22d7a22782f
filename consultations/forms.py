"""The four steps as forms. A step may be saved as it is; what opening wants is said on the last one (missing.py)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line, Text
from policylab.directory.enums import College
from policylab.residents.enums import Voice
from policylab.territories.fields import TerritoryField
from policylab.themes.models import Theme
from proposals.forms import KeyField

from .enums import Level, PhaseKind
from .examples import Example, examples
from .models import Consultation
from .promises import PROMISES
from .schedule import NEEDED, Schedule, faults_of, over_already, usual_schedule, weekend_of
from .selectors import colleges_of, dates_of
from .voices import BEHIND, voices_for

WORDS = ("title", "asked", "promised")
LOCAL = "%Y-%m-%dT%H:%M"
YEARS = range(2000, 2101)
MEANS = {
    PhaseKind.ASK: _("People and organisations fill in a questionnaire."),
    PhaseKind.PROPOSE: _("People and organisations write plans."),
    PhaseKind.DISCUSS: _("Plans are commented on, supported and improved. This may begin with the first plan."),
    PhaseKind.VOTE: _("Each college votes; the texts no longer change."),
    PhaseKind.ANSWER: _("You publish your reasoned answer before this ends."),
    PhaseKind.DELIVER: _("What was adopted is carried out, and you report on it."),
}


class StepForm(forms.Form):
    """`edition` is that of the consultation the form was made from."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    # Fields that say something about this saving, and so are compared with nothing that stands.
    about_saving = frozenset({"edition"})

    @classmethod
    def standing(cls, consultation: Consultation) -> dict[str, Any]:
        """What the fields hold when nothing has been typed."""
        raise NotImplementedError

    def again(self, data: Any) -> "StepForm":
        """The same form with other data."""
        return type(self)(data)


class BeginForm(forms.Form):
    """For which body, where an officer has several."""

    organisation = forms.ChoiceField(label=_("Who asks?"), widget=forms.RadioSelect)
    example = forms.ChoiceField(
        label=_("What do you begin with?"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("An example is filled in: words, promise, who takes part, dates. Everything can be changed."),
    )
    key = KeyField()

    def __init__(self, *args: Any, bodies: list[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.bodies = {body.ref: body for body in bodies}
        self.fields["organisation"].choices = [(ref, body.name) for ref, body in self.bodies.items()]
        if len(bodies) == 1:
            self.fields["organisation"].initial = bodies[0].ref
            self.fields["organisation"].widget = forms.HiddenInput()  # nothing to choose

        said = {key: one.said(get_language() or "") for key, one in examples().items()}
        self.fields["example"].choices = [
            ("", _("With an empty form")),
            *[(key, words.name) for key, words in said.items()],
        ]
        self.fields["example"].choice_hints = {key: words.use for key, words in said.items()}

    def clean_organisation(self) -> Any:
        return self.bodies[self.cleaned_data["organisation"]]

    def clean_example(self) -> Example | None:
        return examples().get(self.cleaned_data["example"])


class AskedForm(StepForm):
    """What is asked and what is promised, in as many of the five languages as the officer writes."""

    level = forms.ChoiceField(
        label=_("What do you promise in return?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        help_text=_("This stands on every page of the consultation, and the report at the end is measured by it."),
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("What is it about?"),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, first: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.first = first
        self.fields["level"].choice_hints = {level: PROMISES[level].means for level in Level}
        self.fields["themes"].queryset = Theme.objects.public()
        self.fields["themes"].optional_note = False  # it stands under a heading that says so
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

    @property
    def has_themes(self) -> bool:
        return bool(self["themes"].value() or self["themes"].errors)

    @classmethod
    def standing(cls, consultation: Consultation) -> dict[str, Any]:
        words = {f"{name}_{text.language}": getattr(text, name) for text in consultation.texts.all() for name in WORDS}
        themes = [theme.slug for theme in consultation.themes.all()]
        return {"edition": consultation.edition, "level": consultation.level, "themes": themes, **words}

    @classmethod
    def of(cls, consultation: Consultation, typed: dict[str, Any], **kwargs: Any) -> "AskedForm":
        return cls(initial=cls.standing(consultation) | typed, first=consultation.language, **kwargs)

    def again(self, data: Any) -> "AskedForm":
        return AskedForm(data, first=self.first)


class LanguageForm(forms.Form):
    """The words of an open consultation in one of the languages it does not have yet."""

    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    title = Line(label=_("Title"))
    asked = Text(label=_("What is asked"), rows=7)
    promised = Text(label=_("Your promise, in your own words"), rows=3, required=False)

    def __init__(self, *args: Any, missing: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(missing.items())


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

    voice = forms.ChoiceField(
        label=_("What stands behind a citizen’s voice?"),
        choices=Voice.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "It stands on the page of the consultation. It decides who is on the roll of a vote on the day it opens."
        ),
    )

    def __init__(self, *args: Any, voices: Collection[str] = Voice.values, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = [(voice.value, voice.label) for voice in Voice if voice in voices]
        self.fields["voice"].choice_hints = BEHIND
        field = self.fields["colleges"]
        field.choice_marks = {college: college.value for college in College}
        field.choice_hints = {
            College.PUBLIC: _("Departments and public bodies. They vote by name and answer for it."),
            College.CITIZEN: _("People who live there. Their ballots are separated from their names."),
            College.SSE: _("Cooperatives, associations, social enterprises checked by the administrator."),
        }

    @classmethod
    def standing(cls, consultation: Consultation) -> dict[str, Any]:
        colleges = colleges_of(consultation) or list(College)
        return {
            "edition": consultation.edition,
            "territory": consultation.territory,
            "colleges": colleges,
            "voice": consultation.voice,
        }

    @classmethod
    def of(cls, consultation: Consultation, typed: dict[str, Any], **kwargs: Any) -> "PeopleForm":
        voices = voices_for(consultation.organisation)
        return cls(initial=cls.standing(consultation) | typed, voices=voices, **kwargs)


class Moment(forms.DateTimeField):
    """A day and an hour, in the site's time zone."""

    def __init__(self, **kwargs: Any):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
        super().__init__(widget=widget, input_formats=[LOCAL, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment and moment.year not in YEARS:  # a slip of the finger; and at either end of time arithmetic overflows
            raise ValidationError(_("This year cannot be meant. Choose a later or an earlier one."), code="year")
        return moment


class WhenForm(StepForm):
    """Two moments for each phase, sensible ones already in them. `now` is the present instant."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.now = now
        for kind in PhaseKind:
            needed = kind in NEEDED
            self.fields[f"{kind}_opens"] = Moment(label=_("Opens"), required=needed)
            self.fields[f"{kind}_closes"] = Moment(label=_("Closes"), required=needed)

    @property
    def phases(self) -> list[dict[str, Any]]:
        """For the template: each phase with what happens in it and its two fields."""
        return [
            {
                "title": kind.label,
                "means": MEANS[kind],
                "fields": [self[f"{kind}_opens"], self[f"{kind}_closes"]],
                "needed": kind in NEEDED,
            }
            for kind in PhaseKind
        ]

    def clean(self) -> dict[str, Any]:
        for kind in set(PhaseKind) - set(NEEDED):
            opens, closes = self.cleaned_data.get(f"{kind}_opens"), self.cleaned_data.get(f"{kind}_closes")
            if bool(opens) != bool(closes):
                self.add_error(f"{kind}_opens" if closes else f"{kind}_closes", _("Give both, or leave both empty."))
        if not self.errors:
            for field, sentence in (faults_of(self.schedule) | over_already(self.schedule, self.now)).items():
                self.add_error(field, sentence)
        return self.cleaned_data

    @property
    def schedule(self) -> Schedule:
        given = {kind: (self.cleaned_data[f"{kind}_opens"], self.cleaned_data[f"{kind}_closes"]) for kind in PhaseKind}
        return {kind: span for kind, span in given.items() if all(span)}

    @classmethod
    def standing(cls, consultation: Consultation) -> dict[str, Any]:
        dates = {phase.kind: dates_of(phase) for phase in consultation.phases.all()}
        return {"edition": consultation.edition, **_moments(dates)}

    @classmethod
    def of(cls, consultation: Consultation, typed: dict[str, Any], now: datetime, **kwargs: Any) -> "WhenForm":
        known = consultation.phases.all()
        usual = {} if known else _moments(usual_schedule(now, weekend_of(consultation.organisation.territory)))
        return cls(initial=usual | cls.standing(consultation) | typed, now=now, **kwargs)

    def again(self, data: Any) -> "WhenForm":
        return WhenForm(data, now=self.now)


def _moments(dates: Mapping[str, Any]) -> dict[str, datetime]:
    return {
        f"{kind}_{edge}": timezone.localtime(moment)
        for kind, span in dates.items()
        for edge, moment in zip(("opens", "closes"), span, strict=True)
    }
