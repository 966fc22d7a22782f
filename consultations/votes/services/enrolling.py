"""How citizens come on the roll: at the opening all who belong to it or, where it is open, each by their own press."""

import random
from collections.abc import MutableSequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from consultations.votes.enums import RollKind
from consultations.votes.models import RollEntry, Vote, VoteCollege
from consultations.votes.permissions import can_enter_roll
from consultations.votes.selectors import colleges_of, entering_ends, home_for_the_roll, homes_for_the_roll
from policylab.accounts.models import User
from policylab.core import dates
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College

from ._colleges import require_citizen
from ._locks import enter, locked_vote

AT_ONCE = 1_000


@transaction.atomic
def enter_roll(*, user: User, vote: Vote, choosing: bool = False) -> RollEntry:
    """Pressing twice enters once. The line says who may vote; when somebody came stands nowhere.

    Whoever speaks for a body on the roll votes as a citizen from then on (`choosing`), and for the body no more.
    """
    vote = locked_vote(vote)
    enter(vote.pk)
    known = vote.roll.filter(user=user).first()
    if known is not None:
        return known
    now = db_now()
    if vote.roll_kind == RollKind.OPEN and now >= entering_ends(vote):
        raise Refused(
            _("Until %(when)s one could enter the roll. You were not entered.")
            % {"when": dates.write(entering_ends(vote))}
        )
    if not can_enter_roll(user, vote, now):
        raise PermissionDenied
    require_citizen(user, vote, choosing=choosing)
    [(_pk, home)] = home_for_the_roll(vote.phase.consultation, user)
    VoteCollege.objects.filter(vote=vote, college=College.CITIZEN).update(roll_size=F("roll_size") + 1)
    return RollEntry.objects.create(vote=vote, college=College.CITIZEN, user=user, territory_id=home)


def enrol_citizens(vote: Vote) -> None:
    """In random order, with random keys: the roll says who may vote and nothing else. An open one begins empty."""
    vote.roll.filter(college=College.CITIZEN).delete()
    if vote.roll_kind == RollKind.OPEN or College.CITIZEN not in colleges_of(vote.phase.consultation):
        return
    people = homes_for_the_roll(vote.phase.consultation)
    shuffle(people)
    RollEntry.objects.bulk_create(
        (RollEntry(vote=vote, college=College.CITIZEN, user_id=pk, territory_id=place) for pk, place in people),
        batch_size=AT_ONCE,
    )


def shuffle(items: MutableSequence) -> None:
    """With the system's randomness: an order drawn from a seeded generator could be drawn again."""
    random.SystemRandom().shuffle(items)
