"""Kept pages are never old ones: whoever reads next sees what was written, hidden or closed, and what a date alone has changed.

Each client of Django's has middleware of its own, so two clients keep pages apart like two processes of the server.
"""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from policylab.core import registries, shelf
from policylab.core.clock import db_now
from policylab.core.fingerprint import fingerprint
from policylab.discussion.services import hide_comment, post_comment
from proposals.models import Proposal, Window
from tests.consultations import factories as consultations
from tests.proposals import factories as plans

pytestmark = pytest.mark.django_db(transaction=True)


CLOSE = {
    "postgresql": "UPDATE proposals_window SET closes_at = opens_at + interval '1 second'",
    "sqlite": "UPDATE proposals_window SET closes_at = strftime('%Y-%m-%d %H:%M:%S', opens_at, '+1 second')",
}


@pytest.fixture(autouse=True)
def pages_are_kept(settings, monkeypatch):
    settings.POLICYLAB_PAGES_KEPT = 500
    monkeypatch.setattr("proposals.sources.source_kinds", [])  # plans of these tests come from no page


@pytest.fixture
def made(monkeypatch) -> list:
    """One entry for each page made anew; a page from the shelf leaves none."""
    answers, real = [], shelf.is_for_all
    monkeypatch.setattr(shelf, "is_for_all", lambda answer: answers.append(answer) or real(answer))
    return answers


@pytest.fixture
def readers() -> list[Client]:
    return [Client(), Client()]


def text(reader: Client, address: str, **headers: str) -> str:
    return reader.get(address, headers=headers).content.decode()


def kept(readers: list[Client], address: str, made: list) -> str:
    """The page, once it lies on the shelf of each. Ten seconds may end between two readings, and on PostgreSQL any write in
    the cluster, another run's tests too, is a reason to make it anew."""
    for _try in range(100):
        texts = [text(reader, address) for reader in readers]
        before = len(made)
        assert before
        assert [text(reader, address) for reader in readers] == texts
        if len(made) == before:
            return texts[0]
    raise AssertionError(f"{address} is not kept")


def committed_elsewhere(act) -> None:
    """Over a connection of its own, as another process does."""

    def run() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_what_is_published_and_withdrawn_is_read_next(readers, made):
    round = consultations.opened("propose").round
    assert "Un plan de plus" not in kept(readers, "/fr/plans/", made)
    plan = plans.published(round=round, title="Un plan de plus")
    assert all("Un plan de plus" in text(reader, "/fr/plans/") for reader in readers)
    kept(readers, "/fr/plans/", made)
    committed_elsewhere(lambda: plans.withdrawn(Proposal.objects.get(pk=plan.pk)))
    assert not any("Un plan de plus" in text(reader, "/fr/plans/") for reader in readers)


def test_what_is_said_and_hidden_is_read_next(readers, made):
    plan = plans.published()
    address = f"/fr/plans/{plan.ref}/comments/"
    kept(readers, address, made)
    said = post_comment(user=plans.person(), target=plan, text="Et le samedi ?", language="fr")
    assert all("Et le samedi" in text(reader, address) for reader in readers)
    kept(readers, address, made)
    hide_comment(user=plans.officer(plan.round.asked_by), target=plan, comment=said, reason="Hors sujet")
    assert not any("Et le samedi" in text(reader, address) for reader in readers)


def test_what_is_closed_or_moved_by_plain_sql_is_read_next(readers, made):
    """A hand at the database's own prompt tells the lab nothing; the database does."""
    plan = plans.published()
    address, form = f"/fr/plans/{plan.ref}/comments/", f"/fr/discuss/plans/{plan.ref}/new/"
    assert form in kept(readers, address, made)

    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute(CLOSE[connection.vendor])

    committed_elsewhere(by_hand)
    assert not any(form in text(reader, address) for reader in readers)


