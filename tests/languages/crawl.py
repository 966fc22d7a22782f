"""Reads the site as somebody would who knows only the pseudo-language, and keeps what no row of the database supplied."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override
from wagtail.fields import StreamField

from policylab.core.dates import MANNERS
from tests.languages import pseudo
from tests.languages.reading import outside_brackets, read

OURS = (
    "home",
    "votes",
    "questionnaires",
    "residents",
    "consultations",
    "charters",
    "delivery",
    "proposals",
    "discussion",
    "notices",
    "directory",
    "accounts",
    "themes",
    "territories",
)
THEIRS = ("wagtailcore.Page", "sites.Site")
SAMPLES_FILE = Path(settings.BASE_DIR) / "policylab/core/styleguide/samples.yaml"
EXAMPLES = Path(settings.BASE_DIR) / "consultations/examples"
FEW = 3
HOLDS_WORDS = (models.CharField, models.TextField, models.JSONField, StreamField)
MOST = 400
# Names, and what is written alike in every language.
AS_THEY_ARE = {
    "policylab",
    "pdf",
    "zip",
    "json",
    "txt",
    "csv",
    "html",
    "sha",
    "kb",
    "https",
    "tnd",
    "dt",
    "eur",
    "iap",
    "excel",
    "xlsx",
}
AS_THEY_ARE |= {"whatsapp", "telegram", "facebook"}
AS_THEY_ARE |= {name.lower() for name in (*dict(settings.LANGUAGES).values(), pseudo.NAME, pseudo.CODE)}
# Dates have words of their own in each of the five languages (policylab.core.dates); here they are the English ones.
DATES = {
    word.lower() for names in (MANNERS["en"].months, MANNERS["en"].short, MANNERS["en"].weekdays) for word in names
}
DATES |= {"at"}
PARTS_OF_A_LINE = re.compile(r"[\s\u00a0]*[·,;:()«»“”\"/|–—…!?•→←*]+[\s\u00a0]*|\s[-.]\s|\.$")
RECEIPT = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
ADDRESS = re.compile(r"https?://\S+")
WORD = re.compile(r"[^\W\d_]{2,}")


def strings_in(value: Any) -> Iterator[str]:
    """Those of a stream of blocks too."""
    value = value.get_prep_value() if hasattr(value, "get_prep_value") else value
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings_in(part)


class Rows:
    """Every word that stands in a row of ours: as one text, and piece by piece."""

    def __init__(self) -> None:
        asked = [model for name in OURS for model in apps.get_app_config(name).get_models()]
        found = [words for model in [*asked, *map(apps.get_model, THEIRS)] for words in self.strings_of(model)]
        # Sample data are no rows, and stand for some; a file's name is written alike everywhere.
        samples = [SAMPLES_FILE, *EXAMPLES.glob("*.yaml")]
        found += [
            "text.json",
            *(words for path in samples for words in strings_in(yaml.safe_load(path.read_text("utf-8")))),
        ]
        parts = [part for words in found for part in re.split(r"<[^>]+>", html.unescape(words))]
        plain = [" ".join(part.split()) for part in parts]
        self.text = "\n".join(plain)
        self.pieces = {piece.strip() for words in plain for piece in (words, *PARTS_OF_A_LINE.split(words))}

    def strings_of(self, model: type[models.Model]) -> Iterator[str]:
        names = [one.name for one in model._meta.fields if isinstance(one, HOLDS_WORDS)]
        for row in model._default_manager.values_list(*names) if names else ():
            yield from (words for value in row for words in strings_in(value))

    def hold(self, words: str) -> bool:
        """A long text comes in parts; a few words must be the whole of something, or «Plan» would stand in every row."""
        return words in (self.text if len(words.split()) > FEW else self.pieces)


class Crawl:
    """Follows every link under /qa/, at most a few (`samples`) to each pattern of addresses."""

    def __init__(self, client: Client, rows: Rows, samples: int = 1):
        self.client, self.rows, self.samples = client, rows, samples
        self.taken: Counter[str] = Counter()
        self.left: dict[str, set[str]] = {}
        self.broken: list[str] = []

    def run(self, start: str) -> None:
        waiting, known = deque([start]), {start}
        while waiting and sum(self.taken.values()) < MOST:
            address = waiting.popleft()
            for link in self.visit(address):
                target = urlsplit(urljoin(address, link))
                path = target.path + (f"?{target.query}" if target.query else "")
                if not target.netloc and path.startswith(f"/{pseudo.CODE}/") and path not in known:
                    known.add(path)
                    waiting.append(path)

    def visit(self, address: str) -> list[str]:
        try:
            with override(pseudo.CODE):
                route = resolve(urlsplit(address).path).route
        except Resolver404:
            return []
        self.taken[route] += 1
        if self.taken[route] > self.samples:
            return []
        response = self.client.get(address, follow=True)
        path = response.redirect_chain[-1][0] if response.redirect_chain else address
        if response.status_code >= 500:
            self.broken.append(f"{address}: {response.status_code}")
        if "html" not in response.get("Content-Type", "") or not path.startswith(f"/{pseudo.CODE}/"):
            return []
        return self.read(response.content.decode(), route)

    def read(self, text: str, where: str) -> list[str]:
        page = read(text, pseudo.CODE)
        for line in outside_brackets(page.words):
            if not self.is_explained(line):
                self.left.setdefault(line, set()).add(where)
        return page.links

    @property
    def told(self) -> str:
        return "\n".join(["", *(f"{line!r} on {sorted(pages)[:3]}" for line, pages in sorted(self.left.items()))])

    def is_explained(self, line: str) -> bool:
        """Each part of a line is a row's, a date's or a name's."""
        line = ADDRESS.sub("", RECEIPT.sub("", line))
        return self.rows.hold(line) or all(self.is_known(part.strip()) for part in PARTS_OF_A_LINE.split(line))

    def is_known(self, part: str) -> bool:
        words = {word.lower() for word in WORD.findall(part)}
        return self.rows.hold(part) or words <= AS_THEY_ARE | DATES
