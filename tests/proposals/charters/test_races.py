"""Many at once, on PostgreSQL: one signature, one version, and nobody signs what was replaced meanwhile."""

import pytest

from policylab.core.errors import Stale
from proposals.charters import services
from proposals.charters.models import CharterVersion, Signature
from tests.proposals import factories as plans
from tests.proposals.test_races import all_at_once

from . import factories as make

pytestmark = [pytest.mark.pg, pytest.mark.django_db(transaction=True)]


def test_two_people_of_a_body_who_sign_at_once_are_one_signature():
    version, club = make.published(), plans.organisation()
    people = [plans.member(club) for _one in range(6)]
    raised = all_at_once([lambda user=user: make.signed(version, club, user=user) for user in people])
    assert raised == [None] * 6
    assert Signature.objects.count() == 1


def test_publish_charter_eight_times_at_once_is_one_version():
    draft = make.drafted()
    plan = draft.charter.proposal
    publish = {"user": plan.author, "proposal": plan, "edition": draft.edition}
    assert all_at_once([lambda: services.publish_charter(**publish)] * 8) == [None] * 8
    assert CharterVersion.objects.count() == 1


def test_a_version_published_while_one_signs_is_never_signed_unread():
    """Either the signature came first and stands under the old text, or the signer is told to read the new one."""
    version, club = make.published(), plans.organisation()
    plan, speaker = version.charter.proposal, plans.member(club)
    draft = make.drafted(plan, edition=1, text="Un autre texte.")
    raised = all_at_once(
        [
            lambda: services.publish_charter(user=plan.author, proposal=plan, edition=draft.edition),
            lambda: make.signed(version, club, user=speaker),
        ]
    )
    assert raised[0] is None
    assert isinstance(raised[1], Stale) or set(Signature.objects.values_list("version__number", flat=True)) == {1}


def test_two_answers_at_once_are_one_and_the_other_is_told():
    plan = plans.published()
    plans.move(plan.round, to="after")
    officers = [plans.officer(plan.round.asked_by) for _one in range(4)]
    raised = all_at_once(
        [
            lambda n=n, user=user: plans.services.answer_proposal(
                user=user,
                proposal=plan,
                verdict="adopted",
                reason=f"La raison numéro {n} de la Ville.",
                language="fr",
                after=0,
            )
            for n, user in enumerate(officers)
        ]
    )
    assert [type(error) for error in raised].count(Stale) == 3
    assert plan.answers.count() == 1