def test_a_date_that_passes_without_any_write_is_read_next(readers, made):
    """It really waits: three seconds, so that the page can be kept before on a slow machine."""
    plan = plans.published()
    address, form = f"/fr/plans/{plan.ref}/comments/", f"/fr/discuss/plans/{plan.ref}/new/"
    closes = db_now() + timedelta(seconds=3)
    Window.objects.update(closes_at=closes)
    assert all(form in text(reader, address) for reader in readers)
    while db_now() < closes:
        time.sleep(0.01)
    assert not any(form in text(reader, address) for reader in readers)


def test_a_page_ends_with_the_next_moment_and_with_ten_seconds():
    plan = plans.published()
    began = db_now().replace(hour=23, minute=59, second=54, microsecond=500)
    assert shelf.end_of(began) == began.replace(second=0, microsecond=0) + timedelta(minutes=1)
    for name in registries.moments[Window]:
        soon = began + timedelta(seconds=2.5)
        far = {"opens_at": began - timedelta(days=1), "closes_at": began + timedelta(days=9)}
        Window.objects.filter(round=plan.round).update(**(far | {name: soon}))
        assert shelf.end_of(began) == soon


def test_only_whole_pages_for_everybody_are_kept(made):
    reader, signed_in = Client(), Client()
    signed_in.force_login(plans.person())
    for client, headers in [(signed_in, {}), (reader, {"HX-Request": "true"}), (reader, {"Cookie": "a=b"})]:
        for _turn in range(2):
            client.get("/fr/plans/", headers=headers)
    assert made == []
    kept([reader], "/fr/plans/", made)
    assert text(signed_in, "/fr/plans/") != text(reader, "/fr/plans/")
    assert reader.get("/fr/plans/", headers={"If-None-Match": reader.get("/fr/plans/")["ETag"]}).status_code == 304
    count = len(made)
    reader.get("/fr/search/", {"q": "eau"})
    reader.get("/fr/search/", {"q": "eau"})
    assert len(made) == count + 2
    assert Client().get("/fr/plans/")["Cache-Control"] == "public, no-cache"


def made_for_two_at_once() -> int:
    """How often a page is made that a second reader asks for while it is being made for the first."""
    calls, request = [], RequestFactory().get("/fr/plans/")

    def make(_request) -> HttpResponse:
        calls.append(1)
        if len(calls) == 1:
            second.start()
            second.join(0.2)  # without waiting for the first, it would be done by then
        return HttpResponse("<p>")

    def ask() -> None:
        middleware(request)
        connection.close()

    middleware, second = shelf.KeptPages(make), threading.Thread(target=ask)
    middleware(request)
    second.join()
    return len(calls)


def test_many_readers_of_one_instant_have_it_made_once():
    """Unless somebody else wrote meanwhile; not each time."""
    assert any(made_for_two_at_once() == 1 for _try in range(10))


def test_who_waited_takes_what_was_begun_after_they_asked():
    """While somebody writes all the time too; who asked later wants a later page."""
    found, read, second = shelf.Shelf(), fingerprint(), timedelta(seconds=1)
    page = shelf.Page(b"a", {}, None, read.now, read.now + 9 * second)
    found.put(read, "a", page)
    later = read._replace(word="another", now=read.now + 2 * second)
    assert found.take(later, "a", read.now - second) == page
    assert found.take(later, "a", read.now) is None
    assert found.take(later, "a") is None
    assert found.take(later._replace(now=page.until), "a", read.now - second) is None


def test_the_shelf_has_an_end_and_may_be_taken_away(settings, made):
    settings.POLICYLAB_PAGES_KEPT = 2
    found, read = shelf.Shelf(), fingerprint()
    for key in "abc":
        found.put(read, key, shelf.Page(key.encode(), {}, None, read.now, read.now))
    assert list(found.pages) == ["b", "c"]
    settings.POLICYLAB_PAGES_KEPT = 0
    Client().get("/fr/plans/")
    assert made == []


def test_the_word_changes_with_a_commit():
    """And does not without one, once nobody else writes in the cluster for the time of two readings."""
    assert any(fingerprint().word == fingerprint().word for _try in range(1_000))
    before = fingerprint()
    with transaction.atomic():
        plans.person()
        assert fingerprint() is None
    after = fingerprint()
    assert after.word != before.word
    assert before.now <= after.now <= db_now()
