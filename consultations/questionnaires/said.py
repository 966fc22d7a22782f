"""Words of a questionnaire in the reader's language, else in the next best there is, with the language they are in."""

from dataclasses import dataclass

from django.utils.translation import get_language

from policylab.core.named import FALLBACK

from .definition import Words


@dataclass(frozen=True)
class Said:
    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def said(words: Words, language: str = "") -> Said:
    wanted = language or (get_language() or "fr")[:2]
    found = next((code for code in (wanted, *FALLBACK) if words.get(code)), "")
    return Said(words.get(found, ""), found)
