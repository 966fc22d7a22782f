"""The sample words of the style guide in the reader's language, from samples.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

WRITTEN = ("fr", "ar")  # the languages the samples are written in
FILE = Path(__file__).with_name("samples.yaml")


def written_in(language: str) -> str:
    return language if language in WRITTEN else WRITTEN[0]


@cache
def samples(language: str) -> dict[str, Any]:
    words = _pick(yaml.safe_load(FILE.read_text(encoding="utf-8")), written_in(language))
    return words | {
        "grade_pairs": list(enumerate(words["grades"], 1)),
        "options": [option | {"bars": _bars(option, words)} for option in words["options"]],
    }


def _pick(value: Any, language: str) -> Any:
    codes = {code for code, _name in settings.LANGUAGES}
    if isinstance(value, dict):
        if value and set(value) <= codes:
            return _pick(value[language], language)
        return {key: _pick(inner, language) for key, inner in value.items()}
    return [_pick(inner, language) for inner in value] if isinstance(value, list) else value


def _bars(option: dict[str, Any], words: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"college": key, "label": words["colleges"][key], "share": share}
        for key, share in zip(("public", "citizen", "sse"), option["shares"], strict=True)
    ]
