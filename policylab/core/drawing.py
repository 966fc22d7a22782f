"""Small server-made SVG: icons, the star, bars. SVG does not mirror by itself, so what has a direction is drawn for the
direction of the page's language. Colours and patterns are classes of look.css; nothing here has a style attribute (CSP)."""

# ruff: noqa: E501 - a drawing is one line of numbers

import math
from collections.abc import Iterable, Sequence
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

# Each is drawn in a 24 x 24 square with the stroke of the class `i`. They are so short that drawing them in place costs
# less than pointing to a sprite, and a page has no file to wait for.
ICONS = {
    "next": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "chev": '<path d="M6 9l6 6 6-6"/>',
    "menu": '<path d="M3 6h18M3 12h18M3 18h18"/>',
    "back": '<path d="M5 13a7 7 0 1 0 3-6M8 2v5h5"/>',
    "yes": '<path d="M4 13l5 5L20 7"/>',
    "no": '<path d="M5 5l14 14M19 5L5 19"/>',
    "warn": '<path d="M12 3l10 18H2zM12 10v5M12 18v.5"/>',
    "info": '<path d="M12 2l10 10-10 10L2 12zM12 11v6M12 7v.5"/>',
    "reply": '<path d="M9 5l-6 6 6 6M4 11h9q7 0 7 8"/>',
    "hand": '<path d="M4 21v-9h4l4-9q3 0 3 3l-1 5h7l-2 10z"/>',
    "flag": '<path d="M5 22V3h13l-3 5 3 5H5"/>',
    "down": '<path d="M12 3v12M6 10l6 6 6-6M4 21h16"/>',
    "up": '<path d="M12 16V3M6 8l6-6 6 6M4 21h16"/>',
    "pin": '<path d="M12 22l-7-10q0-9 7-9t7 9zM12 10v.5"/>',
    "globe": '<path d="M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M2 12h20M12 2q-9 10 0 20q9-10 0-20"/>',
    "person": '<path d="M12 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 21q0-7 8-7t8 7"/>',
    "search": '<path d="M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14M15.5 15.5L21 21"/>',
    "pen": '<path d="M4 20l1-5L16 4l4 4L9 19zM13 7l4 4"/>',
    "bell": '<path d="M5 17q2-2 2-7a5 5 0 0 1 10 0q0 5 2 7zM10 20h4"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2"/>',
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "share": '<path d="M12 3v12M7 8l5-5 5 5M5 12v9h14v-9"/>',
    "copy": '<path d="M8 8h12v13H8zM4 16V3h12"/>',
    "calendar": '<path d="M4 5h16v16H4zM4 10h16M8 2v4M16 2v4"/>',
    "public": '<rect class="c-fill" x="2" y="2" width="20" height="20"/><path class="c-mark" d="M2 12L12 2M5 22L22 5M15 22l7-7"/>',
    "citizen": '<circle class="c-fill" cx="12" cy="12" r="11"/><g class="c-dot"><circle cx="8" cy="9" r="1.8"/>'
    '<circle cx="16" cy="9" r="1.8"/><circle cx="12" cy="16" r="1.8"/></g>',
    "sse": '<path class="c-fill" d="M12 1L24 22H0z"/><path class="c-mark" d="M12 9v13M5 17h14"/>',
}
BOLD, FLIPPED = {"yes", "no", "back"}, {"next", "reply"}
ORNAMENT = (
    '<svg class="orn" viewBox="0 0 24 24" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width=".35" d="M5 5h14v14H5z'
    "M12 2.1L21.9 12 12 21.9 2.1 12zM8.2 8.2h7.6v7.6H8.2zM12 6.6L17.4 12 12 17.4 6.6 12zM12 2.1v4.5M12 17.4v4.5M2.1 12h4.5M17.4 12h4.5"
    'M5 5l3.2 3.2M15.8 15.8L19 19M19 5l-3.2 3.2M8.2 15.8L5 19"/></svg>'
)
PATTERNS = (
    '<svg class="patterns" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="p-public" class="c-public" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" class="c-fill"/>'
    '<path class="c-mark" stroke-width="1.1" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/></pattern>'
    '<pattern id="p-citizen" class="c-citizen" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" class="c-fill"/>'
    '<circle class="c-dot" cx="4" cy="4" r="1.5"/></pattern>'
    '<pattern id="p-sse" class="c-sse" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" class="c-fill"/>'
    '<path class="c-mark" d="M0 4h8M4 0v8"/></pattern></defs></svg>'
)


@cache
def icon(name: str, extra: str = "") -> SafeString:
    """An icon beside words; it says nothing by itself, so readers of the screen skip it."""
    classes = " ".join(filter(None, ["i", "bold" if name in BOLD else "", "flip" if name in FLIPPED else "", extra]))
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">{}</svg>',
        classes,
        mark_safe(ICONS[name]),
    )


