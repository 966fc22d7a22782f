"""The picture of a shared link: of one size, of its own words, whole in Arabic, and bounded whatever stands in it."""

import io

import pytest
from django.utils import translation
from PIL import Image, ImageChops, features

from policylab.core.registries import Card
from policylab.core.sharing import picture
from policylab.core.sharing.picture import BAND, HEIGHT, MARGIN, PAPER, WIDTH, draw

CARD = Card("Plan", "Un atelier partagé", "/fr/plans/x/", "jusqu’au 24 décembre", "Ville de Tunis", 3, "fr")


def image(card: Card, rtl: bool = False) -> Image.Image:
    return Image.open(io.BytesIO(draw(card, rtl))).convert("RGB")


def words_in(shown: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Where something stands on the paper within the box."""
    part = shown.crop(box)
    paper = Image.new("RGB", part.size, PAPER)
    return ImageChops.difference(part, paper).convert("L").point(lambda n: 255 * (n > 40)).getbbox()


def test_it_is_a_png_of_the_size_messengers_ask_for():
    shown = Image.open(io.BytesIO(draw(CARD, False)))
    assert (shown.format, shown.size) == ("PNG", (1200, 630))
    assert len(draw(CARD, False)) < 60_000


@pytest.mark.parametrize("change", [{"title": "Une cantine"}, {"note": "Adopté"}, {"kind": "Vote"}, {"step": 5}])
def test_it_differs_with_what_it_tells(change):
    assert draw(CARD, False) != draw(Card(**{**vars(CARD), **change}), False)


def test_arabic_needs_the_shapes_that_are_checked_for():
    """Where this fails install FriBiDi (libfribidi0): the site then shows the lab's own picture instead of loose letters."""
    assert features.check("raqm")


def test_an_arabic_page_is_drawn_from_the_right():
    with translation.override("ar"):
        shown = image(Card("خطة", "مقهى", "/", language="ar"), rtl=True)
    left, _top, right, _bottom = words_in(shown, (0, 180, WIDTH, HEIGHT - BAND))
    assert left > WIDTH / 2
    assert WIDTH - MARGIN - 12 <= right <= WIDTH - MARGIN + 12


def test_letters_join():
    """A word is narrower than its letters kept apart by a mark that forbids joining."""
    font = picture._font("markazi", 80)
    word = "تعاونية"
    assert font.getlength(word, direction="rtl") < 0.9 * font.getlength("\u200c".join(word), direction="rtl")


ODD = ["", "x" * 5_000, "mot " * 2_000, "م" * 300, "\u202eevil\u2066", "a\x00b", "😀" * 90]


@pytest.mark.parametrize("title", ODD, ids=range(len(ODD)))
def test_whatever_the_title_nothing_leaves_the_margins(title):
    shown = image(Card("K" * 500, title, "/", "n" * 500, "w" * 500, language="fr"))
    for edge in ((0, 20, MARGIN - 14, HEIGHT - BAND), (WIDTH - MARGIN + 14, 20, WIDTH, HEIGHT - BAND)):
        assert words_in(shown, edge) is None


def test_without_shapes_arabic_is_not_drawn(monkeypatch):
    monkeypatch.setattr(picture, "SHAPES_ARABIC", False)
    assert picture.can_draw(CARD)
    assert not picture.can_draw(Card("Plan", "مقهى", "/"))
