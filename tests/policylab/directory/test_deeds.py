"""What a body did stands on its page: by kind, in the order of the loop, and only what everybody may read."""

from datetime import timedelta

import pytest

from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.registries import DEEDS_AT_MOST, Deed
from policylab.directory.deeds import grouped

from .factories import organisation

pytestmark = pytest.mark.django_db


def test_deeds_stand_by_step_then_kind_the_newest_first(client, monkeypatch):
    body, now = organisation(), db_now()
    old = Deed(3, "Plans", "Vieux plan", "/fr/plans/a/", now - timedelta(days=9))
    new = Deed(3, "Plans", "Nouveau <b>plan</b>", "/fr/plans/b/", now, "note", "fr")
    run = Deed(2, "Consultations", "Marché", "/fr/consultations/c/", now - timedelta(days=20))
    monkeypatch.setattr(
        registries, "deeds", {"x": lambda bodies: {body: [old, new]}, "y": lambda bodies: {body: [run]}}
    )
    shown = client.get(f"/fr/organisations/{body.ref}/")
    assert [(deeds.kind, [deed.title for deed in deeds.all]) for deeds in shown.context["deeds"]] == [
        ("Consultations", ["Marché"]),
        ("Plans", ["Nouveau <b>plan</b>", "Vieux plan"]),
    ]
    text = shown.content.decode()
    assert '<a href="/fr/plans/b/" lang="fr"><bdi>Nouveau &lt;b&gt;plan&lt;/b&gt;</bdi></a>' in text


def test_a_kind_that_reached_its_limit_says_that_there_may_be_more():
    deed = Deed(3, "Plans", "Plan", "/")
    assert not grouped([deed] * (DEEDS_AT_MOST - 1))[0].has_more
    assert grouped([deed] * DEEDS_AT_MOST)[0].has_more