def mark(name: str, x: float, y: float, size: float = 16) -> SafeString:
    """The same icon inside a drawing of ours (a map), centred on a point."""
    scale = size / 24
    place = f"translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({scale:.3f})"
    return format_html('<g class="mark" transform="{}">{}</g>', place, mark_safe(ICONS[name]))


def petal(k: int, hole: float = 13) -> tuple[str, float, float]:
    """One of the eight petals of the star, counted with the direction of reading, and the middle of its face."""
    return _petal(k, hole, -1 if get_language_bidi() else 1)


@cache
def _petal(k: int, hole: float, way: int) -> tuple[str, float, float]:
    shift, outer = 1.6, 48
    middle = math.radians(-90 + way * 45 * k)
    inner = outer * math.cos(math.pi / 4) / math.cos(math.pi / 8)
    dx, dy = shift * math.cos(middle), shift * math.sin(middle)
    corners = []
    for radius, side in ((hole, -1), (inner, -1), (outer, 0), (inner, 1), (hole, 1)):
        angle = middle + side * math.pi / 8
        corners.append(f"{50 + dx + radius * math.cos(angle):.1f},{50 + dy + radius * math.sin(angle):.1f}")
    return " ".join(corners), 50 + 31 * math.cos(middle), 50 + 31 * math.sin(middle)


def _star(body: str) -> SafeString:
    """Where no style reaches into a drawing (the press) it is clay."""
    return format_html(
        '<svg class="star" viewBox="0 0 100 100" fill="#a33b1b" aria-hidden="true">{}</svg>', mark_safe(body)
    )


def star(step: int = 0) -> SafeString:
    """Where we are in the loop, 1 to 7; 0 draws the mark."""
    body = ""
    for k in range(8):
        kind = " now" if k == max(step - 1, 0) else " done" if step == 0 or k < step - 1 else ""
        body += f'<polygon class="p{kind}" points="{petal(k)[0]}"/>'
    return _star(body)


def loop_star() -> SafeString:
    """The whole loop with its numbers; the eighth petal is the way back."""
    body = ""
    for k in range(8):
        shape, x, y = petal(k, hole=17)
        body += f'<polygon class="p {"now" if k == 7 else "done"}" points="{shape}"/>'
        if k < 7:
            body += f'<text x="{x:.1f}" y="{y:.1f}">{k + 1}</text>'
        else:
            body += f'<g class="back" transform="translate({x - 6:.1f} {y - 6:.1f}) scale(.5)">{ICONS["back"]}</g>'
    return _star(body)


def _start(at: float, width: float) -> str:
    """Where a piece of a bar begins: bars grow from the side where reading starts."""
    return f"{100 - at - width if get_language_bidi() else at:.1f}%"


HALF = mark_safe('<line class="half" x1="50%" x2="50%" y1="-4" y2="24"/>')


def bar(key: str, share: float, half: bool = False, extra: str = "") -> SafeString:
    """A share of 0 to 100 in the pattern of a college; the words and the figure stand beside it."""
    share = min(max(float(share), 0), 100)
    fill = f"url(#p-{key})" if key in {"public", "citizen", "sse"} else "currentColor"
    return format_html(
        '<svg class="{}" aria-hidden="true"><rect x="{}" width="{}" height="100%" fill="{}"/>{}</svg>',
        f"bar {extra}".strip(), _start(0, share), f"{share:.1f}%", fill, HALF if half else "",
    )  # fmt: skip


def stacked(shares: Iterable[float], half: bool = True) -> SafeString:
    """Up to five shares from best to worst in one bar."""
    pieces, at = [], 0.0
    for n, share in enumerate(shares, 1):
        pieces.append((f"g{n}", _start(at, share), f"{max(share - 0.4, 0.2):.1f}%"))
        at += share
    body = format_html_join("", '<rect class="{}" x="{}" width="{}" height="100%"/>', pieces)
    return format_html('<svg class="bar" aria-hidden="true">{}{}</svg>', body, HALF if half else "")


def meter(n: int, steps: int = 5) -> SafeString:
    """A grade as filled squares (1 is best), so that it shows in shape as well as in words."""
    cells: Sequence[tuple[int, str]] = [
        ((steps - 1 - k if get_language_bidi() else k) * 12, f"g{n}" if k < steps + 1 - n else "off")
        for k in range(steps)
    ]
    body = format_html_join("", '<rect x="{}" y="1" width="10" height="10" class="{}"/>', cells)
    return format_html('<svg viewBox="-1 0 {} 12" aria-hidden="true">{}</svg>', steps * 12, body)
