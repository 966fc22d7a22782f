"""Every page of the table in the pseudo-language, forms and refusals included: nothing but brackets and rows."""

import pytest

from tests.languages import pseudo
from tests.languages.crawl import Crawl, Rows
from tests.permissions.asking import undone
from tests.permissions.scenario import Scenario
from tests.permissions.table import TABLE
from tests.permissions.test_table import LANGUAGE, address_of

SENT_WRONG = {"email": "x", "title": "x" * 20_000, "text": " ", "what": " ", "code": "1", "edition": "x", "sure": ""}


@pytest.mark.sqlite  # words do not depend on the engine
@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "author", "representative", "officer", "administrator"])
def test_every_word_is_marked(role, scenario: Scenario, tmp_path):
    client = scenario.clients[role]
    with pseudo.spoken(tmp_path):
        crawl = Crawl(client, Rows())
        for row in TABLE:
            for address in {address_of(row, moment, scenario) for moment in ("during", "after")}:
                there = address.replace(f"/{LANGUAGE}", f"/{pseudo.CODE}/", 1)
                for data in (None, SENT_WRONG):
                    with undone(client):
                        response = client.get(there) if data is None else client.post(there, data)
                    if "html" in response.get("Content-Type", "") and response.status_code < 500:
                        crawl.read(response.content.decode(), row.route)
    assert not crawl.left, crawl.told
