"""Somebody saved since the form was opened: the same form again, with both states of each field that differs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.forms import Field, ModelMultipleChoiceField

from policylab.core import dates
from policylab.core.errors import Stale


def differences(form: Any, stale: Stale) -> tuple[Any, list[tuple[Any, str, str]]]:
    """The form with what was typed, now on the present edition, and (label, typed, what stands now) where they differ."""
    current: Any = stale.current
    data = form.data.copy()
    data["edition"] = current.edition
    again = form.again(data)
    again.is_valid()
    again.add_error(None, str(stale))
    stands = form.standing(current)
    rows = [
        (form.fields[name].label, _shown(form.fields[name], typed), _shown(form.fields[name], stands.get(name)))
        for name, typed in form.cleaned_data.items()
        if name not in form.about_saving
    ]
    return again, [row for row in rows if row[1] != row[2]]


def _shown(field: Field, value: Any) -> str:
    """As a reader would say it: the words of a choice, not its key."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return dates.write(value, "moment")
    names = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    if isinstance(field, ModelMultipleChoiceField):
        value = [field.prepare_value(item) for item in value]
    if isinstance(value, Iterable) and not isinstance(value, str):
        chosen = {str(item) for item in value}
        return "\n".join(label for key, label in names.items() if key in chosen)
    return names.get(str(value), str(value))
