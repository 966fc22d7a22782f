"""Opening fixes options, roll and secrecy; what is too small is refused."""

import pytest

from consultations.votes import services
from consultations.votes.enums import Secrecy, VoteStatus
from consultations.votes.selectors import VoteStage, stage_of_vote
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db


def open_it(vote):
    return services.open_vote(user=factories.officer_of(vote.phase.consultation.organisation), vote=vote)


def test_secrecy_is_fixed_and_the_roll_holds_who_lives_there():
    vote = factories.opened(people=11, sse=10)
    assert {row.college: (row.secrecy, row.roll_size) for row in vote.colleges.all()} == {
        College.PUBLIC: (Secrecy.NAMED, 3),
        College.CITIZEN: (Secrecy.SEPARATED, 11),
        College.SSE: (Secrecy.SEPARATED, 10),
    }
    places = {entry.user.territory_id for entry in factories.entries(vote, College.CITIZEN)}
    assert places == {vote.phase.consultation.territory_id}


def test_nine_sse_organisations_vote_by_name():
    vote = factories.opened(sse=9)
    assert vote.colleges.get(college=College.SSE).secrecy == Secrecy.NAMED


@pytest.mark.parametrize(
    ("sizes", "word"), [({"people": 9}, "9"), ({"people": 0}, "0"), ({"public": 0}, "public"), ({"sse": 0}, "social")]
)
def test_a_college_too_small_is_refused_in_words_and_nothing_is_opened(sizes, word):
    of = factories.consultation()
    factories.citizens(of, sizes.pop("people", 12))
    vote = factories.prepared(of, **sizes)
    with pytest.raises(Refused, match=word):
        open_it(vote)
    vote = factories.again(vote)
    assert vote.status == VoteStatus.PREPARED
    assert not vote.colleges.exists()
    assert not vote.roll.filter(college=College.CITIZEN).exists()


def test_neighbours_guests_and_erased_accounts_are_not_on_the_roll():
    of = factories.consultation()
    plans.person()
    plans.person(territory=plans.town())
    gone = plans.person(territory=of.territory)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    vote = factories.opened(of, people=10)
    assert vote.colleges.get(college=College.CITIZEN).roll_size == 10


def test_it_opens_before_the_phase_begins_and_is_then_upcoming():
    vote = factories.opened(to="before")
    assert vote.status == VoteStatus.OPENED
    assert stage_of_vote(vote, db_now()) == VoteStage.UPCOMING


def test_a_plan_changed_since_it_was_chosen_stops_the_opening():
    of = factories.consultation()
    factories.citizens(of)
    vote = factories.prepared(of)
    plans.revised(vote.options.first().version.proposal)
    with pytest.raises(Refused):
        open_it(vote)


def test_opening_twice_is_opening_once():
    of = factories.consultation()
    factories.citizens(of)
    vote = factories.prepared(of)
    assert open_it(vote).opened_at == open_it(vote).opened_at
    assert vote.colleges.count() == 3


def test_the_roll_has_no_order_to_read():
    """Keys are random, and people do not stand in the order of their accounts."""
    vote = factories.opened(people=40)
    people = [entry.user_id for entry in vote.roll.filter(college=College.CITIZEN).order_by("pk")]
    assert people != sorted(people)
