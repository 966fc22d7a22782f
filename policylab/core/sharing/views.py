"""Short addresses, pictures, squares. Public objects only: of a draft nothing is known here, not even to its author."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from policylab.core import registries

from .picture import can_draw, draw, is_rtl
from .short import Short
from .square import square_of


def card_or_404(letter: str, ref: str) -> registries.Card:
    find = registries.shared.get(letter)
    card = find(ref) if find else None
    if card is None:
        raise Http404
    return card


@require_safe
def short(request: HttpRequest, letter: str, ref: str) -> HttpResponse:
    """To the page in the reader's language. For now only: a permanent redirect would keep the language for ever."""
    return redirect(card_or_404(letter, ref).address)


@require_safe
def picture(request: HttpRequest, letter: str, ref: str) -> HttpResponse:
    card = card_or_404(letter, ref)
    if not can_draw(card):
        return redirect(static("policylab/share.png"))
    return HttpResponse(draw(card, is_rtl()), content_type="image/png")


@require_safe
def square(request: HttpRequest, letter: str, ref: str) -> HttpResponse:
    card_or_404(letter, ref)
    return HttpResponse(square_of(request.build_absolute_uri(Short(letter, ref).path)), content_type="image/svg+xml")
