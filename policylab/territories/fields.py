"""One field to choose among hundreds of places on a phone, with nothing but HTML.

The reader types a name in any of the five languages and the browser offers lines of the list as they type (`<datalist>`).
Where a browser offers nothing, or the name is not clear, the form comes back with the few places it may be, one press each.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import SHORT, clean_text

from .enums import Scale
from .models import Territory
from .selectors import places_to_choose


class TerritoryInput(forms.TextInput):
    template_name = "territories/input.html"
    scales: Iterable[str] | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The line that was pressed, unless other words were typed since."""
        typed, pressed = data.get(name), data.get(f"{name}-pick")
        return pressed if pressed and typed == data.get(f"{name}-for", typed) else typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        places = places_to_choose(scales=self.scales)
        typed = context["widget"]["value"] or ""
        found, maybe = places.resolve(typed)
        context["widget"]["value"] = found.label if found else typed[:SHORT]
        context["widget"]["attrs"] |= {
            "list": f"{context['widget']['attrs'].get('id', name)}-places",
            "autocomplete": "off",
        }
        return context | {"places": places.all, "maybe": maybe if len(maybe) > 0 else []}


class TerritoryField(forms.Field):
    """Cleans to a Territory or None. `scales` keeps only some: `TerritoryField(scales=[Scale.MUNICIPALITY])`."""

    widget = TerritoryInput
    default_error_messages = {
        "unknown": _(
            "No place of this name is known here. Type its name as on a map, or leave out all but the first letters."
        ),
        "unclear": _("This may be more than one place. Press the one you mean."),
    }

    def __init__(self, *, scales: Iterable[Scale] | None = None, **kwargs: Any):
        super().__init__(**kwargs)
        self.scales = self.widget.scales = scales

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Territory):
            return value.code
        if isinstance(value, int):
            return Territory.objects.filter(pk=value).values_list("code", flat=True).first()
        return value

    def clean(self, value: Any) -> Territory | None:
        text = clean_text(str(value or "").replace("\x00", "\ufffe"))
        self.validate(text)
        if not text:
            return None
        found, maybe = places_to_choose(scales=self.scales).resolve(text[:SHORT])
        if found is None:
            key = "unclear" if maybe else "unknown"
            raise ValidationError(self.error_messages[key], code=key)
        return Territory.objects.get(code=found.code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")
