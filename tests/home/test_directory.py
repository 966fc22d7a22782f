"""The directory of the demo: seventy real bodies around the sea, and what those that act did in public."""

import re

import pytest
from django.test import Client

from consultations.deeds import consultations_run
from consultations.votes.deeds import votes_cast_by_name
from consultations.votes.enums import VoteStatus
from consultations.votes.models import NamedVote
from home.demo.people import read
from policylab.core import registries
from policylab.directory.models import Organisation
from policylab.territories.maps import SEA
from proposals.deeds import commitments_made, plans_written
from proposals.models import Commitment, Proposal

INVENTED = ("démo", "demo", "للعرض")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def real() -> list[Organisation]:
    return [body for body in Organisation.objects.public() if not any(word in body.name for word in INVENTED)]


@pytest.mark.sqlite
def test_seventy_real_bodies_are_on_the_map_of_the_sea():
    bodies = real()
    page = Client().get("/fr/organisations/map/")
    shown = {point.place.path for point in page.context["points"]}
    assert page.context["frame"] == SEA
    assert len([body for body in bodies if body.territory.path in shown]) >= 70
    assert len({body.territory.path.partition("/")[0] for body in bodies}) >= 10, "countries"
    numbers = re.findall(r'aria-label="[^"]*: (\d+) organisation', page.content.decode())
    assert sum(map(int, numbers)) == page.context["count"]


@pytest.mark.sqlite
def test_each_real_body_says_where_its_facts_come_from_and_is_described_in_three_languages():
    for body in real():
        assert body.source, body.name
        if body.parent is None:
            assert all(body.description_in(code) for code in ("fr", "en", "ar")), body.name
            assert body.themes.exists(), body.name


@pytest.mark.sqlite
def test_an_arabic_reader_finds_a_body_by_what_it_does():
    page = Client().get("/ar/organisations/", {"q": "فرز النفايات"})
    assert {"PARC", "PHG"} <= {code for body in page.context["page"] for code in re.findall(r"PARC|PHG", body.name_en)}


@pytest.mark.sqlite
def test_a_page_tells_the_whole_loop_of_a_town():
    town = Organisation.objects.get(name_fr="Municipalité de Tunis")
    kinds = [deeds.step for deeds in Client().get(f"/en/organisations/{town.ref}/").context["deeds"]]
    assert kinds == sorted(kinds), "in the order of the loop"
    assert {2, 5, 6} <= set(kinds), "consultations it runs, how it decided, what it delivered"


def test_no_vote_of_a_body_is_told_before_the_count():
    """The roll call of Beitillu is under way, that of Tunis is counted."""
    early = NamedVote.objects.exclude(vote__status=VoteStatus.COUNTED).select_related("organisation").first()
    late = NamedVote.objects.filter(vote__status=VoteStatus.COUNTED).select_related("organisation").first()
    told = votes_cast_by_name([early.organisation, late.organisation])
    ref = early.vote.phase.consultation.ref
    assert not [deed for deed in told.get(early.organisation, ()) if ref in deed.url]
    assert told[late.organisation][0].url.endswith("/result/")


def test_drafts_and_withdrawn_plans_are_no_deeds():
    plan = Proposal.objects.standing().filter(organisation__isnull=False).select_related("organisation").first()
    given = Commitment.objects.public().filter(organisation__isnull=False).select_related("organisation").first()
    assert plan.current.title in [deed.title for deed in plans_written([plan.organisation])[plan.organisation]]
    assert commitments_made([given.organisation])[given.organisation]
    Proposal.objects.update(status="withdrawn", withdrawn_at=plan.published_at)
    assert not plans_written([plan.organisation])
    assert not commitments_made([given.organisation])


@pytest.mark.parametrize("source", [plans_written, commitments_made, consultations_run, votes_cast_by_name])
def test_deeds_of_many_cost_what_those_of_one_do(source, django_assert_max_num_queries):
    """The words of consultations are one more; everything else comes with the rows."""
    assert source in registries.deeds.values()
    bodies = list(Organisation.objects.public())
    with django_assert_max_num_queries(2):
        assert source(bodies)


def test_the_files_name_each_body_once():
    keys = [row["key"] for name in ("organisations.yaml", "directory.yaml") for row in read(name)]
    assert len(keys) == len(set(keys))
