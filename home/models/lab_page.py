"""What every page of ours has: an address in every language, the language its text is really in, a context from above."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

# Page class -> what its template reads: views fill this slot in `ready()`, because a model may know no selector, and
# Wagtail asks the page for its context when it serves it and when it previews it.
contexts: dict[type, Callable[[Any, HttpRequest], dict[str, Any]]] = {}

# One slug in all languages: the address of a page in a language stays the same on the day it is translated.
SAME_EVERYWHERE = [SynchronizedField("slug", overridable=False)]


class LabPage(Page):
    """`text_language` is what the words are in: of an alias, its source's; the reader's may be another (DESIGN 4.13)."""

    promote_panels = [FieldPanel("slug")]
    settings_panels: list[Any] = []
    override_translatable_fields = SAME_EVERYWHERE

    class Meta:
        abstract = True

    @property
    def text_language(self) -> str:
        page = self.alias_of if self.alias_of_id else self
        return page.locale.language_code

    def path_in_site(self) -> str:
        """Under its language's front page, without slashes around."""
        return "/".join(self.url_path.strip("/").split("/")[1:])

    def address_in(self, language: str) -> str:
        """Where readers of a language read this page, translated or not."""
        path = self.path_in_site()
        with override(language):
            return reverse("wagtail_serve", args=[f"{path}/" if path else ""])

    def get_absolute_url(self) -> str:
        """Wagtail's pages have none, and everything that links to an object asks for it."""
        return self.address_in((get_language() or self.text_language)[:2])

    def serve(self, request: HttpRequest, *args: Any, moved: bool = False, **kwargs: Any) -> HttpResponse:
        """`moved`: asked for at the address of another language, and translated since."""
        if moved:
            return redirect(self.url)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | contexts[type(self)](self, request)
