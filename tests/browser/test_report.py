"""The report of a consultation in a real browser: axe, widths, and the A4 sheets it prints."""

import pytest

from tests.browser.scanner import Scanner
from tests.consultations.ended import ended

pytestmark = pytest.mark.django_db(transaction=True)


def test_axe_finds_nothing_and_it_prints(live_server, visit):
    at = f"/ar/consultations/{ended().ref}/report/"
    scanner = Scanner(visit(at))
    shown = visit(at)
    scanner.look(shown, at)
    assert scanner.faults == []
    shown.emulate_media(media="print")
    assert shown.locator(".on-paper").first.is_visible()
    assert not shown.locator(".share").is_visible()
    assert not shown.locator("header.top").is_visible()
    sheets = shown.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 595" in sheets or b"/MediaBox [0 0 594" in sheets  # A4 in points
