"""Where a vote came from and what became of it: public targets only, however many at a constant cost."""

import pytest

from consultations.models import Consultation
from consultations.votes import trail
from consultations.votes.models import Vote
from policylab.core import registries
from policylab.core.loop import CONSULT, DECIDE, PROPOSE
from proposals.models import Proposal

from . import factories
from .pages import address

pytestmark = pytest.mark.django_db


def plans_of(vote):
    return [option.version.proposal for option in vote.options.select_related("version__proposal")]


def test_a_vote_comes_from_its_consultation_and_its_plans():
    vote = factories.counted()
    links = registries.links_of(vote)
    assert [link.step for link in links] == [CONSULT, PROPOSE, PROPOSE, PROPOSE, DECIDE]
    assert links[-1].here
    assert links[-1].title == "Adopted: A"
    assert all(link.url for link in links)


def test_a_plan_leads_to_the_vote_and_then_to_its_result():
    vote = factories.voted()
    plan = plans_of(vote)[0]
    link = registries.links_of(plan)[-1]
    assert (link.step, link.url) == (DECIDE, address(vote))
    factories.move(vote, "after")
    factories.services.close_vote(vote=vote)
    adopted, other = (registries.links_of(Proposal.objects.get(pk=one.pk))[-1] for one in plans_of(vote)[:2])
    assert (adopted.kind, other.kind) == ("Adopted", "Not adopted")
    assert adopted.url == address(vote, "result")


def test_a_consultation_leads_to_its_vote():
    vote = factories.opened()
    assert address(vote) in [link.url for link in registries.links_of(vote.phase.consultation)]


def test_a_vote_being_prepared_is_in_no_trail():
    vote = factories.again(factories.prepared())
    assert registries.links_of(vote) == []
    assert not [link for link in registries.links_of(plans_of(vote)[0]) if link.step == DECIDE]
    assert not [link for link in registries.links_of(vote.phase.consultation) if link.step == DECIDE]


@pytest.mark.parametrize(
    ("source", "model", "queries"),
    [
        (trail.trail_of_plans, Proposal, 2),
        (trail.trail_of_consultations, Consultation, 2),  # read bare; pages have read the phases
        (trail.trail_of_votes, Vote, 8),  # read bare; the page of a vote has read all of it but the plans delivered
    ],
)
def test_the_cost_does_not_grow(source, model, queries, django_assert_max_num_queries):
    for _n in range(3):
        factories.opened()
    objects = list(model.objects.all())
    with django_assert_max_num_queries(queries):
        assert source(objects[:1])
    with django_assert_max_num_queries(queries):
        assert source(objects)
