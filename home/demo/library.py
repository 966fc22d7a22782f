"""The pages of the library, from home/demo/library/*.yaml: facts with their sources, and the lab's own reading, marked.

A page that is already there is left alone: an editor may have changed it. Texts about the lab are not demo matter; a town
loads them too (`manage.py load_texts`).
"""

import json
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from markdown_it import MarkdownIt
from wagtail.models import Locale, Page

from home.models import HomePage, LibraryPage, PolicyNotePage, Publication, RoadmapPage, TextPage, ToolkitPage
from policylab.accounts.models import User
from policylab.territories.models import Territory
from policylab.themes.models import Theme

FOLDER = Path(__file__).parent / "library"
KINDS: dict[str, type[Page]] = {
    "note": PolicyNotePage,
    "toolkit": ToolkitPage,
    "roadmap": RoadmapPage,
    "text": TextPage,
}
PUBLICATIONS = ("note-5", "toolkit", "roadmap-citess")
TEXTS = ("how-it-works", "about", "accessibility", "privacy")
FIRST, SECOND = "fr", "ar"
PLAIN = ("title", "summary", "lead", "place")
SAME = ("number", "year", "authors", "publisher", "is_record", "record_title", "record_url")
LISTS = {"in_brief": "point", "figures": "figure", "sources": "source", "conditions": "condition", "lessons": "lesson"}
POINTS = ("actors", "resources", "activities", "actions", "questions")
# Blocks get the same names each time they are loaded, and in both languages: their anchors stay.
NAMES = uuid.UUID("6f1c7f8e-53a5-4b39-9f0b-7d5f7a1e4c11")
markdown = MarkdownIt("js-default")


def load_library(editor: User) -> dict[str, Page]:
    """Everything, published; the pages by the names by which the demo's other files speak of them."""
    load_texts(editor)
    return {name: _load(name, editor) for name in PUBLICATIONS}


def load_texts(editor: User | None) -> list[Page]:
    return [_load(name, editor) for name in TEXTS]


def _load(name: str, editor: User | None) -> Page:
    told = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    kind = KINDS[told["kind"]]
    known = kind.objects.filter(slug=told["slug"], locale__language_code=FIRST).first()
    if known:
        return known
    page = kind(slug=told["slug"], owner=editor, locale=Locale.objects.get(language_code=FIRST))
    _fill(page, told, FIRST)
    _parent(told).add_child(instance=page)
    if isinstance(page, Publication):
        page.themes.set(Theme.objects.filter(slug__in=told.get("themes", [])))
    _publish(page, told, editor)
    translated = page.copy_for_translation(Locale.objects.get(language_code=SECOND))
    translated.slug, translated.owner = told["slug"], editor
    _fill(translated, told, SECOND)
    _publish(translated, told, editor)
    return page


def _parent(told: dict[str, Any]) -> Page:
    kind: type[Page] = HomePage if told["kind"] == "text" else LibraryPage
    found = {"slug": told["under"]} if "under" in told else {}
    return (ToolkitPage if found else kind).objects.get(locale__language_code=FIRST, **found)


def _publish(page: Page, told: dict[str, Any], editor: User | None) -> None:
    """An edition with its date, and a place in the editor's history."""
    page.save_revision(user=editor, clean=True).publish(user=editor)
    day = timezone.now() + timedelta(days=told.get("published", 0))
    kind = type(page)
    kind.objects.filter(pk=page.pk).update(first_published_at=day, last_published_at=day)
    page.refresh_from_db()


# --- fields and blocks --------------------------------------------------------------------------------------------
def _fill(page: Page, told: dict[str, Any], language: str) -> None:
    words = told[language]
    _copy(page, words, PLAIN)
    _copy(page, told, SAME)
    page.draft_title = page.title
    if told.get("territory"):
        page.territory = Territory.objects.filter(code=told["territory"]).first()
    if "record" in words:
        page.record = markdown.render(words["record"])
    for name in ("body", "phases", "risks", *LISTS):
        if name in words:
            blocks = [_block(name, item, f"{told['slug']}/{name}/{place}") for place, item in enumerate(words[name])]
            setattr(page, name, json.dumps(blocks))


def _copy(page: Page, told: dict[str, Any], names: Iterable[str]) -> None:
    for name in names:
        if name in told:
            setattr(page, name, told[name])


def _block(field: str, item: Any, path: str) -> dict[str, Any]:
    name = str(uuid.uuid5(NAMES, path))
    if field == "body":
        ((kind, value),) = item.items()
        return {"type": kind, "value": _body_value(kind, value, path), "id": name}
    if field == "phases":
        value = {key: _points(inner, f"{path}/{key}") if key in POINTS else inner for key, inner in item.items()}
        return {"type": "phase", "value": {**{key: [] for key in POINTS}, **value}, "id": name}
    if field == "risks":
        value = {"risk": item["risk"], "coping": _points(item["coping"], path)}
        return {"type": "risk", "value": value, "id": name}
    return {"type": LISTS[field], "value": item, "id": name}


def _body_value(kind: str, value: Any, path: str) -> Any:
    if kind == "text":
        return markdown.render(value)
    if kind == "callout":
        return value | {"text": markdown.render(value["text"])}
    return _items(value, path) if kind == "steps" else value


def _points(rows: list[Any], path: str) -> list[dict[str, Any]]:
    """A line of the source, or {ours: a line of the lab}."""
    return _items(
        [{"text": row["ours"], "ours": True} if isinstance(row, dict) else {"text": row} for row in rows], path
    )


def _items(rows: list[Any], path: str) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": row, "id": str(uuid.uuid5(NAMES, f"{path}/{place}"))}
        for place, row in enumerate(rows)
    ]
