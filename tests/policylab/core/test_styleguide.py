"""The style guide shows every component there is, and each says how it is used."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

ROOT = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "components").glob("*.html"))
LAYOUTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "layouts").glob("*.html"))
PAGES = ["", "object/", "list/", "form/", "ballot/"]
# Shown where they belong, not in the guide: with a session, an account, what waits for it, a refusal, a picture of an editor.
ELSEWHERE = {
    "components/account_menu.html",
    "components/figure.html",
    "components/message.html",
    "components/messages.html",
    "components/onward.html",
    "components/share.html",
    "components/typed.html",
    "components/waiting.html",
}


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "it"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.django_db
def test_it_is_shown_in_every_language(client, language, page):
    assert client.get(f"/{language}/styleguide/{page}").status_code == 200


@pytest.mark.django_db
def test_an_unknown_page_of_it_is_no_page(client):
    assert client.get("/fr/styleguide/secret/").status_code == 404


def taken_in(name: str, seen: set[str]) -> set[str]:
    """A template and all that it takes in."""
    if name not in seen and (ROOT / name).exists():
        seen.add(name)
        for other in re.findall(
            r"""(?:extends|include) ["']([\w/.]+)["']""", (ROOT / name).read_text(encoding="utf-8")
        ):
            taken_in(other, seen)
    return seen


def test_every_component_is_in_the_guide():
    shown: set[str] = set()
    for path in (ROOT / "styleguide").glob("*.html"):
        taken_in(path.relative_to(ROOT).as_posix(), shown)
    assert set(COMPONENTS) - shown - ELSEWHERE == set()


@pytest.mark.parametrize("name", COMPONENTS + LAYOUTS)
def test_each_says_how_it_is_used(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    contract = re.search(r"{% comment %}\n(.{30,}?){% endcomment %}", text, re.DOTALL)
    assert contract, "a component begins with its contract"
    engines["django"].get_template(name)


@pytest.mark.django_db
def test_names_within_a_page_are_given_once(client):
    for page in PAGES:
        names = re.findall(r' id="([^"]+)"', client.get(f"/fr/styleguide/{page}").content.decode())
        assert sorted(names) == sorted(set(names)), page
