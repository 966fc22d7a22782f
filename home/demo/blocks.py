"""From the lists of a YAML file to blocks of a page."""

import uuid
from typing import Any

from markdown_it import MarkdownIt

# A plain list of values: the field, and the kind of its blocks.
LISTS = {
    "in_brief": "point",
    "figures": "figure",
    "sources": "source",
    "conditions": "condition",
    "actors": "actor",
    "partners": "actor",
}
POINTS = ("actors", "resources", "activities", "actions", "questions")
MARKED = {"lessons": "lesson", "results": "lesson"}
STREAMS = ("body", "phases", "risks", *LISTS, *MARKED)
# Blocks get the same names each time they are loaded, and in all languages: their anchors stay.
NAMES = uuid.UUID("6f1c7f8e-53a5-4b39-9f0b-7d5f7a1e4c11")
markdown = MarkdownIt("js-default")


def blocks_of(field: str, rows: list[Any], slug: str) -> list[dict[str, Any]]:
    return [_block(field, row, f"{slug}/{field}/{place}") for place, row in enumerate(rows)]


def beside(pks: list[int], slug: str) -> list[dict[str, Any]]:
    """Pages to read with a page."""
    return [
        {"type": "page", "value": pk, "id": str(uuid.uuid5(NAMES, f"{slug}/related/{place}"))}
        for place, pk in enumerate(pks)
    ]


def _block(field: str, item: Any, path: str) -> dict[str, Any]:
    kind, value = _typed(field, item, path)
    return {"type": kind, "value": value, "id": str(uuid.uuid5(NAMES, path))}


def _typed(field: str, item: Any, path: str) -> tuple[str, Any]:
    if field == "body":
        ((kind, value),) = item.items()
        return kind, _body_value(kind, value, path)
    if field == "phases":
        value = {key: _points(inner, f"{path}/{key}") if key in POINTS else inner for key, inner in item.items()}
        return "phase", {**{key: [] for key in POINTS}, **value}
    if field == "risks":
        return "risk", {"risk": item["risk"], "coping": _points(item["coping"], path)}
    if field in MARKED:
        return MARKED[field], _marked(item)
    return LISTS[field], item


def _body_value(kind: str, value: Any, path: str) -> Any:
    if kind == "text":
        return markdown.render(value)
    if kind == "callout":
        return value | {"text": markdown.render(value["text"])}
    return _items(value, path) if kind == "steps" else value


def _marked(row: Any) -> dict[str, Any]:
    """A line of the source, or {ours: a line of the lab}."""
    return {"text": row["ours"], "ours": True} if isinstance(row, dict) else {"text": row, "ours": False}


def _points(rows: list[Any], path: str) -> list[dict[str, Any]]:
    return _items([_marked(row) for row in rows], path)


def _items(rows: list[Any], path: str) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": row, "id": str(uuid.uuid5(NAMES, f"{path}/{place}"))}
        for place, row in enumerate(rows)
    ]
