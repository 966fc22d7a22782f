"""A Django form as the look shows it: label, hint, error and field tied together for readers of the screen.

Any form works as it is (allauth's too). A form may say more:
    groups = [(_("Legend"), ["field", "field"]), ...]    fields that belong together; those not named come after
and a field may say, as attributes set on it:
    choice_hints = {value: sentence}      a line under each choice
    choice_marks = {value: "public"}      the shape of a college beside it
    optional_note = False                 do not write "(optional)"
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

# The first that fits names the kind; components/field.html draws each kind.
KINDS: list[tuple[type[forms.Widget], str]] = [
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "check"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.MultiWidget, "many"),
]
# What is typed in these is Latin in every language and keeps its direction.
LEFT_TO_RIGHT = {"email", "url", "tel", "number", "password", "date", "time", "datetime-local"}


@dataclass(frozen=True)
class Choice:
    widget: BoundWidget
    hint: str
    mark: str


class Part:
    """One field of a form, ready to be drawn. `field` is a bound field."""

    def __init__(self, field: BoundField):
        self.field = field
        self.widget = field.field.widget
        self.kind = next((kind for cls, kind in KINDS if isinstance(self.widget, cls)), "input")
        if field.is_hidden:
            self.kind = "hidden"

    @property
    def id(self) -> str:
        return self.field.auto_id or self.field.html_name

    @property
    def focus_id(self) -> str:
        """Where a link of the error summary leads: the first thing one can type in or choose."""
        return f"{self.id}_0" if self.kind in {"choices", "many"} else self.id

    @property
    def errors(self) -> list[str]:
        return list(self.field.errors)

    @property
    def hint(self) -> str:
        return self.field.help_text

    @property
    def optional(self) -> bool:
        shown = getattr(self.field.field, "optional_note", True)
        return bool(shown) and not self.field.field.required and self.kind != "check"

    @property
    def described_by(self) -> str:
        return " ".join(
            filter(None, [f"{self.id}_hint" if self.hint else "", f"{self.id}_error" if self.errors else ""])
        )

    def attrs(self) -> dict[str, Any]:
        """What the look adds to the widget's own attributes."""
        given = self.widget.attrs
        extra: dict[str, Any] = {"aria-describedby": self.described_by or None}
        if self.errors:
            extra["aria-invalid"] = "true"
        if self.kind != "check":
            extra["class"] = f"input {given.get('class', '')}".strip()
        if "dir" not in given and self.kind in {"input", "textarea"}:
            extra["dir"] = "ltr" if getattr(self.widget, "input_type", "") in LEFT_TO_RIGHT else "auto"
        return {key: value for key, value in extra.items() if value is not None}

    def draw(self) -> SafeString:
        return self.field.as_widget(attrs=self.attrs())

    def choices(self) -> Iterator[Choice]:
        hints = getattr(self.field.field, "choice_hints", {})
        marks = getattr(self.field.field, "choice_marks", {})
        for widget in self.field.subwidgets:
            value = str(widget.data["value"])
            hint = next((text for key, text in hints.items() if str(key) == value), "")
            mark = next((name for key, name in marks.items() if str(key) == value), "")
            yield Choice(widget, hint, mark)


class FormParts:
    """A whole form: its parts in groups, and what is wrong with it, each with a link to the field."""

    def __init__(self, form: forms.BaseForm):
        self.form = form

    @property
    def general(self) -> list[str]:
        """What concerns no single field, and what concerns a field nobody can see."""
        hidden = [error for field in self.form.hidden_fields() for error in field.errors]
        return [*self.form.non_field_errors(), *hidden]

    @property
    def wrong(self) -> list[Part]:
        return [Part(field) for field in self.form.visible_fields() if field.errors]

    @property
    def count(self) -> int:
        return len(self.general) + sum(len(part.errors) for part in self.wrong)

    @property
    def groups(self) -> list[tuple[str, list[Part]]]:
        """Fields under their legends; the fields no group names come last, without one."""
        asked = getattr(self.form, "groups", [])
        visible = {field.name: Part(field) for field in self.form.visible_fields()}
        found = [(legend, [visible.pop(name) for name in names if name in visible]) for legend, names in asked]
        return [(legend, parts) for legend, parts in [*found, ("", list(visible.values()))] if parts]
