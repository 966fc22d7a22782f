"""A ranking is put in order by dragging a line, beside its buttons; what is let go stands on the page that comes back."""

import pytest

from consultations.votes import services
from consultations.votes.enums import Method
from consultations.votes.models import Ballot, Vote
from tests.browser.test_accounts import cookies_of
from tests.consultations.votes import factories as votes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def vote():
    made = votes.prepared(votes.consultation(colleges=["citizen"]), options=4)
    votes.citizens(made.phase.consultation)
    Vote.objects.filter(pk=made.pk).update(method=Method.SCHULZE)
    services.open_vote(user=votes.officer_of(made.phase.consultation.organisation), vote=made)
    votes.move(made, "during")
    return votes.again(made)


@pytest.fixture(params=["fr", "ar"])
def ranked(request, visit, vote):
    """A, B, C in that order, by buttons, on a telephone."""
    voter = vote.roll.first().user
    address = f"/{request.param}/consultations/{vote.phase.consultation.ref}/vote/me/ballot/"
    page = visit(address, storage_state=cookies_of(voter))
    for letter in "ABC":
        with page.expect_navigation():
            page.locator(f"button[value='add:{letter}']").click()
    return page


def order(page) -> str:
    return "".join(page.locator(".ranked input[name=choices]").evaluate_all("all => all.map(one => one.value)"))


def drag(page, letter: str, to: str, *, let_go: bool = True) -> None:
    """By its grip, to the upper edge of another line."""
    grip = page.locator(f".ranked li:has(input[value='{letter}']) .grip")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), page.locator(f".ranked li:has(input[value='{to}'])").bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2, end["y"] + 4, steps=6)
    if let_go:
        with page.expect_navigation():
            page.mouse.up()


def test_the_last_is_dragged_to_the_top_and_cast(ranked):
    assert order(ranked) == "ABC"
    drag(ranked, "C", "A")
    assert order(ranked) == "CAB"
    assert [one.inner_text() for one in ranked.locator(".ranked .place").all()] == ["1", "2", "3"]
    for _screen in ("check", "cast"):
        with ranked.expect_navigation():
            ranked.locator("main form button.go").click()
    assert Ballot.objects.get().choices == ["C", "A", "B"]


def test_a_thumb_drags_it_too(ranked):
    """The screen does not scroll meanwhile: where the thumb is, the line goes."""
    thumb = ranked.context.new_cdp_session(ranked)
    grip, first = ranked.locator(".ranked li:has(input[value='C']) .grip"), ranked.locator(".ranked li").first
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), first.bounding_box()
    across, down = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2

    def touch(how: str, *at: float) -> None:
        points = [{"x": across, "y": one} for one in at]
        thumb.send("Input.dispatchTouchEvent", {"type": how, "touchPoints": points})

    touch("touchStart", down)
    for step in range(1, 7):
        touch("touchMove", down + (end["y"] + 4 - down) * step / 6)
    ranked.locator(".ranked li:first-child input[value='C']").wait_for(state="attached")
    with ranked.expect_navigation():
        touch("touchEnd")
    assert order(ranked) == "CAB"


def test_a_drag_that_is_interrupted_changes_nothing(ranked):
    drag(ranked, "C", "A", let_go=False)
    assert order(ranked) == "CAB"
    ranked.locator(".ranked .held .grip").dispatch_event("pointercancel")
    assert order(ranked) == "ABC"
    ranked.mouse.up()
    assert order(ranked) == "ABC"


def test_one_line_has_no_grip_and_none_can_be_reached_by_keyboard(visit, vote):
    voter = vote.roll.first().user
    address = f"/fr/consultations/{vote.phase.consultation.ref}/vote/me/ballot/"
    page = visit(address, storage_state=cookies_of(voter))
    with page.expect_navigation():
        page.locator("button[value='add:A']").click()
    assert page.locator(".grip").count() == 0
    with page.expect_navigation():
        page.locator("button[value='add:B']").click()
    assert page.locator(".grip[aria-hidden=true]:not([tabindex])").count() == 2
