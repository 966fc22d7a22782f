"""Foreign, unknown and impossible addresses, for everybody: never a 500, and nothing joined that does not belong together."""

import re
from itertools import cycle
from urllib.parse import quote

import pytest

from tests.permissions.asking import ask, undone
from tests.permissions.scenario import Scenario
from tests.permissions.table import TABLE
from tests.permissions.test_lists import of_others
from tests.permissions.test_table import address_of, before, sent_by
from tests.permissions.words import Row

pytestmark = [pytest.mark.django_db, pytest.mark.with_pg]  # PostgreSQL is the stricter one: NUL, numbers too long
WITH_ARGUMENTS = [row for row in TABLE if "<" in row.route and not row.route.startswith("^")]
# What no slug and no number takes meets the last address of all, that of pages, whichever address it was meant for.
IMPOSSIBLE = [quote(one, safe="") for one in ("a\x00b", "\u202egnp.", "%", "é" * 500)]
ODD = {
    "slug": ["zzzzzzzzzz", "x" * 3_000],
    "str": ["zzzzzzzzzz", "0:0:0", "x" * 3_000, *IMPOSSIBLE],
    "int": ["0", "9223372036854775808", "9" * 400],
}
ROLES = ["administrator", "anonymous", "author", "officer"]  # taking turns
ODD_QUERY = ["\x00", "-1", "99999999999999999999", "x" * 5_000, "\u202eé"]
NAMES = ["page", "q", "kind", "place", "theme", "themes", "order", "sort", "language", "stage", "status", "round"]
NAMES += ["from", "to", "co", "source", "next", "by", "territory", "college", "author", "themes"]


def odd_addresses(row: Row, scenario: Scenario) -> list[str]:
    """Each part in turn odd, the others those of a real object; then all of them."""
    parts = re.findall(r"<(\w+):(\w+)>", row.route)
    found = []
    for kind, name in parts:
        for value in ODD[kind]:
            mixed = row.route.replace(f"<{kind}:{name}>", value)
            for other_kind, other in parts:
                real = str(scenario.value(row.of.get(other, "x"), "during"))
                mixed = mixed.replace(f"<{other_kind}:{other}>", real)
            found.append(f"/{before(row)}{mixed}")
    return found


@pytest.mark.parametrize("row", WITH_ARGUMENTS, ids=Row.name)
def test_an_odd_address_breaks_nothing(row, scenario):
    broken = []
    for address, role in zip(odd_addresses(row, scenario), cycle(ROLES), strict=False):
        for method in ("GET", "POST"):
            answer, made_of = ask(scenario.clients[role], method, address, sent_by(row, "during", scenario))
            if answer in {"broken", "done"} and "/demo/" not in address:
                broken.append(f"{method} {address[:120]}: {made_of}")
    assert broken == []


@pytest.mark.parametrize("value", IMPOSSIBLE)
def test_what_no_address_takes_breaks_nothing(value, scenario):
    for address in (f"/fr/{value}/", f"/fr/plans/{value}/", f"/ar/consultations/{value}/vote/"):
        for method in ("GET", "POST"):
            answer, made_of = ask(scenario.clients["author"], method, address, {})
            assert answer == "hidden", f"{method} {address}: {made_of}"


@pytest.mark.parametrize("row", [row for row in WITH_ARGUMENTS if len(row.of) > 1], ids=Row.name)
def test_parts_of_two_things_make_no_address(row, scenario):
    """The comment of one plan under another, the commitment of one on the page of another."""
    things = [name for name, of in row.of.items() if of in scenario.objects["during"]]
    for role in ("author", "representative", "officer", "administrator"):
        for name in things[1:]:
            theirs = {other: str(scenario.value(of, "during")) for other, of in row.of.items()}
            theirs[name] = str(scenario.value(row.of[name], "before"))
            if theirs[name] == str(scenario.value(row.of[name], "during")):
                continue
            address = re.sub(r"<\w+:(\w+)>", lambda part, known=theirs: known[part.group(1)], row.route)
            for method in ("GET", "POST"):
                answer, made_of = ask(
                    scenario.clients[role], method, f"/{before(row)}{address}", sent_by(row, "during", scenario)
                )
                assert answer in {"hidden", "not so", "forbidden", "sign in"}, (
                    f"{method} {address} as {role}: {made_of}"
                )


@pytest.mark.parametrize("row", TABLE, ids=Row.name)
def test_odd_questions_break_nothing(row, scenario):
    broken, address = [], address_of(row, "during", scenario)
    for value, role in zip(ODD_QUERY, cycle(ROLES), strict=False):
        query = "&".join(f"{name}={quote(value, safe='')}" for name in NAMES)
        with undone(scenario.clients[role]):
            status = scenario.clients[role].get(f"{address}?{query}").status_code
        if status >= 500 and row.route != "readyz":
            broken.append(f"{role}: {address} {value[:20]!r}: {status}")
    assert broken == []


def test_odd_addresses_of_others_break_nothing(scenario):
    """Wagtail's documents and pages, the files of editors."""
    for route in of_others():
        if route.startswith(("documents/", "_util", "^media")):
            plain = re.sub(r"<\w+:\w+>|\(\?P<\w+>[^)]*\)|\(.*?\)", "1", route.replace("^", "").replace("$", ""))
            with undone(scenario.clients["anonymous"]):
                response = scenario.clients["anonymous"].get(f"/{plain}")
            assert response.status_code < 500, plain
