"""On paper: printed from what is asked, typed in once a number, with the same checks as on a screen."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from consultations.questionnaires.definition import load
from consultations.questionnaires.models import Count, HandedIn, Sheet
from consultations.questionnaires.printed import printed
from policylab.directory.enums import College
from tests.consultations.votes.pages import words

from . import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def asked():
    return factories.questionnaire()


@pytest.fixture
def officer(client, asked):
    client.force_login(factories.officer_of(asked))
    return client


def address(asked, name):
    return reverse(f"questionnaires:{name}", args=[asked.phase.consultation.ref])


def test_where_a_paper_goes_on():
    """A question that hangs on another says where the others go on."""
    questions = [one for _page, listed in printed(load(factories.DEFINITION)) for one in listed]
    assert [one.shown.number for one in questions] == list(range(1, len(questions) + 1))
    assert [(one.shown.number, one.next) for one in questions if one.next] == [(2, 3)]


def test_copies_have_numbers_in_each_language(officer, asked):
    ready = officer.get(address(asked, "paper"), {"first": 17, "copies": 2})
    assert "Ready to print" in words(ready)
    sheets = officer.get(address(asked, "sheets"), {"first": 17, "copies": 2}).content.decode()
    assert [f"No. {number}" in sheets for number in ("0016", "0017", "0018", "0019")] == [False, True, True, False]
    assert "Otherwise go on with question 3." in sheets
    arabic = officer.get(address(asked, "sheets").replace("/en/", "/ar/"), {"first": 1, "copies": 1}).content.decode()
    assert 'dir="rtl"' in arabic
    assert "[Question often ?]" in arabic
    for wrong in ({"first": 1}, {"first": 1, "copies": 101}, {"first": "x", "copies": 1}):
        assert officer.get(address(asked, "sheets"), wrong).status_code == 404


def test_a_paper_is_entered_once_and_the_next_follows(officer, asked):
    enter = address(asked, "enter")
    typed = {"paper": "0007", "language": "ar", "q-often": "c2", "q-why_not": "بعيد", "q-minutes": "١٢"}
    done = officer.post(enter, typed, follow=True)
    assert "Paper 0007 is entered" in done.content.decode()
    sheet, mark = Sheet.objects.get(), HandedIn.objects.get()
    assert (sheet.on_paper, sheet.college, sheet.language) == (True, College.CITIZEN, "ar")
    assert sheet.replies == {"often": "c2", "why_not": "بعيد", "minutes": "12"}
    assert (mark.paper, mark.user, mark.key == sheet.key) == (7, None, False)
    twice = officer.post(enter, typed)
    assert "Paper 0007 has been entered already" in words(twice)
    assert 'value="١٢"' in twice.content.decode()
    assert Sheet.objects.count() == 1


def test_wrong_and_missing_replies_of_a_paper(officer, asked):
    """What is wrong is mended; what is missing was left empty by one whom nobody can ask again: looked at, then entered so."""
    enter, typed = address(asked, "enter"), {"paper": "8", "language": "fr", "q-minutes": "999"}
    assert "This is more than 240." in words(officer.post(enter, typed))
    typed["q-minutes"] = "20"
    gaps = officer.post(enter, typed)
    assert "This question needs a reply." in words(gaps)
    assert 'name="left_empty"' in gaps.content.decode()
    officer.post(enter, typed | {"left_empty": "on"})
    assert Sheet.objects.get().replies == {"minutes": "20"}
    assert "Nothing is filled in" in words(officer.post(enter, {"paper": "9", "language": "fr", "left_empty": "on"}))
    assert HandedIn.objects.count() == 1


def test_the_count_waits_for_papers_as_long_as_the_officer_said(officer, asked):
    """Said before the end, prolonged after it; meanwhile papers are entered and everybody reads when the results come."""
    assert officer.post(address(asked, "paper"), {"days": "5"}).status_code == 200  # nothing one may choose
    officer.post(address(asked, "paper"), {"days": "7"})
    factories.move(asked, "after")
    call_command("run_due", verbosity=0)
    assert "Papers are still being entered" in words(officer.get(address(asked, "results")))
    assert "Paper 0007 is entered" in words(
        officer.post(address(asked, "enter"), {"paper": "7", "language": "fr", "q-often": "c1"}, follow=True)
    )
    officer.post(address(asked, "paper"), {"days": "0"})
    call_command("run_due", verbosity=0)
    assert Count.objects.get(questionnaire=asked).sheets == 1
    assert officer.post(address(asked, "paper"), {"days": "7"}).status_code == 403
