"""What the documents promise is there: words, variables, links, sums."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.layers import is_ours

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
OURS = {
    "tests/search/places/territories.csv",  # an excerpt of the one that is credited
    "policylab/themes/data/themes.csv",
}
VENDORED = (
    "*.woff2",
    "*.woff",
    "*.ttf",
    "*.min.js",
    "*.min.css",
    "*.geojson",
    "*.csv",
    "*.pb",
    "*.so[ci]",
    "*.to[ci]",
    "*.abif",
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def first_column(name: str) -> set[str]:
    """Every word that stands in the first column of the document's tables."""
    cells = [line.split("|")[1] for line in read(name).splitlines() if line.startswith("|")]
    return {word for cell in cells for word in re.findall(r"\w+", cell)}


def test_every_model_of_ours_is_in_the_vocabulary():
    ours = {model.__name__ for model in apps.get_models() if is_ours(model.__module__)}
    assert len(ours) > 20
    known = {word.lower() for word in first_column("docs/vocabulary.md")}
    spaced = read("docs/vocabulary.md").lower()
    assert {name for name in ours if name.lower() not in known and words_of(name) not in spaced} == set()


def words_of(name: str) -> str:
    """PolicyNote -> policy note."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Page")).lower()


def test_every_variable_of_the_environment_is_in_the_table_and_no_other():
    pattern = r'(?:env\.(?:text|flag|number|words)|needed)\("([A-Z_]+)"'
    read_by_us = {
        name for path in (ROOT / "policylab/settings").glob("*.py") for name in re.findall(pattern, path.read_text())
    }
    table = {word for word in first_column("docs/operations.md") if word.startswith("POLICYLAB_")}
    assert read_by_us - table == set()
    by_tests = set(
        re.findall(r"POLICYLAB_[A-Z_]+", "".join(path.read_text() for path in (ROOT / "tests").rglob("*.py")))
    )
    assert table - read_by_us - by_tests == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document):
    goals = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    assert [goal for goal in goals if ":" not in goal and not (document.parent / goal).exists()] == []


def test_third_party_is_true():
    checked = subprocess.run([sys.executable, ".ci/third-party", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_every_vendored_file_is_credited():
    folders = [ROOT / name for name in ("policylab", "search", "proposals", "consultations", "home", "tests")]
    files = {
        path.relative_to(ROOT).as_posix() for folder in folders for kind in VENDORED for path in folder.rglob(kind)
    }
    assert {name for name in files if f"`{name}`" not in read("THIRD-PARTY.md")} - OURS == set()


def test_decisions_are_short():
    long = {path.name: len(path.read_text().splitlines()) for path in (ROOT / "docs/decisions").glob("0*.md")}
    assert {name: size for name, size in long.items() if size > 20} == {}


def test_the_version_is_in_no_more_than_one_place():
    assert sum("SOFTWARE_VERSION =" in path.read_text() for path in (ROOT / "policylab/settings").glob("*.py")) == 1
