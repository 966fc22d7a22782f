"""The pages of the library, from home/demo/library/**/*.yaml: facts with their sources, and the lab's own reading, marked.

A file is a page: what is the same everywhere on top, then its words under fr, ar, en, es, it (French always; the others
where they are written). A page that is already there is left alone: an editor may have changed it. Texts about the lab are
not demo matter; a town loads them too (`manage.py load_texts`).
"""

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.models import HomePage, LibraryPage, ProjectPage, Publication, RoadmapPage, TextPage, ToolkitPage
from home.selectors.library import KINDS
from policylab.accounts.models import User
from policylab.directory.models import Organisation
from policylab.territories.models import Territory
from policylab.themes.models import Theme
from search.services import refresh_documents

from .blocks import STREAMS, beside, blocks_of, markdown

FOLDER = Path(__file__).parent / "library"
TEXTS = ("how-it-works", "about", "accessibility", "privacy")
FIRST = "fr"
# A roadmap stands under its toolkit, so the toolkit comes first.
ORDER = ("toolkit", "roadmap", "note", "report", "case", "project", "event")
WORDS = ("title", "summary", "lead", "place", "programme", "countries", "budget", "organiser", "languages")
SAME = (
    *("number", "year", "authors", "publisher", "is_record", "record_title", "record_url"),
    *("year_from", "year_to", "pages", "starts_on", "ends_on", "is_online", "link"),
)
Told = dict[str, Any]
Bodies = Mapping[str, Organisation]


def load_library(editor: User, bodies: Bodies | None = None) -> dict[str, Page]:
    """Everything, published; the pages by the names by which the demo's other files speak of them: `note-5`, `cases/seville`.

    `bodies`: the organisations of the demo by their keys, for the partners of projects.
    """
    load_texts(editor)
    told = {name: row for name, row in _files().items() if name not in TEXTS}
    ordered = sorted(told, key=lambda name: (ORDER.index(told[name]["kind"]), name))
    return _load({name: told[name] for name in ordered}, editor, bodies or {})


def load_texts(editor: User | None) -> list[Page]:
    return list(_load(_files(TEXTS), editor, {}).values())


def _files(names: Iterable[str] = ()) -> dict[str, Told]:
    paths = [FOLDER / f"{name}.yaml" for name in names] or sorted(FOLDER.rglob("*.yaml"))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # thirty times as quick where it was compiled
    named = {str(path.relative_to(FOLDER).with_suffix("")): path for path in paths}
    return {name: yaml.load(path.read_text(encoding="utf-8"), loader) for name, path in named.items()}  # noqa: S506


# --- pages --------------------------------------------------------------------------------------------------------
def _load(files: dict[str, Told], editor: User | None, bodies: Bodies) -> dict[str, Page]:
    """First every page in its place, then what is between them: a page may name one that comes after it.

    Written straight as published, and references and search rows once at the end: through drafts and Wagtail's signals, which
    do both at each of three saves, a demo would take a minute.
    """
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    found: dict[str, Page] = {}
    made: list[tuple[Told, Page]] = []
    with disable_reference_index_auto_update():
        for name, told in files.items():
            known = _known(told, locales)
            key = uuid.uuid4()
            pages = [known] if known else [_placed(told, code, locales, editor, key) for code in _codes(told)]
            made += [] if known else [(told, page) for page in pages]
            found[name] = pages[0]
        # Read again: a page that got others under it knows how many only in the database.
        new = [_connected(type(page).objects.get(pk=page.pk), told, found, bodies) for told, page in made]
    _into_history(new, editor)
    for page in new:
        ReferenceIndex.create_or_update_for_object(page)
    refresh_documents(objects=new)
    return {name: type(page).objects.get(pk=page.pk) for name, page in found.items()}


def _codes(told: Told) -> list[str]:
    return [code for code in dict.fromkeys([FIRST, *dict(settings.LANGUAGES)]) if code in told]


def _known(told: Told, locales: dict[str, Locale]) -> Page | None:
    return _kind(told).objects.filter(slug=told["slug"], locale=locales[FIRST]).first()


def _kind(told: Told) -> type[Page]:
    return TextPage if told["kind"] == "text" else KINDS[told["kind"]]


def _placed(told: Told, code: str, locales: dict[str, Locale], editor: User | None, key: uuid.UUID) -> Page:
    day = timezone.now() + timedelta(days=told.get("published", 0))
    page = _kind(told)(slug=told["slug"], owner=editor, locale=locales[code], translation_key=key, live=True)
    page.first_published_at = page.last_published_at = page.latest_revision_created_at = day
    _fill(page, told, code)
    return _parent(told, locales[code]).add_child(instance=page)


def _parent(told: Told, locale: Locale) -> Page:
    if "under" in told:
        return ToolkitPage.objects.get(locale=locale, slug=told["under"])
    kind: type[Page] = HomePage if told["kind"] == "text" else LibraryPage
    return kind.objects.get(locale=locale)


def _into_history(pages: list[Page], editor: User | None) -> None:
    """A first edition each, so that the editor's history begins with what was loaded."""
    for page in pages:
        first = Revision.objects.create(
            content_object=page,
            base_content_type=page.get_base_content_type(),
            user=editor,
            content=page.serializable_data(),
            object_str=str(page),
        )
        Page.objects.filter(pk=page.pk).update(latest_revision=first, live_revision=first)


# --- fields -------------------------------------------------------------------------------------------------------
def _fill(page: Page, told: Told, language: str) -> None:
    words = told[language]
    _copy(page, words, WORDS)
    _copy(page, told, SAME)
    page.draft_title = page.title
    if told.get("territory"):
        page.territory = Territory.objects.filter(code=told["territory"]).first()
    if "record" in words:
        page.record = markdown.render(words["record"])
    for name in STREAMS:
        if name in words:
            setattr(page, name, json.dumps(blocks_of(name, words[name], told["slug"])))


def _copy(page: Page, told: Told, names: Iterable[str]) -> None:
    for name in names:
        if name in told:
            setattr(page, name, told[name])


def _connected(page: Page, told: Told, pages: dict[str, Page], bodies: Bodies) -> Page:
    """Its themes, the pages beside it, the case behind a roadmap, the partners of a project: those with a page here first."""
    if not isinstance(page, Publication):
        return page
    page.themes.set(Theme.objects.filter(slug__in=told.get("themes", [])))
    streams = {"related": beside([pages[name].pk for name in told.get("related", []) if name in pages], told["slug"])}
    if isinstance(page, RoadmapPage) and told.get("case") in pages:
        page.case_id = pages[told["case"]].pk
    if isinstance(page, ProjectPage):
        known = told.get("organisations", {})
        page.organisations.set([bodies[key] for key in known if key in bodies])
        others = [{"name": name} for key, name in known.items() if key not in bodies]
        streams["partners"] = blocks_of("partners", others, told["slug"])
    for name, blocks in streams.items():
        setattr(page, name, json.dumps(blocks))
    page.save(clean=False)
    return page
