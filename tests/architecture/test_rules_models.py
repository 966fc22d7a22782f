"""Keys are arrows, and a generic key must say why it stands."""

import pytest

from tests.architecture.rules_models import Relation, generic_keys, relations, unexplained_generic_keys, upward_keys


def test_a_key_up_is_reported():
    found = [Relation("policylab.accounts.models", "accounts.User.home", "policylab.directory.models")]
    assert upward_keys(found, set()) == [
        "accounts.User.home points to policylab.directory.models: policylab.accounts stands below policylab.directory"
    ]


def test_a_key_to_a_sister_room_is_reported():
    rooms = {"proposals.charters", "proposals.delivery"}
    found = [Relation("proposals.charters.models", "charters.Charter.plan", "proposals.delivery.models")]
    assert len(upward_keys(found, rooms)) == 1


def test_keys_down_and_to_libraries_are_free():
    found = [
        Relation("home.models", "home.Note.vote", "consultations.votes.models"),
        Relation("policylab.core.models", "core.X.page", "wagtail.models.pages"),
    ]
    assert upward_keys(found, {"consultations.votes"}) == []


def test_generic_keys_are_compared_both_ways():
    assert len(unexplained_generic_keys(["a.B.c"], {})) == 1
    assert len(unexplained_generic_keys([], {"a.B.c": "because"})) == 1
    assert unexplained_generic_keys(["a.B.c"], {"a.B.c": "because"}) == []


@pytest.mark.parametrize("field", ["proposals.Version.proposal", "proposals.Draft.proposal"])
def test_real_keys_are_found(field):
    from proposals.models import Draft, Version

    assert field in {relation.field for relation in relations([Draft, Version])}


def test_real_generic_keys_are_found():
    from policylab.discussion.models import Comment

    assert generic_keys([Comment]) == ["discussion.Comment.content_object"]
