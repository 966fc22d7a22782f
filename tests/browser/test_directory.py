"""The map of organisations in a real browser: nothing for axe to find, points reached and followed by the keyboard alone."""

import pytest

from policylab.directory.enums import OrganisationKind
from policylab.territories.models import Territory
from policylab.territories.services import import_territories
from tests.policylab.directory.factories import organisation

from .test_accounts import faults

pytestmark = pytest.mark.browser
TOWNS = ["TN-11-tunis", "TN-11-tunis", "PS-RBH-ramallah", "PS-NBS-nablus", "PS", "ES-41091", "IT-048017"]


@pytest.fixture
def bodies(transactional_db):
    import_territories()
    for code in TOWNS:
        organisation(OrganisationKind.COOPERATIVE, territory=Territory.objects.get(code=code), name_ar="تعاونية")


@pytest.mark.parametrize(("language", "width", "scheme"), [("ar", 360, "light"), ("fr", 1280, "dark")])
def test_axe_finds_nothing_on_the_map_and_the_page_keeps_its_width(visit, screenshot, bodies, language, width, scheme):
    for query in ("", "?place=PS"):
        page = visit(f"/{language}/organisations/map/{query}", width=width, color_scheme=scheme)
        assert faults(page) == [], query
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        screenshot(page, f"map-{query.strip('?=')}-{language}-{width}")


def test_points_are_reached_by_place_and_seen_and_lead_to_their_list(visit, bodies):
    page = visit("/fr/organisations/map/", width=1280, javascript=False)
    page.locator("main details summary").focus()
    names = []
    for _point in range(6):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')").partition(":")[0].strip())
        ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.reach')).stroke")
        assert ring not in ("none", "rgba(0, 0, 0, 0)"), "what has the focus is seen"
    assert [name.partition(",")[0] for name in names] == [
        "Séville",
        "Florence",
        "Palestine",
        "Naplouse",
        "Ramallah",
        "Tunis",
    ]
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisations/?place=TN-11-tunis")
    assert page.locator("main article").count() == 2
