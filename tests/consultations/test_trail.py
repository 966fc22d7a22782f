"""Where consultations and their plans came from: public pages only, and the same number of queries for any number of them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from consultations.models import Consultation
from consultations.registered import documents, trail_of_consultations, trail_of_plans, trail_of_rounds
from policylab.core.registries import links_of
from proposals.models import Proposal, Round
from tests.proposals.factories import published

from . import factories

pytestmark = pytest.mark.django_db


def note(**fields):
    root = Page.objects.get(depth=1)
    return root.add_child(instance=Page(title="Note nº 5", slug=f"note-{Page.objects.count()}", **fields))


def steps(found):
    return [(link.step, link.title) for link in links_of(found)]


def test_from_the_note_to_the_plans():
    found = factories.opened(source_page=note())
    assert steps(found) == [(1, "Note nº 5"), (2, "Ouvrir le cluster aux autres")]
    published(round=factories.moved(found, "propose").round)
    assert [step for step, _title in steps(Consultation.objects.get(pk=found.pk))] == [1, 2, 3]


def hidden_by_restriction(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def unpublished(page):
    page.unpublish()


def deleted(page):
    page.delete()


@pytest.mark.parametrize("gone", [hidden_by_restriction, unpublished, deleted])
def test_a_page_not_everybody_may_read_is_never_told(gone):
    page = note()
    found = factories.opened("propose", source_page=page)
    gone(page)
    found = Consultation.objects.get()
    assert [step for step, _title in steps(found)] == [2]
    answer = Client().get(f"/fr/consultations/{found.ref}/")
    assert answer.status_code == 200
    assert "Note nº 5" not in answer.content.decode()


def test_a_draft_has_no_trail_and_is_in_nobodys_and_is_not_found():
    draft = factories.complete(source_page=note())
    assert links_of(draft) == []
    assert links_of(draft.round) == []
    assert list(documents()) == []
    assert list(documents([draft])) == []


@pytest.mark.parametrize(
    ("model", "source"),
    [(Consultation, trail_of_consultations), (Proposal, trail_of_plans), (Round, trail_of_rounds)],
)
def test_the_queries_are_the_same_for_one_and_for_five(model, source):
    counts = []
    for more in (1, 4):
        for _n in range(more):
            found = factories.opened("propose", source_page=note())
            published(round=found.round)
        objects = list(model.objects.all())
        source(list(model.objects.all()))  # what Django and Wagtail remember from the first time on
        with CaptureQueriesContext(connection) as asked:
            links = source(objects)
        assert all(links[item] for item in objects)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_one_document_for_each_language():
    words = factories.WORDS | {"ar": {"title": "فتح التجمّع", "asked": "ماذا نضيف؟", "promised": ""}}
    found = factories.opened("propose", texts=words)
    rows = {document.language: document for document in documents()}
    assert set(rows) == {"fr", "ar"}
    assert rows["ar"].title == "فتح التجمّع"
    assert rows["ar"].url == f"/ar/consultations/{found.ref}/"
    assert rows["fr"].territory == found.territory.path
    assert rows["fr"].opens_at < rows["fr"].closes_at
