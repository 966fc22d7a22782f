"""The words of a charter as data: what is hashed, what is compared."""

import hashlib
import json

from proposals.diff import Change, compare

from .models import CharterWords

TEXTS = ("title", "text", "language")


def texts_of(words: CharterWords) -> dict[str, str]:
    return {name: getattr(words, name) for name in TEXTS}


def canonical(words: CharterWords) -> bytes:
    """Language, text and title as JSON: keys sorted, no blanks, UTF-8. Nothing about any person (DESIGN 4.12)."""
    return json.dumps(texts_of(words), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(words: CharterWords) -> str:
    """SHA-256 of the canonical text: what is signed. Anybody can compute it from the JSON beside each version."""
    return hashlib.sha256(canonical(words)).hexdigest()


def changes_between(old: CharterWords, new: CharterWords) -> list[Change]:
    """Title and text, where they differ."""
    changes = [Change(name, compare(getattr(old, name), getattr(new, name))) for name in ("title", "text")]
    return [change for change in changes if change.is_changed]
