"""Pages as search sees them: one row per page and language, only for words of its own that everybody may read; and places."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from policylab.core.addresses import address_in
from policylab.core.keys import key_of
from policylab.core.named import LANGUAGES
from policylab.core.registries import Document
from policylab.territories.models import Territory

from .models import Publication, TextPage
from .models.lab_page import open_to_all
from .selectors.library import KINDS
from .selectors.places import chain_of, holdings

PLACE = "place"
INDEXED: dict[type, str] = {kind: word for word, kind in KINDS.items()} | {TextPage: "page"}


def documents_of(kind: type) -> Callable[[Iterable[Any] | None], Iterator[Document]]:
    """The search source of one kind of page."""

    def source(pages: Iterable[Any] | None = None) -> Iterator[Document]:
        rows = open_to_all(kind.objects.all()).select_related(*kind.read_with[:2]).order_by("pk")
        if issubclass(kind, Publication):
            rows = rows.prefetch_related("themes")
        if pages is not None:
            rows = rows.filter(pk__in=[page.pk for page in pages])
        for page in rows.iterator(chunk_size=200):
            yield document_of(page)

    return source


def document_of(page: Any) -> Document:
    about = isinstance(page, Publication)
    language = page.locale.language_code
    return Document(
        key=key_of(page),
        language=language,
        kind=INDEXED[type(page)],
        title=page.title,
        body=page.plain_text(),
        url=address_in(page, language),
        territory=page.territory.path if about and page.territory_id else "",
        themes=tuple(theme.slug for theme in page.themes.all()) if about else (),
        published_at=page.first_published_at,
    )


def documents_of_places(places: Iterable[Territory] | None = None) -> Iterator[Document]:
    """Every place with something in it, or of those given, in all five languages: names of places have no other."""
    kept = None if places is None else {place.pk for place in places}
    for holding in holdings():
        if kept is None or holding.territory.pk in kept:
            for language in LANGUAGES:
                yield _document_of_place(holding.territory, language)


def _document_of_place(place: Territory, language: str) -> Document:
    with override(language):
        return Document(
            key=key_of(place),
            language=language,
            kind=PLACE,
            title=place.name,
            body=" · ".join([place.get_scale_display(), *(one.name for one in chain_of(place)[1:])]),
            url=reverse("home:place", args=[place.code]),
            territory=place.path,
        )
