"""Every component with sample data: for those who build pages, and for the tests that measure them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from .forms import CodeForm, SampleForm
from .samples import samples, written_in

PAGES = {"object", "list", "form", "ballot"}


def guide(request: HttpRequest) -> HttpResponse:
    """All parts on one page; the last section shows them in both directions, light and dark."""
    language = get_language() or "fr"
    words = samples(language)
    form = (
        SampleForm(words["form"], {"a-email": "amel@", "a-role": "sse"}, prefix="a")
        .name_roles(words["colleges"])
        .make_wrong()
    )
    other = "fr" if written_in(language) == "ar" else "ar"
    context = _context(words, language) | {
        "form": form,
        "code_form": CodeForm(words["form"]),
        "frames": [
            (code, theme, samples(code)) for code in (written_in(language), other) for theme in ("light", "dark")
        ],
    }
    return render(request, "styleguide/guide.html", context)


def page(request: HttpRequest, name: str) -> HttpResponse:
    """A whole page of sample data, built with one of the layouts."""
    if name not in PAGES:
        raise Http404
    language = get_language() or "fr"
    words = samples(language)
    context = _context(words, language) | {
        "form": SampleForm(words["form"]).name_roles(words["colleges"]),
        "trail": words["trail"] if name == "object" else None,
    }
    return render(request, f"styleguide/{name}.html", context)


def _context(words: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "s": words,
        "now": words["now"],
        "sample_language": written_in(language),
        "note_needed": written_in(language) != language,
        "page": Paginator(range(180), 10).page(3),
        "no_index": True,
    }
