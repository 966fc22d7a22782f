"""What the look weighs (DESIGN 4.14): fonts under 50 kB, 70 on an Arabic page; style and script small."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

OURS = Path(settings.BASE_DIR) / "policylab/core/static/policylab"


def faces(sheet: str) -> list[tuple[str, str]]:
    """(file, letters it is for) of each font face."""
    text = (OURS / sheet).read_text(encoding="utf-8")
    return re.findall(r"src:url\(([^)]+)\);unicode-range:([^}]+)}", text)


def weight(files) -> int:
    return sum((OURS / name).stat().st_size for name in set(files))


def test_fonts_of_a_page_in_latin_letters():
    assert weight(name for name, letters in faces("fonts.css") if "latin" in name) < 50_000


def test_fonts_of_an_arabic_page_with_its_digits_and_latin_names():
    everyday = [name for name, letters in faces("fonts-ar.css") if "arabic" in name or "basic" in name]
    assert len(everyday) == 4
    assert weight(everyday) < 70_000


@pytest.mark.parametrize("sheet", ["fonts.css", "fonts-ar.css"])
def test_every_font_named_is_there_with_its_licence(sheet):
    for name, _letters in faces(sheet):
        assert (OURS / name).exists()
    assert len(list((OURS / "fonts").glob("OFL-*.txt"))) == 2


@pytest.mark.parametrize(("name", "most"), [("look.css", 12_000), ("look.js", 2_000)])
def test_style_and_script_are_small(name, most):
    assert len(gzip.compress((OURS / name).read_bytes())) < most


@pytest.mark.parametrize("name", ["look.css", "styleguide.css"])
def test_logical_properties_only(name):
    text = re.sub(r"/\*.*?\*/", "", (OURS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    sides = r"(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    sizes = r"(?:min-|max-)?(?:width|height)|(?:float|text-align):(?:left|right)"
    physical = rf"(?<![\w.-])({sides}|{sizes})(?=\s*:|;|}})"
    outside_queries = re.sub(r"@(?:media|container)[^{]*{", "", text)
    assert re.findall(physical, outside_queries) == []
