"""The environment is read here and nowhere else."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def one_of(name: str, first: str, *others: str) -> str:
    """A slip in such a name is told at the start, not on the first page that needs it."""
    value = text(name, first)
    if value not in (first, *others):
        raise ImproperlyConfigured(f"{name} is «{value}»; it may be {', '.join((first, *others))}.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in TRUE


def number(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]
