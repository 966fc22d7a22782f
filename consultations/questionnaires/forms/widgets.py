"""How a question is put on the screen where a browser has nothing ready: plain inputs, no script, one column on a phone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from consultations.questionnaires.definition import Choice
from consultations.questionnaires.said import Said, said
from policylab.territories.pinning import PinMap

TEMPLATES = "consultations/questionnaires/widgets/"


class ScaleInput(forms.RadioSelect):
    """Points in a row, or one below the other; `ends` are the words beside some of them."""

    template_name = TEMPLATES + "scale.html"


class LinesInput(forms.MultiWidget):
    """One input for each of several lines, each with its own words."""

    def __init__(self, lines: Sequence[Choice], widgets: Sequence[forms.Widget]):
        super().__init__({line.key: widget for line, widget in zip(lines, widgets, strict=True)})
        self.words: list[Said] = [said(line.title) for line in lines]

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if value else [None] * len(self.widgets)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, {**(attrs or {}), "class": ""})
        context["lines"] = list(zip(self.words, context["widget"]["subwidgets"], strict=True))
        return context


class GridInput(LinesInput):
    template_name = TEMPLATES + "grid.html"

    def __init__(self, rows: Sequence[Choice], choices: Sequence[tuple[str, Any]]):
        super().__init__(rows, [forms.RadioSelect(choices=choices) for _row in rows])


class RankInput(LinesInput):
    template_name = TEMPLATES + "ranking.html"

    def __init__(self, choices: Sequence[Choice], ranks: int):
        places = [("", "–"), *((str(rank), str(rank)) for rank in range(1, ranks + 1))]
        super().__init__(choices, [forms.Select(choices=places) for _choice in choices])


class PlaceInput(forms.MultiWidget):
    """A press on the map, or a name from the list; what was chosen before travels along hidden."""

    template_name = TEMPLATES + "place.html"

    def __init__(self, pins: PinMap | None):
        self.pins = pins
        named = [("", _("No name: as pressed on the map"))] + [(place.code, place.name) for place in self.places]
        parts: list[forms.Widget] = [forms.Select(choices=named), forms.HiddenInput(), forms.CheckboxInput()]
        super().__init__(dict(zip(("named", "at", "none"), parts, strict=True)))

    @property
    def places(self) -> Sequence[Any]:
        return self.pins.places if self.pins else ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """[code, "latitude,longitude", none]: a press on the map is the newest word and sets the other two aside."""
        given = super().value_from_datadict(data, files, name)
        pressed = self._pressed(data, name)
        return ["", pressed, False] if pressed else given

    def _pressed(self, data: Any, name: str) -> str:
        across, down = data.get(f"{name}_map.x", ""), data.get(f"{name}_map.y", "")
        if not (self.pins and across.isascii() and across.isdigit() and down.isascii() and down.isdigit()):
            return ""
        point = self.pins.point(int(across[:5]), int(down[:5]))
        return f"{point[0]},{point[1]}" if point else ""

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if value else ["", "", False]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen, at, _none = value = self.decompress(value)
        context = super().get_context(name, value, attrs)
        named = next((place for place in self.places if place.code == chosen), None)
        pin = (named.latitude, named.longitude) if named else point_of(at or "")
        return context | {"pins": self.pins, "pin": pin, "picture": self.pins.picture(pin) if self.pins else ""}


class KeptFileInput(forms.FileInput):
    """A file to choose, what is kept already, and a box to take it back."""

    template_name = TEMPLATES + "file.html"
    kept = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        given = super().value_from_datadict(data, files, name)
        return False if not given and data.get(f"{name}_none") else given

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"kept": self.kept, "none": f"{name}_none"}


def point_of(text: str) -> tuple[float, float] | None:
    """ "latitude,longitude" as it travels through the page."""
    try:
        latitude, longitude = (round(float(part), 4) for part in text.split(","))
    except (ValueError, OverflowError):
        return None
    return (latitude, longitude) if -90 <= latitude <= 90 and -180 <= longitude <= 180 else None
