"""The share kit: one page with everything to print and send, and its sheets, on the screen and as files.

Public as soon as the consultation is: an association that wants to help prints the poster without asking anybody. Of a draft
there is none, because a poster of what may still change would hang for weeks.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations import kit
from consultations.models import Consultation
from consultations.selectors import schedule_of, words_of
from consultations.sharing import short_of
from policylab.core.printing.pdf import can_print
from policylab.core.sharing.short import ways_to_share
from policylab.core.sharing.square import square_drawn
from policylab.core.spoken import seconds_aloud

from .files import file_of
from .frame import public_or_404

POSTERS = ("a4", "a3")
SHEETS = (*POSTERS, "leaflet")


@require_safe
def page(request: HttpRequest, ref: str) -> HttpResponse:
    """?in= is the language of what is printed and sent; the page itself speaks that of its reader."""
    consultation = public_or_404(request, ref)
    wanted = request.GET.get("in", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else (get_language() or "fr")[:2]
    return render(request, "consultations/kit/page.html", page_context(request, consultation, language))


@require_safe
def sheet(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """As it will be printed, in the language of its address; also for printing where no PDF can be made."""
    consultation = sheet_or_404(request, ref, name)
    if _closed(consultation):
        return redirect("consultations:kit", ref)
    return render(request, "consultations/kit/print.html", sheet_context(request, consultation, name))


@require_safe
def as_pdf(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    consultation = sheet_or_404(request, ref, name)
    if not can_print():
        raise Http404
    if _closed(consultation):
        return redirect("consultations:kit", ref)
    html = render_to_string(
        "consultations/kit/print.html", sheet_context(request, consultation, name) | {"press": True}
    )
    return file_of(request, html, f"{name}-{ref}-{get_language()}.pdf", reverse("consultations:kit", args=[ref]))


def sheet_or_404(request: HttpRequest, ref: str, name: str) -> Consultation:
    if name not in SHEETS:
        raise Http404
    return public_or_404(request, ref)


def _closed(consultation: Consultation) -> str:
    return kit.why_no_kit(consultation, schedule_of(consultation, consultation.instant))


def sheet_context(request: HttpRequest, consultation: Consultation, name: str) -> dict[str, Any]:
    here = (get_language() or "fr")[:2]
    poster, leaflet = facts_in(request, consultation, here), leaflet_facts(request, consultation)
    facts = poster if name in POSTERS else leaflet[0]
    return {
        "sheet": name,
        "facts": facts,
        "told": leaflet,
        "titles": kit.titles_in(leaflet),
        "square": square_drawn(facts.url),
        "consultation": consultation,
        "offers_file": can_print(),
        "demo": settings.DEMO,  # the press has no request to read it from
        "LANGUAGE_CODE": here,
        "LANGUAGE_BIDI": get_language_bidi(),
    }


def facts_in(request: HttpRequest, consultation: Consultation, language: str) -> kit.Facts:
    return kit.facts_of(consultation, language, request.build_absolute_uri("/"), consultation.instant)


def leaflet_facts(request: HttpRequest, consultation: Consultation) -> list[kit.Facts]:
    written = [text.language for text in consultation.texts.all()]
    languages = kit.leaflet_languages(written, consultation.language)
    return [facts_in(request, consultation, language) for language in languages]


def page_context(request: HttpRequest, consultation: Consultation, language: str) -> dict[str, Any]:
    words, closed = words_of(consultation), _closed(consultation)
    context = {
        "consultation": consultation,
        "words": words,
        "closed": closed,
        "no_index": True,
        "crumbs": [
            (_("Consultations"), reverse("consultations:list")),
            (words.title, reverse("consultations:detail", args=[consultation.ref])),
        ],
    }
    return context if closed else context | what_to_share(request, consultation, language)


def what_to_share(request: HttpRequest, consultation: Consultation, language: str) -> dict[str, Any]:
    facts, leaflet = facts_in(request, consultation, language), leaflet_facts(request, consultation)
    short = short_of(consultation)
    with override(language):
        picture = short.picture
        announcement = kit.announcement_of(facts)
        seconds = seconds_aloud(announcement)
    message = kit.message_of(facts)
    return {
        "facts": facts,
        "told": leaflet,
        "titles": kit.titles_in(leaflet),
        "moved_at": kit.moved_at(consultation),
        "chips": language_chips(consultation, language),
        "sheets": sheets_in(consultation, language),
        "offers_file": can_print(),
        "square": square_drawn(facts.url),
        "square_url": short.square,
        "message": message,
        "whatsapp": ways_to_share(message, "")[0].url,
        "announcement": announcement,
        "seconds": seconds,
        "picture": picture,
        "card": kit.card_for_sites(facts, request.build_absolute_uri(picture)),
    }


def language_chips(consultation: Consultation, here: str) -> list[dict[str, Any]]:
    """Those it has words in come first; the others have the fixed words in that language, the title in its own."""
    own = {text.language for text in consultation.texts.all()}
    at = reverse("consultations:kit", args=[consultation.ref])
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code not in own)
    names = dict(settings.LANGUAGES)
    return [
        {"label": names[code], "url": f"{at}?in={code}", "here": code == here, "own": code in own} for code in codes
    ]


def sheets_in(consultation: Consultation, language: str) -> dict[str, dict[str, str]]:
    with override(language):
        return {
            name: {
                "look": reverse("consultations:kit_sheet", args=[consultation.ref, name]),
                "file": reverse("consultations:kit_pdf", args=[consultation.ref, name]),
            }
            for name in SHEETS
        }
