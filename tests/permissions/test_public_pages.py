"""Reading sets no cookie, is the same for everybody, is kept by caches, and carries nothing inline (DESIGN 4.14)."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.permissions.asking import offers_to_send, undone
from tests.permissions.pages import inline_in
from tests.permissions.scenario import Scenario
from tests.permissions.table import TABLE
from tests.permissions.test_table import address_of
from tests.permissions.words import MOMENTS, Row

pytestmark = pytest.mark.django_db
TOKEN = b"csrfmiddlewaretoken"
ROWS = [row for row in TABLE if row.route not in {"healthz", "readyz"}]
STRICT = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "base-uri": "'none'"}


def read(client: Client, address: str, **headers: str) -> HttpResponse:
    with undone(client):
        return client.get(address, headers=headers)


def read_by_strangers(row: Row, scenario: Scenario) -> dict[str, HttpResponse]:
    """The pages at this row's addresses that anybody may read."""
    addresses = {address_of(row, moment, scenario) for moment in MOMENTS}
    found = {address: read(Client(), address) for address in sorted(addresses)}
    return {address: response for address, response in found.items() if response.status_code == 200}


def faults_of(address: str, response: HttpResponse) -> list[str]:
    if TOKEN in response.content:
        kept = "public" in response.get("Cache-Control", "")
        return [f"{address}: a page with a token is public"] if kept else []
    if "no-store" in response.get("Cache-Control", ""):
        return [f"{address}: sets {list(response.cookies)}"] if response.cookies else []
    faults = [f"sets {list(response.cookies)}"] if response.cookies else []
    if {part.strip() for part in response.get("Cache-Control", "").split(",")} != {"public", "no-cache"}:
        faults.append(f"Cache-Control: {response.get('Cache-Control')}")
    if "ETag" not in response:
        faults.append("has no ETag")
    elif read(Client(), address, if_none_match=response["ETag"]).status_code != 304:
        faults.append("is sent again to whoever has it")
    if read(Client(), address).content != response.content:
        faults.append("differs from reader to reader")
    return [f"{address}: {fault}" for fault in faults]


@pytest.mark.parametrize("row", ROWS, ids=Row.name)
def test_reading_sets_no_cookie_and_is_the_same_for_everybody(row, scenario):
    pages = read_by_strangers(row, scenario)
    assert [fault for address, response in pages.items() for fault in faults_of(address, response)] == []


@pytest.mark.parametrize("role", ["anonymous", "author", "officer", "administrator"])
def test_strict_policy_and_nothing_inline(role, scenario):
    faults = []
    for row in ROWS:
        for address in {address_of(row, moment, scenario) for moment in MOMENTS}:
            response = read(scenario.clients[role], address)
            policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
            faults += [f"{address}: {name} {policy.get(name)}" for name in STRICT if policy.get(name) != STRICT[name]]
            if "html" in response.get("Content-Type", ""):
                faults += [f"{address}: {one}" for one in inline_in(response.content.decode())]
    assert sorted(set(faults)) == []


def test_inline_is_seen():
    page = '<p style="x">\n<script>1</script><a href=" javascript:1" onclick="x"><img src="https://else.where/a.png">'
    assert len(inline_in(page)) == 5
    assert inline_in('<script src="/static/look.js" defer></script><form method="post">') == []


def test_a_page_with_a_form_is_known_by_its_form():
    assert offers_to_send(HttpResponse('<main><form class="a" method="post"></form></main>'))
    assert not offers_to_send(HttpResponse('<header><form method="post"></form></header><main></main>'))


def test_a_page_that_differs_is_seen():
    page = HttpResponse(b"<p>for you alone</p>", headers={"Cache-Control": "private"})
    page.set_cookie("sessionid", "x")
    faults = faults_of("/fr/styleguide/", page)
    assert [fault.split()[1] for fault in faults] == ["sets", "Cache-Control:", "has", "differs"]
