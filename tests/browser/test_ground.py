"""The browser fixtures hold what they promise."""

import pytest


@pytest.fixture
def page(visit):
    return visit("/static/policylab/look.css")


def test_a_page_cannot_reach_other_hosts(visit, page):
    page.evaluate("fetch('https://example.org/').catch(() => 0)")
    page.wait_for_timeout(200)
    assert visit.strangers == ["https://example.org/"]
    visit.strangers.clear()
    visit.errors.clear()


def test_what_a_page_logs_as_an_error_is_kept(visit, page):
    page.evaluate("console.error('refused')")
    page.wait_for_timeout(100)
    assert visit.errors == ["refused"]
    visit.errors.clear()
