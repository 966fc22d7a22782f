"""Somebody saved since the form was opened: the same form again, with both states of each field that differs."""

from typing import Any

from policylab.core.errors import Stale


def differences(form: Any, stale: Stale) -> tuple[Any, list[tuple[Any, str, str]]]:
    """The form with what was typed, now on the present edition, and (label, typed, what stands now) where they differ."""
    current = stale.current
    data = form.data.copy()
    data["edition"] = current.edition
    arguments = {"first": form.first} if hasattr(form, "first") else {}
    again = type(form)(data, **arguments)
    again.is_valid()
    again.add_error(None, str(stale))
    stands = _standing(form, current)
    differ = [
        (form.fields[name].label, _shown(typed), _shown(stands.get(name, "")))
        for name, typed in form.cleaned_data.items()
        if name != "edition"
    ]
    return again, [row for row in differ if row[1] != row[2]]


def _standing(form: Any, current: Any) -> dict[str, Any]:
    """What a form made from the present row would hold."""
    build: Any = type(form).of
    try:
        return build(current, {}).initial
    except TypeError:  # the form of dates also wants the present instant, used only where there are no dates yet
        return build(current, {}, None).initial if current.phases.all() else {}


def _shown(value: Any) -> str:
    if isinstance(value, (list, set, tuple)):
        return ", ".join(sorted(str(item) for item in value))
    return "" if value is None else str(value)
