"""The table against the house: every address, every role, every moment, reading and sending."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.asking import ask
from tests.permissions.scenario import Scenario
from tests.permissions.table import TABLE
from tests.permissions.words import ANSWERS, ROLES, Cell, Row

OURS = ("policylab.", "home", "search", "proposals", "consultations")
ONCE = {"bare editor", "bare administrator"}  # nothing of theirs depends on the moment
ALLAUTH = ("account_", "mfa_", "usersessions_")
NOTHING = Cell("nothing")  # reading pages take no posts: three roles may try
LANGUAGE = "fr/"
# A page may offer more than one came for, and what says why not may be any page without something to send.
ALSO = {"ok": {"ok", "form"}, "closed": {"closed", "ok"}, "nothing": set(ANSWERS) - {"done"}}


def routes(patterns=None, before: str = "") -> dict[str, URLPattern]:
    """Every address without its language, and where it leads."""
    found = {}
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found |= routes(one.url_patterns, route)
        else:
            found[route.removeprefix(LANGUAGE)] = one
    return found


def is_ours(route: str, one: URLPattern) -> bool:
    """Pages that stand in for allauth's keep its names, and stand in its lists (test_lists.py), as our parts of the admin do."""
    elsewhere = route.startswith("admin/") or (one.name or "").startswith(ALLAUTH)
    return one.callback.__module__.startswith(OURS) and not elsewhere


def wrong(row: Row, method: str, scenario: Scenario) -> list[str]:
    """Every cell of one row that is not as the table says."""
    cell, found = (row.get if method == "GET" else row.post), []
    addresses = {address_of(row, moment, scenario): moment for moment in reversed(row.moments)}
    roles = ROLES if cell.text != NOTHING.text else ("anonymous", "author", "administrator")
    for address, moment in addresses.items():
        for role in roles:
            if role in ONCE and moment != "during" and len(addresses) > 1:
                continue
            expected = cell.expects(role, moment)
            answer, made_of = ask(scenario.clients[role], method, address, sent_by(row, moment, scenario))
            if answer not in ALSO.get(expected, {expected}):
                found.append(f"{method} {address} as {role}, {moment}: {answer} ({made_of}), not {expected}")
    return found


def before(row: Row) -> str:
    """Signs of life and short addresses stand under no language."""
    bare = {str(one.pattern) for one in get_resolver().url_patterns if isinstance(one, URLPattern)}
    return "" if row.route in bare else LANGUAGE


def address_of(row: Row, moment: str, scenario: Scenario) -> str:
    if row.route.startswith("^"):
        return f"/{LANGUAGE}{row.of['path']}"
    address = f"/{before(row)}{row.route}"
    for name, of in row.of.items():
        for kind in ("slug", "int", "str", "uuid"):
            address = address.replace(f"<{kind}:{name}>", str(scenario.value(of, moment)))
    return address


def sent_by(row: Row, moment: str, scenario: Scenario) -> dict:
    return {name: scenario.value(value, moment) for name, value in row.send.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "method", [pytest.param("GET", marks=pytest.mark.with_sqlite), pytest.param("POST", marks=pytest.mark.with_pg)]
)
@pytest.mark.parametrize("row", TABLE, ids=Row.name)
def test_row(row, method, scenario):
    faults = wrong(row, method, scenario)
    assert not faults, "\n" + "\n".join(faults)


def test_every_address_of_ours_has_its_row():
    without = {route for route, one in routes().items() if is_ours(route, one)} - {row.route for row in TABLE}
    assert not without, "\n".join(sorted(without))


def test_no_row_without_an_address_and_none_twice():
    assert [row.route for row in TABLE if row.route not in routes()] == []
    assert len({(row.route, *row.of.values()) for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE, ids=Row.name)
def test_the_table_is_well_written(row):
    assert row.get.faults() + row.post.faults() == []


def test_a_cell_written_wrong_is_seen():
    assert Cell("citzen: ok; hidden").faults() == ["unknown: citzen"]
    assert Cell("citizen: fine; hidden").faults() == ["unknown answer: fine"]
    assert Cell("citizen: ok").faults() == ["the last rule, and only that, stands for all others"]
    assert Cell("author & during: done; bare: closed; forbidden").expects("author", "during") == "done"
    assert Cell("author & during: done; bare: closed; forbidden").expects("bare editor", "during") == "closed"
