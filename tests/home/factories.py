"""Pages as editors make them: drafted under their parent, then published; and their translations."""

import itertools
import json
import uuid
from datetime import date

from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import (
    CasePage,
    EventPage,
    HomePage,
    LibraryPage,
    PolicyNotePage,
    ProjectPage,
    ReportPage,
    RoadmapPage,
    TextPage,
    ToolkitPage,
)

numbers = itertools.count(1)


def stream(*blocks) -> str:
    """Raw blocks: pairs (kind, value)."""
    return json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks])


def items(*values) -> list[dict]:
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


BODY = stream(
    ("heading", "Le problème"),
    ("text", "<p>La bibliothèque ferme à <b>17 h</b>.</p>"),
    ("steps", items({"title": "Ouvrir", "text": "Le soir."}, {"title": "Compter", "text": ""})),
    ("quote", {"text": "Coproduire, c’est décider ensemble.", "by": "Atelier"}),
    ("table", {"caption": "Première année", "data": "Poste | Ville\nAnimation | 6 000\nMatériel | 9 200"}),
    ("callout", {"kind": "ours", "title": "Ce que nous en pensons", "text": "<p>À débattre.</p>"}),
)
SOURCE = {"title": "Le bilan", "publisher": "OIT", "year": "2019", "url": "https://ilo.org", "note": ""}
POINT = {"text": "La commune", "ours": False}
OURS = {"text": "Une voisine", "ours": True}


def home(language: str = "fr") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def library(language: str = "fr") -> LibraryPage:
    return LibraryPage.objects.get(locale__language_code=language)


def published(page: Page, parent: Page) -> Page:
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _facts(title: str, **fields) -> dict:
    number = next(numbers)
    facts = {"title": title or f"Page {number}", "slug": f"page-{number}", "summary": "Ce que l’on sait.", "body": BODY}
    return {**facts, "live": False, **fields}


def note(title: str = "", *, parent: Page | None = None, live: bool = True, **fields) -> PolicyNotePage:
    page = PolicyNotePage(
        **_facts(title, **fields),
        in_brief=stream(("point", "Un lieu suffit.")),
        figures=stream(("figure", {"value": "60 %", "label": "de femmes", "source": "OIT"})),
        sources=stream(
            ("source", {"title": "Le bilan", "publisher": "OIT", "year": "2019", "url": "https://ilo.org", "note": ""})
        ),
    )
    if live:
        return published(page, parent or library())
    page.locale = (parent or library()).locale
    return (parent or library()).add_child(instance=page)


def toolkit(title: str = "", *, parent: Page | None = None, **fields) -> ToolkitPage:
    return published(ToolkitPage(**_facts(title, **fields)), parent or library())


def roadmap(title: str = "", *, parent: Page | None = None, **fields) -> RoadmapPage:
    phase = {
        "name": "Consulter",
        "summary": "Réunir ceux qui agissent.",
        **{part: items(POINT, OURS) for part in ("actors", "resources", "activities", "actions", "questions")},
    }
    page = RoadmapPage(
        **_facts(title, **fields),
        phases=stream(("phase", phase)),
        conditions=stream(("condition", {"title": "De la confiance", "text": "Sans elle, rien.", "ours": True})),
        risks=stream(("risk", {"risk": "Formaliser trop tôt", "coping": items(POINT, OURS)})),
    )
    return published(page, parent or toolkit())


def case(title: str = "", *, parent: Page | None = None, **fields) -> CasePage:
    fields = {"place": "Médina", "year_from": 2022, "year_to": 2023, **fields}
    page = CasePage(
        **_facts(title, **fields),
        actors=stream(("actor", {"name": "La Ville", "part": "prête la salle"})),
        lessons=stream(("lesson", OURS)),
    )
    return published(page, parent or library())


def report(title: str = "", *, parent: Page | None = None, **fields) -> ReportPage:
    return published(
        ReportPage(**_facts(title, **{"pages": 149, "languages": "français", **fields})), parent or library()
    )


def project(title: str = "", *, parent: Page | None = None, **fields) -> ProjectPage:
    fields = {"programme": "ENI CBC Med", "year_from": 2019, "year_to": 2023, "budget": "3,4 M€", **fields}
    page = ProjectPage(
        **_facts(title, **fields),
        partners=stream(("actor", {"name": "Un partenaire", "part": "forme"})),
        results=stream(("lesson", POINT), ("lesson", OURS)),
    )
    return published(page, parent or library())


def event(title: str = "", *, parent: Page | None = None, **fields) -> EventPage:
    fields = {"starts_on": date(2023, 11, 7), "ends_on": date(2023, 11, 8), "place": "Séville", **fields}
    return published(EventPage(**_facts(title, **fields)), parent or library())


def text(title: str = "", *, parent: Page | None = None, **fields) -> TextPage:
    facts = _facts(title, **fields)
    facts.pop("summary")
    return published(TextPage(lead="En deux mots.", **facts), parent or home())


KINDS = {
    "note": note,
    "toolkit": toolkit,
    "roadmap": roadmap,
    "case": case,
    "report": report,
    "project": project,
    "event": event,
    "text": text,
}


def translated(page: Page, language: str = "ar", title: str = "ترجمة", *, live: bool = True, **fields) -> Page:
    """A translation with words of its own, under the translated parent."""
    locale = Locale.objects.get(language_code=language)
    parent = page.get_parent().specific
    if not parent.has_translation(locale):
        translated(parent, language, f"{title} ({parent.title})")
    copy = page.copy_for_translation(locale)
    copy.slug = fields.pop("slug", page.slug)
    copy.title = copy.draft_title = title
    for name, value in fields.items():
        setattr(copy, name, value)
    revision = copy.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=copy.pk)


def aged(page: Page, days: int) -> Page:
    """First published that long ago."""
    when = timezone.now() - timezone.timedelta(days=days)
    type(page).objects.filter(pk=page.pk).update(first_published_at=when)
    return type(page).objects.get(pk=page.pk)
