"""A field for each kind of question. What it cleans to is the reply as `definition` stores it, nothing where it was left open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.questionnaires import files
from consultations.questionnaires.definition import Question, Reply
from consultations.questionnaires.enums import QuestionKind
from consultations.questionnaires.said import said
from policylab.core.errors import Refused
from policylab.core.fields import Line, Text
from policylab.core.numbers import DECIMALS, number
from policylab.core.numerals import decimal_of, plain, western
from policylab.territories.pinning import PinMap

from .widgets import GridInput, KeptFileInput, PlaceInput, RankInput, ScaleInput, point_of

LONGEST = 4_000
FIRST_YEAR, LAST_YEAR = 1900, 2100
NOT_OFFERED = {"invalid_choice": gettext_lazy("Choose one of these.")}


@dataclass(frozen=True)
class Ground:
    """What fields need beside the question: the map of the territory, made once where a question asks for it."""

    pins: Callable[[], PinMap | None] = lambda: None


def field_for(question: Question, ground: Ground) -> forms.Field:
    field = MAKERS[QuestionKind(question.kind)](question, ground)
    field.label, field.required = (
        said(question.title),
        False,
    )  # whether it is required depends on the way; the form asks
    field.optional_note = not question.required
    field.question = question
    return field


class Number(Line):
    def __init__(self, question: Question, **kwargs: Any):
        super().__init__(max_length=60, required=False, **kwargs)
        self.limits = question.low, question.high
        self.widget.attrs |= {"inputmode": "decimal", "dir": "ltr", "class": "short", "autocomplete": "off"}

    def clean(self, value: Any) -> Reply:
        found = self.found(super().clean(value))
        return None if found is None else plain(found)

    def found(self, text: str) -> Decimal | None:
        if not text:
            return None
        found = decimal_of(text)
        if found is None:
            raise ValidationError(_("Write a number with digits only, such as 12 or 12.5."), code="number")
        low, high = self.limits
        if low is not None and found < low:
            raise ValidationError(_("This is less than %(least)s.") % {"least": number(low)}, code="low")
        if high is not None and found > high:
            raise ValidationError(_("This is more than %(most)s.") % {"most": number(high)}, code="high")
        return found


class Money(Number):
    """Minor units: a thousandth of a dinar is one."""

    def __init__(self, question: Question):
        super().__init__(question, help_text=_("In %(currency)s.") % {"currency": question.currency})
        self.limits = question.low or 0, question.high
        self.places = DECIMALS.get(question.currency, 2)

    def clean(self, value: Any) -> Reply:
        found = self.found(Line.clean(self, value))
        if found is None:
            return None
        minor = found.scaleb(self.places)
        if minor != minor.to_integral_value():
            raise ValidationError(
                ngettext(
                    "This currency has %(places)s decimal at most.",
                    "This currency has %(places)s decimals at most.",
                    self.places,
                )
                % {"places": self.places},
                code="places",
            )
        return int(minor)


class Day(forms.DateField):
    def __init__(self) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], required=False)
        self.error_messages["invalid"] = _("Write a day such as 24/11/2026.")

    def clean(self, value: Any) -> Reply:
        found: date | None = super().clean(western(value) if isinstance(value, str) else value)
        if found and not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found.isoformat() if found else None


class Several(forms.MultipleChoiceField):
    def __init__(self, question: Question):
        self.most = question.most
        words = ngettext("At most %(most)s choice.", "At most %(most)s choices.", self.most or 0) % {"most": self.most}
        super().__init__(
            choices=offered(question.choices), widget=forms.CheckboxSelectMultiple, error_messages=NOT_OFFERED,
            required=False, help_text=words if self.most else _("Choose all that apply."),
        )  # fmt: skip
        self.limit, self.keys = words, [choice.key for choice in question.choices]

    def clean(self, value: Any) -> Reply:
        given = set(super().clean(value))
        if self.most and len(given) > self.most:
            raise ValidationError(self.limit, code="most")
        return [key for key in self.keys if key in given]


class Grid(forms.Field):
    def __init__(self, question: Question):
        super().__init__(widget=GridInput(question.rows, offered(question.choices)), required=False)
        self.rows, self.keys = [row.key for row in question.rows], {choice.key for choice in question.choices}

    def clean(self, value: Any) -> Reply:
        given = {row: key for row, key in zip(self.rows, value or (), strict=False) if key}
        if not set(given.values()) <= self.keys:
            raise ValidationError(NOT_OFFERED["invalid_choice"], code="invalid_choice")
        return given


class Ranking(forms.Field):
    def __init__(self, question: Question):
        self.keys = [choice.key for choice in question.choices]
        self.most = min(question.most or len(self.keys), len(self.keys))
        hint = _(
            "Give number 1 to what comes first for you, then 2, and so on up to %(most)s. You may leave some open."
        )
        super().__init__(
            widget=RankInput(question.choices, self.most), required=False, help_text=hint % {"most": self.most}
        )

    def clean(self, value: Any) -> Reply:
        ranks = [(rank, key) for key, rank in zip(self.keys, value or (), strict=False) if rank]
        if any(rank not in {str(place) for place in range(1, self.most + 1)} for rank, _key in ranks):
            raise ValidationError(NOT_OFFERED["invalid_choice"], code="invalid_choice")
        numbers = [rank for rank, _key in ranks]
        twice = sorted({rank for rank in numbers if numbers.count(rank) > 1})
        if twice:
            raise ValidationError(
                _("Number %(rank)s is given twice. Give each number once.") % {"rank": twice[0]}, code="twice"
            )
        return [key for _rank, key in sorted(ranks, key=lambda pair: int(pair[0]))]


class Place(forms.Field):
    widget: PlaceInput

    def __init__(self, pins: PinMap | None):
        super().__init__(widget=PlaceInput(pins), required=False)

    def clean(self, value: Any) -> Reply:
        code, at, none = value or ("", "", False)
        if none:
            return None
        if code:
            named = next((place for place in self.widget.places if place.code == code), None)
            if named is None:
                raise ValidationError(NOT_OFFERED["invalid_choice"], code="invalid_choice")
            return [named.latitude, named.longitude]
        point = point_of(at or "")
        if at and (point is None or not self._shows(point)):
            raise ValidationError(_("This point is not on the map. Press again."), code="point")
        return list(point) if point else None

    def _shows(self, point: tuple[float, float]) -> bool:
        pins = self.widget.pins
        return pins is not None and pins.frame.holds(point[1], point[0])


class SheetFile(forms.FileField):
    """Cleans to a `files.Kept` newly given, to the key of one kept before, or to nothing."""

    widget = KeptFileInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=200, help_text=files.HINT, allow_empty_file=True)
        self.widget.attrs["accept"] = files.ACCEPTED

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = super().clean(data, initial)
        if not given or isinstance(given, str):
            return given or None
        try:
            return files.to_keep(given)
        except Refused as refusal:
            raise ValidationError(str(refusal), code="file") from refusal


def offered(choices: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(choice.key, said(choice.title)) for choice in choices]


def _one(question: Question, _ground: Ground) -> forms.Field:
    left_open = [] if question.required else [("", _("I leave this open"))]
    return forms.ChoiceField(
        choices=[*offered(question.choices), *left_open], widget=forms.RadioSelect, error_messages=NOT_OFFERED
    )


class Scale(forms.ChoiceField):
    def __init__(self, question: Question):
        words = {choice.key: said(choice.title) for choice in question.choices}
        points = [(str(point), words.get(str(point), "")) for point in question.points()]
        left_open = [] if question.required else [("", _("I leave this open"))]
        super().__init__(choices=[*points, *left_open], widget=ScaleInput, error_messages=NOT_OFFERED)

    def clean(self, value: Any) -> Reply:
        found = super().clean(value)
        return int(found) if found else None


MAKERS: dict[QuestionKind, Callable[[Question, Ground], forms.Field]] = {
    QuestionKind.TEXT: lambda question, ground: Text(max_length=LONGEST, rows=4, required=False),
    QuestionKind.SINGLE: _one,
    QuestionKind.SEVERAL: lambda question, ground: Several(question),
    QuestionKind.GRID: lambda question, ground: Grid(question),
    QuestionKind.SCALE: lambda question, ground: Scale(question),
    QuestionKind.NUMBER: lambda question, ground: Number(question),
    QuestionKind.MONEY: lambda question, ground: Money(question),
    QuestionKind.DATE: lambda question, ground: Day(),
    QuestionKind.PLACE: lambda question, ground: Place(ground.pins()),
    QuestionKind.FILE: lambda question, ground: SheetFile(),
    QuestionKind.RANKING: lambda question, ground: Ranking(question),
}
