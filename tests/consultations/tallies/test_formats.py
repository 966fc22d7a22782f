"""What other programs are given: our own readers read it back, Popolo's schemas accept it, and the figures are the same."""

import hashlib
import json
from collections import Counter
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.tallies.files.pabulib import read_pabulib
from consultations.tallies.files.preflib import read_preflib
from consultations.tallies.formats import in_other_formats
from consultations.tallies.notation import as_paper, canonical
from consultations.tallies.package import build_package

from .held import BY_MAJORITY, asked_for, files_of, package_of, small_vote, votes_held

SCHEMAS = {
    path.stem: json.loads(path.read_text()) for path in (Path(__file__).parents[2] / "data/popolo").glob("*.json")
}
KINDS = {"string": str, "integer": int, "object": dict, "array": list, "number": (int, float), "null": type(None)}


def check(thing, schema):
    """The part of JSON Schema (draft 3) that Popolo uses; a property it does not know is refused too."""
    if "$ref" in schema:
        name = schema["$ref"].removesuffix("#").rsplit("/", 1)[-1].removesuffix(".json")
        return check(thing, SCHEMAS[name]) if name in SCHEMAS else None
    kinds = schema.get("type", list(KINDS))
    assert isinstance(thing, tuple(KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))), (
        thing,
        schema,
    )
    if schema.get("format") == "date-time":
        assert datetime.fromisoformat(thing).tzinfo is not None
    if isinstance(thing, dict) and "properties" in schema:
        assert set(thing) <= set(schema["properties"])
        for key, rule in schema["properties"].items():
            assert key in thing or rule.get("required") is not True
            if key in thing:
                check(thing[key], rule)
    for one in thing if isinstance(thing, list) and "items" in schema else ():
        check(one, schema["items"])
    return None


def other_formats(held):
    return {name: content.decode() for name, content in in_other_formats(package_of(*held)).items()}


def said(asked, cast):
    """Papers that are not blank, typed."""
    choices = (canonical(asked.method, asked.options, one) for own in cast.values() for one in own)
    return Counter(as_paper(asked.method, one) for one in choices if one)


@settings(max_examples=40, deadline=None)
@given(votes_held(methods=("schulze", "stv")))
def test_rankings_are_read_back_from_preflib(held):
    asked, cast = held
    files = {name: text for name, text in other_formats(held).items() if name.startswith("votes")}
    found = Counter()
    for name, text in files.items():
        college = name[6:-4]
        election = read_preflib(text, name[-3:])
        on_paper = asked.on_paper(college) if college else [*asked.options, "none_of_these"]
        letters = dict(zip(election.names, on_paper, strict=asked.method == "schulze" or bool(college)))
        for paper, number in election.papers.items():
            found[tuple(frozenset(letters[one] for one in tier) for tier in paper)] += number
    assert found == said(asked, cast)
    assert {name[:-4] for name in files} == (
        {f"votes-{code}" for code in asked.college_seats if asked.on_paper(code)} or {"votes"}
    )


@settings(max_examples=40, deadline=None)
@given(votes_held(methods=("equal_shares",)))
def test_a_budget_is_read_back_from_pabulib(held):
    asked, cast = held
    election = read_pabulib(other_formats(held)["votes.pb"])
    assert (election.budget, election.costs) == (asked.money, dict(asked.costs))
    assert election.papers == said(asked, cast)
    assert sorted(election.official) == sorted(package_of(asked, cast).result["adopted"])


@pytest.mark.parametrize("method", [*BY_MAJORITY, "equal_shares"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_vote_events_are_popolo_and_bodies_add_up(method, data):
    held = data.draw(votes_held(methods=(method,), sizes=(0, 3, 6)))
    events, told = json.loads(other_formats(held)["vote_events.json"]), package_of(*held).result
    for event, option in zip(events, told["options"], strict=True):
        check(event, SCHEMAS["vote_event"])
        assert event["result"] == ("pass" if option["letter"] in told["adopted"] else "fail")
        public = {one["option"]: one["value"] for one in event["counts"] if one["group_id"] == "public"}
        assert {name: n for name, n in public.items() if n} == Counter(one["option"] for one in event["votes"])
        for group in event["group_results"]:
            assert (group["result"] == "fail") == (group["group_id"] in option["lacking"])
        hidden = {one["code"] for one in told["colleges"] if one["withheld"]}
        assert not hidden & {one["group_id"] for one in event["counts"]}


def test_the_schema_check_can_fail():
    event = json.loads(other_formats(small_vote())["vote_events.json"])[0]
    for wrong in (
        {"end_date": "2026-10-18"},
        {"group_results": [{"group_id": "sse"}]},
        {"counts": [{"option": "yes", "value": "3"}]},
    ):
        with pytest.raises(AssertionError):
            check({**event, **wrong}, SCHEMAS["vote_event"])


def test_the_data_package_describes_each_table_and_its_bytes():
    files = files_of(build_package(package_of(*small_vote())))
    described = json.loads(files["datapackage.json"])
    assert (described["name"], described["title"]) == ("vote-k7wq2m", "Trois plans pour Médenine")
    for one in described["resources"]:
        content = files[one["path"]]
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        if one["format"] == "csv":
            assert [field["name"] for field in one["schema"]["fields"]] == content.decode().splitlines()[0].split(",")
            assert one["schema"]["missingValues"] == []


@given(st.sampled_from(["Rue; du «port»", 'Le "marché"', "a\nb", "meta"]))
def test_no_title_breaks_a_pabulib_file(title):
    cast = {"citizen": [["A"]] * 6}
    asked = asked_for("equal_shares", cast, options="A", money=Fraction(61, 2))
    data = package_of(asked, cast, titles={"fr": title})
    named = read_pabulib(in_other_formats(data)["votes.pb"].decode())
    assert named.budget == Fraction(61, 2)
