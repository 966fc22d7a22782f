"""Two officers at once, on PostgreSQL with real connections: a result is certified once, and never after it was annulled."""

import pytest

from consultations.enums import Deed
from consultations.models import Entry
from consultations.votes import services
from consultations.votes.models import Annulment, Certification, RollEntry, Vote
from consultations.votes.services.forgetting import delete_marks
from consultations.votes.services.sweeping import sweep_due_votes
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import Role
from tests.policylab.accounts.factories import with_second_factor
from tests.proposals import factories as plans

from . import factories
from .test_races import all_at_once

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def counted_with_officers(number: int):
    vote = factories.counted()
    sweep_due_votes()
    body = vote.phase.consultation.organisation
    return factories.again(vote), [with_second_factor(plans.member(body, Role.OFFICER)) for _n in range(number)]


def certifying(vote, user):
    return lambda: services.certify_vote(user=user, vote=vote, incidents="Rien.")


def annulling(vote, user):
    return lambda: services.annul_vote(user=user, vote=vote, reason="Un vice.")


def test_of_eight_officers_who_certify_one_does():
    vote, officers = counted_with_officers(8)
    raised = all_at_once([certifying(vote, user) for user in officers])
    assert [type(one) for one in raised if one] == [Refused] * 7
    assert Certification.objects.count() == Entry.objects.filter(deed=Deed.CERTIFIED).count() == 1


def test_of_eight_officers_who_annul_one_does():
    vote, officers = counted_with_officers(8)
    raised = all_at_once([annulling(vote, user) for user in officers])
    assert [type(one) for one in raised if one] == [Refused] * 7
    assert Annulment.objects.count() == Entry.objects.filter(deed=Deed.ANNULLED).count() == 1


def test_certified_and_annulled_at_once_it_is_annulled_and_certified_only_if_that_was_first():
    vote, officers = counted_with_officers(8)
    acts = [(certifying, annulling)[place % 2](vote, user) for place, user in enumerate(officers)]
    raised = all_at_once(acts)
    assert {type(one) for one in raised if one} == {Refused}
    annulment = Annulment.objects.get()
    certifications = list(Certification.objects.all())
    assert len(certifications) <= 1
    assert all(one.at <= annulment.at for one in certifications)
    assert raised.count(None) == 1 + len(certifications)


def test_marks_deleted_in_eight_places_are_deleted_once():
    vote, (officer,) = counted_with_officers(1)
    services.certify_vote(user=officer, vote=vote)
    Certification.objects.update(at=db_now() - 31 * factories.DAY)
    size, done = vote.roll.count(), []
    assert all_at_once([lambda: done.append(delete_marks(vote=vote))] * 8) == [None] * 8
    assert sorted(done) == [False] * 7 + [True]
    assert RollEntry.objects.count() == size
    assert not RollEntry.objects.filter(has_voted=True).exists()
    sweep_due_votes()
    assert not Vote.objects.get().unswept
