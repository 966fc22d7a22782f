"""The words of a plan as data: what is hashed, what is compared, what is still missing."""

import hashlib
import json
from typing import Any

from .models import SECTIONS, Sections

TEXTS = ("title", "language", *SECTIONS)
# Without these a plan cannot be argued about; resources and success may follow in a later version.
REQUIRED = ("title", "need", "service", "roles")


def texts_of(text: Sections) -> dict[str, str]:
    return {name: getattr(text, name) for name in TEXTS}


def canonical(text: Sections) -> bytes:
    """Language, title and sections as JSON: keys sorted, no blanks, UTF-8. Nothing about any person (DESIGN 4.12)."""
    words: dict[str, Any] = {
        "language": text.language,
        "title": text.title,
        "sections": [[name, getattr(text, name)] for name in SECTIONS],
    }
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(text: Sections) -> str:
    """SHA-256 of the canonical text; anybody can compute it from the JSON beside each version."""
    return hashlib.sha256(canonical(text)).hexdigest()


def missing_from(text: Sections) -> list[str]:
    return [name for name in REQUIRED if not getattr(text, name).strip()]
