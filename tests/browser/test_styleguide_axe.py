"""axe finds nothing on the style guide and its sample pages, in both directions, on a phone and a desk, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["", "object/", "list/", "form/", "ballot/"]


WAYS = [("fr", 360, "dark"), ("fr", 1280, "light"), ("ar", 360, "light"), ("ar", 1280, "dark")]


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, screenshot, name, language, width, scheme):
    page = visit(f"/{language}/styleguide/{name}", width=width, color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []
    screenshot(page, f"styleguide-{name.strip('/') or 'guide'}-{language}-{width}-{scheme}")


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_on_the_narrowest_phone(visit, name, language):
    page = visit(f"/{language}/styleguide/{name}", width=320)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize(("language", "most"), [("fr", 50_000), ("ar", 70_000)])
def test_fonts_a_page_really_loads(visit, language, most):
    page = visit(f"/{language}/styleguide/ballot/")
    page.evaluate("document.fonts.ready.then(() => 1)")
    files = "performance.getEntriesByType('resource').filter(r => r.name.endsWith('.woff2'))"
    sizes = page.evaluate(f"{files}.map(r => r.encodedBodySize)")
    assert 0 < sum(sizes) < most


def test_a_menu_closes_with_escape_and_gives_the_focus_back(visit):
    page = visit("/fr/styleguide/list/")
    summary = page.locator(".lang > summary")
    summary.click()
    assert page.locator(".lang > ul").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".lang > ul").is_visible()
    assert summary.evaluate("node => node === document.activeElement")


def test_the_languages_open_without_script(visit):
    page = visit("/fr/styleguide/list/", javascript=False)
    page.locator(".lang > summary").click()
    page.locator(".lang a[lang=ar]").click()
    assert page.url.endswith("/ar/styleguide/list/")


def test_the_ballot_counts_what_is_answered_and_keeps_its_button_in_reach(visit):
    page = visit("/fr/styleguide/ballot/", javascript=False)
    button = page.locator(".confirm .btn")
    assert button.is_visible()
    assert button.bounding_box()["y"] + button.bounding_box()["height"] <= 800
    page.locator(".grade").nth(1).locator("input").first.check()
    assert page.locator(".so-far").evaluate("node => getComputedStyle(node, '::before').content") == "counter(done)"
    assert page.locator(".grade:has(:checked)").count() == 1
