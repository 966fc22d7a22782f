"""The picture of a shared link: 1200 x 630, drawn from a card in the colours and fonts of the look.

Text is shaped by Raqm, which Pillow brings, and laid out by FriBiDi, which it takes from the system. Without it Arabic would come
out in loose letters, so nothing Arabic is drawn then.
"""

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language_bidi
from PIL import Image, ImageDraw, ImageFont, features

from policylab.core.drawing import petal
from policylab.core.registries import Card

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, BAND, STAR = 72, 118, 104
PAPER, INK, CLAY, QUIET, SAND = "#faf5ea", "#0e3143", "#a33b1b", "#546067", "#e4d8c1"
NIGHT, ON_NIGHT, OCHRE = "#0e3143", "#fdf5e6", "#f3b94f"
FONTS = Path(__file__).parent / "fonts"
# The largest size at which the title has room: (size, lines).
TITLE_SIZES = ((104, 2), (86, 3), (70, 4), (58, 5))
TITLE_TOP, TITLE_ROOM = 184, 292
LONGEST = 220
# Marks that steer direction and have no shape: the fonts would draw a box.
NO_SHAPE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]) | {0x202F: "\xa0"}
SHAPES_ARABIC = features.check("raqm")


def can_draw(card: Card) -> bool:
    arabic = any(
        "\u0600" <= letter <= "\u06ff" for text in (card.kind, card.title, card.note, card.who) for letter in text
    )
    return SHAPES_ARABIC or not arabic


@lru_cache(maxsize=8)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{name}.woff2", size)


@lru_cache(maxsize=32)
def draw(card: Card, rtl: bool) -> bytes:
    """A card is drawn once; `rtl` is the direction of the reader's language (`is_rtl`), the title keeps its own."""
    canvas = Canvas(rtl)
    canvas.kicker(card)
    canvas.title(_clean(card.title), rtl=card.language == "ar" if card.language else rtl)
    canvas.band(card)
    out = io.BytesIO()
    canvas.image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def is_rtl() -> bool:
    return get_language_bidi()


def _clean(text: str) -> str:
    text = " ".join(text.translate(NO_SHAPE).split(" "))
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


class Canvas:
    """The paper; everything is placed from the side where reading starts."""

    def __init__(self, rtl: bool):
        self.rtl = rtl
        self.image = Image.new("RGB", SIZE, PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def kicker(self, card: Card) -> None:
        """Where in the loop, what it is, and whose."""
        self.pen.rectangle((0, 0, WIDTH, 14), fill=INK)
        place = WIDTH - MARGIN - STAR if self.rtl else MARGIN
        self.image.paste(star(card.step), (place, 60))
        shift = STAR + 28
        room = WIDTH - 2 * MARGIN - shift
        kind = _fitting(_clean(card.kind), _font("readex", 38), room, self.rtl)
        who = _fitting(_clean(card.who), _font("readex", 30), room, self.rtl)
        self.write(kind, "readex", 38, 70 if who else 94, CLAY, shift=shift)
        self.write(who, "readex", 30, 122, QUIET, shift=shift)

    def title(self, text: str, rtl: bool) -> None:
        size, lines = _wrapped(text, rtl)
        step = min(int(size * 1.12), TITLE_ROOM // len(lines))
        top = TITLE_TOP + (TITLE_ROOM - step * len(lines)) // 2
        for number, line in enumerate(lines):
            self.write(line, "markazi", size, top + number * step, INK, rtl=rtl)

    def band(self, card: Card) -> None:
        """What matters now, and whose page it is."""
        self.pen.rectangle((0, HEIGHT - BAND, WIDTH, HEIGHT), fill=NIGHT)
        self.pen.rectangle((0, HEIGHT - BAND, WIDTH, HEIGHT - BAND + 6), fill=OCHRE)
        room = WIDTH - 2 * MARGIN - 220
        self.write(_fitting(_clean(card.note), _font("readex", 34), room, self.rtl), "readex", 34, HEIGHT - 80, OCHRE)
        self.write("policylab", "markazi", 50, HEIGHT - 92, ON_NIGHT, rtl=False, far=True)

    def write(
        self,
        text: str,
        font: str,
        size: int,
        top: int,
        fill: str,
        *,
        shift: int = 0,
        rtl: bool | None = None,
        far: bool = False,
    ) -> None:
        """At the starting side, or at the `far` one."""
        right = self.rtl != far
        where = (WIDTH - MARGIN - shift if right else MARGIN + shift, top)
        shaped = {"direction": "rtl" if (self.rtl if rtl is None else rtl) else "ltr"} if SHAPES_ARABIC else {}
        self.pen.text(where, text, font=_font(font, size), fill=fill, anchor="ra" if right else "la", **shaped)


def star(step: int) -> Image.Image:
    """The mark of the look with the steps gone so far; drawn large and made small, for smooth edges."""
    large = Image.new("RGB", (400, 400), PAPER)
    pen = ImageDraw.Draw(large)
    for k in range(8):
        points = [tuple(4 * float(n) for n in point.split(",")) for point in petal(k)[0].split()]
        pen.polygon(points, fill=CLAY if k == max(step - 1, 0) else INK if step == 0 or k < step - 1 else SAND)
    return large.resize((STAR, STAR), Image.Resampling.LANCZOS)


def _length(text: str, font: ImageFont.FreeTypeFont, rtl: bool) -> float:
    return font.getlength(text, direction="rtl" if rtl else "ltr") if SHAPES_ARABIC else font.getlength(text)


def _wrapped(text: str, rtl: bool) -> tuple[int, list[str]]:
    """The largest size at which the whole title fits; the smallest cuts what is left."""
    for size, most in TITLE_SIZES:
        lines = list(_lines(text, _font("markazi", size), rtl))
        if len(lines) <= most:
            return size, lines or [""]
    kept = lines[:most]
    kept[-1] = _fitting(f"{kept[-1]}…", _font("markazi", size), WIDTH - 2 * MARGIN, rtl)
    return size, kept


def _lines(text: str, font: ImageFont.FreeTypeFont, rtl: bool) -> Iterator[str]:
    """Filled word by word; a word longer than a line is cut."""
    line, room = "", WIDTH - 2 * MARGIN
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _length(longer, font, rtl) > room:
            yield line
            longer = word
        line = _fitting(longer, font, room, rtl)
    if line:
        yield line


def _fitting(text: str, font: ImageFont.FreeTypeFont, room: int, rtl: bool) -> str:
    if _length(text, font, rtl) <= room:
        return text
    while text and _length(f"{text}…", font, rtl) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
