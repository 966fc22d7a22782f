"""Contrast of the colours as look.css uses them, light and dark (WCAG AA: 4.5 for words, 3 for borders and shapes)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "policylab/core/static/policylab/look.css").read_text(encoding="utf-8")


def colours(opening: str) -> dict[str, str]:
    start = CSS.index(opening)
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", CSS[start : CSS.index("}", start)]))


LIGHT = colours(":root,[data-theme=light]{")
DARK = LIGHT | colours("@media screen and (prefers-color-scheme:dark)")
WORDS = [
    (word, ground, 4.5)
    for word in "text ink quiet link clay public citizen sse good warn bad".split()
    for ground in ("paper", "sheet", "sand")
]
ON_GROUNDS = """on-act/act on-ochre/ochre on-night/night night-quiet/night ochre/night clay/clay-wash good/good-wash
bad/bad-wash warn/warn-wash link/info-wash quiet/info-wash text/info-wash text/warn-wash text/bad-wash link/bad-wash
text/good-wash text/public-wash quiet/public-wash public/public-wash sse/public-wash link/public-wash text/pick ink/pick
on-act/ink on-act/clay""".split()
SHAPES = """edge/paper edge/sheet edge/sand act/paper act/sheet act/sand focus/paper focus/sheet focus/sand edge/pick
sheet/public sheet/citizen sheet/sse g1/sheet g2/sheet g4/sheet g5/sheet""".split()
PAIRS = WORDS + [(*pair.split("/"), 4.5) for pair in ON_GROUNDS] + [(*pair.split("/"), 3) for pair in SHAPES]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("light", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("word", "ground", "least"), PAIRS)
def test_enough_contrast(light, word, ground, least):
    assert contrast(light[word], light[ground]) >= least


def test_the_forced_dark_is_the_dark_of_the_system():
    assert colours("[data-theme=dark]{\n") == colours("@media screen and (prefers-color-scheme:dark)")
