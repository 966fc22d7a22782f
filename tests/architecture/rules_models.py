"""A key from one table to another is an import too, however it is written: read from Django's own registry of models."""

from collections.abc import Iterable
from typing import NamedTuple

from tests.architecture.layers import is_ours, why_not

# A generic key ties a row to any table, and no database can hold it. Each one that stands here says why it must.
GENERIC_KEYS = {
    "discussion.Comment.content_object": "comes with django-comments' model (DESIGN 4.6); locked and checked by our services",
}


class Relation(NamedTuple):
    source: str  # module of the model that has the key
    field: str  # label.Model.field
    target: str  # module of the model it points to


def relations(models: Iterable[type]) -> list[Relation]:
    """Every key of our models that leads to a model, theirs or another's."""
    found = []
    for model in models:
        for field in model._meta.get_fields():
            goal = getattr(field, "related_model", None)
            if goal and not field.auto_created and isinstance(goal, type):
                found.append(Relation(model.__module__, f"{model._meta.label}.{field.name}", goal.__module__))
    return found


def generic_keys(models: Iterable[type]) -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in model._meta.private_fields
        if hasattr(field, "ct_field")
    ]


def upward_keys(found: Iterable[Relation], rooms: set[str]) -> list[str]:
    faults = []
    for relation in found:
        if is_ours(relation.target) and (reason := why_not(relation.source, relation.target, rooms)):
            faults.append(f"{relation.field} points to {relation.target}: {reason}")
    return faults


def unexplained_generic_keys(found: Iterable[str], allowed: dict[str, str]) -> list[str]:
    """Both ways: a new generic key, and a reason whose key is gone."""
    found = set(found)
    faults = [
        f"{key} is a generic key; use a real one, or name it with its reason" for key in sorted(found - set(allowed))
    ]
    return faults + [f"{key} is named in GENERIC_KEYS and does not exist" for key in sorted(set(allowed) - found)]
