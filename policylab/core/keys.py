"""One name for any row: «app.model:pk», the subject of notices and the key of search documents."""

from django.db.models import Model


def key_of(obj: Model) -> str:
    return key_for(obj._meta.label_lower, obj.pk)


def key_for(label: str, pk: object) -> str:
    return f"{label}:{pk}"


def split_key(key: str) -> tuple[str, str]:
    """Label and primary key, as text."""
    label, _colon, pk = key.partition(":")
    return label, pk
