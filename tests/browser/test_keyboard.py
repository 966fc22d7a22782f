"""The acts of the walk by keyboard alone, in both directions: Tab, Space, Enter, and letters."""

import pytest

from consultations.votes.models import Ballot
from policylab.discussion.models import Comment
from proposals.models import Support
from tests.browser.test_accounts import cookies_of
from tests.consultations.votes import factories as votes
from tests.proposals import factories as plans

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABS = 120
LANGUAGES = pytest.mark.parametrize("language", ["fr", "ar"])


def tab_to(page, selector: str) -> None:
    """On from element to element, as somebody without a mouse goes; fails where it cannot be reached."""
    for _press in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached in {TABS} tabs on {page.url}")


def press(page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


@LANGUAGES
def test_a_plan_is_supported_and_commented_on(visit, language):
    plan = plans.published()
    page = visit(f"/{language}/plans/{plan.ref}/", storage_state=cookies_of(plans.person()))
    press(page, 'main a[href$="/support/"]')
    press(page, "main form[method=post] button")
    assert Support.objects.get().proposal == plan
    press(page, '.tabs a[href$="/comments/"]')
    tab_to(page, "main textarea[name=text]")
    page.keyboard.type("Peut-on ouvrir le soir ?")
    press(page, 'main form[action*="/new/"] button')
    assert Comment.objects.get().comment == "Peut-on ouvrir le soir ?"


@LANGUAGES
def test_a_ballot_is_filled_in_read_again_and_cast(visit, language):
    vote = votes.opened()
    voter = vote.roll.filter(user__isnull=False).first().user
    page = visit(f"/{language}/consultations/{vote.phase.consultation.ref}/vote/", storage_state=cookies_of(voter))
    press(page, 'main a[href$="/vote/me/ballot/"]')
    tab_to(page, "main input[name=choices]")
    page.keyboard.press("Space")
    first = page.locator("main input[name=choices]").first.get_attribute("value")  # each line begins at another option
    press(page, "main form button.go")
    press(page, "main form button.go")
    assert Ballot.objects.get().choices == [first]
