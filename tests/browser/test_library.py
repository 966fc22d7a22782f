"""Pages of the library in a real browser: nothing for axe to find, nothing sideways; Wagtail's editor under our policy."""

import pytest

from tests.browser.test_accounts import cookies_of, faults
from tests.home import factories
from tests.policylab.accounts.factories import editor, with_second_factor

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_on_a_page_without_translation_a_record_and_a_translation(visit, screenshot):
    """Every kind of page, as the demo has it: test_every_page.py."""
    case = factories.case("Confier un lieu municipal à un collectif")
    record = factories.note("Notice", is_record=True, record="<p>Un fait.</p>", record_title="The original")
    translation = factories.translated(case, "ar", "إسناد فضاء بلدي إلى تجمّع من أبناء الحيّ")
    for number, address in enumerate([case.url, record.url, translation.url]):
        page = visit(address.replace("/fr/", "/ar/"), width=360)
        assert faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, (
            address
        )
        assert page.context.cookies() == []
        screenshot(page, f"library-{number}")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_editor_works_under_our_policy(visit, screenshot, language):
    """Title, blocks, rich text, a chooser; `visit` fails on anything the policy refused."""
    library = factories.library(language)
    user = with_second_factor(editor(language=language))
    address = f"/admin/pages/add/home/policynotepage/{library.pk}/"
    page = visit(address, width=1280, storage_state=cookies_of(user))
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    page.fill("#id_summary", "Ce que l’on sait.")  # first, or autosave is refused for want of it
    page.fill("#id_title", "Confier un lieu")
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.locator(".w-combobox__option").nth(1).click()
    page.locator("[data-contentpath=body] .public-DraftEditor-content").first.click()
    page.keyboard.type("La bibliothèque ferme à 17 h.")
    page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    page.locator(".w-combobox__option").nth(5).click()
    page.locator("[data-contentpath=body] [data-chooser-action-choose]:visible").first.click()
    page.wait_for_selector(".modal-content")
    screenshot(page, f"editor-{language}")
    page.keyboard.press("Escape")
    others = [
        "/admin/",
        f"/admin/pages/{library.pk}/",
        f"/admin/pages/{library.pk}/edit/",
        "/admin/reports/site-history/",
    ]
    for other in others:
        page.goto(other)
        page.wait_for_load_state("networkidle")
