"""A crawl in a pseudo-language: what a reader sees stands in brackets, or a row of the database supplied it.

Whatever is left was written into code or a template without being marked for translation, and would stand there in English
for somebody who reads Arabic. Forms and refusals are read in tests/permissions/test_marked.py.
"""

import pytest
from django.test import Client

from home.demo.roles import PARTS
from tests.languages import pseudo
from tests.languages.crawl import Crawl, Rows
from tests.languages.reading import outside_brackets
from tests.policylab.directory.factories import place

# Seville's officer reads what Tunis's does, and half a minute of crawling says nothing more; forms are read elsewhere.
READERS = [None, *(part for part in PARTS if part.key != "officer_sevilla")]


@pytest.mark.sqlite  # words do not depend on the engine
@pytest.mark.parametrize("part", READERS, ids=lambda part: part.key if part else "anonymous")
def test_everything_a_reader_sees_can_be_translated(part, tmp_path, demo):
    client = Client(raise_request_exception=False)
    with pseudo.spoken(tmp_path):
        if part:
            assert client.post(f"/{pseudo.CODE}/demo/{part.key}/").status_code == 302
        # Whoever only reads sees two of each kind, because words differ with the phase; acts are read in test_marked.py.
        crawl = Crawl(client, Rows(), samples=1 if part else 2)
        crawl.run(f"/{pseudo.CODE}/")
    assert len(crawl.taken) > 20
    assert crawl.broken == []
    assert not crawl.left, crawl.told


@pytest.mark.django_db
def test_what_is_not_marked_is_seen():
    place()
    crawl = Crawl(Client(), Rows())
    assert crawl.is_explained("Ville XX-1 · 14 December 2026 at 18:00")
    assert not crawl.is_explained("Sign in")
    assert not crawl.is_explained("Ville XX")
    assert outside_brackets(["⟦Sign in⟧", "Sign out"]) == ["Sign out"]
