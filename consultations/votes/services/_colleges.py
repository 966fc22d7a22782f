"""That nobody casts in two colleges; what casting and entering the roll ask before they write."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from consultations.votes.models import CollegeChoice, RollEntry, Vote
from consultations.votes.standing import chosen_college, colleges_cast_in, what_binds
from policylab.accounts.models import User
from policylab.core.errors import Refused
from policylab.directory.enums import College
from policylab.directory.models import Membership, Organisation
from policylab.directory.selectors import organisations_spoken_for

# Our number among the advisory locks of PostgreSQL; the second number is the person.
PERSON = 0x4F6E6365


class OtherCollege(Refused):
    """This ballot is not theirs to cast, or not yet: another college is chosen, or none of several."""


def require_chosen(user: User, entry: RollEntry) -> None:
    """One small question for who votes for themselves alone. Whoever casts for a body is held one act at a time, so that a line
    being entered, or a ballot being cast, is not overlooked."""
    if entry.organisation_id is not None:
        one_at_a_time(user)
    elif not _ever_beside_themselves(user, entry):
        return
    chosen, elsewhere = _read(user, entry)
    if chosen:
        require_same(chosen, entry.college)
    elif elsewhere:
        raise OtherCollege(_("You stand in several colleges of this vote. Choose the one in which you vote first."))
    elif entry.organisation_id is not None:
        require_not_cast_beside(entry.college, colleges_cast_in(user, entry.vote))


def _ever_beside_themselves(user: User, entry: RollEntry) -> bool:
    """Whether this person was ever in a body, or chose a college. In SQL of ours: it is asked for every ballot, and Django takes
    ten times longer to put the whole question (`what_binds`) than the database to answer this one."""
    member, choice = (connection.ops.quote_name(model._meta.db_table) for model in (Membership, CollegeChoice))
    asked = (
        f"SELECT EXISTS (SELECT 1 FROM {member} WHERE user_id = %s)"  # noqa: S608
        f" OR EXISTS (SELECT 1 FROM {choice} WHERE vote_id = %s AND user_id = %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [user.pk, entry.vote_id, user.pk])
        return bool(cursor.fetchone()[0])


def _read(user: User, entry: RollEntry) -> tuple[str | None, bool]:
    asked: Any = RollEntry.objects.filter(pk=entry.pk).annotate(**what_binds(user, entry)).order_by()
    return asked.values_list("chosen", "elsewhere").first() or (None, False)


def require_same(chosen: str, college: str) -> None:
    if chosen != college:
        raise OtherCollege(
            _("You chose to vote in the college «%(college)s». It is chosen once and cannot be changed.")
            % {"college": College(chosen).label}
        )


def require_not_cast_beside(college: str, cast: dict[str, Organisation]) -> None:
    body = next((body for other, body in cast.items() if other != college), None)
    if body is not None:
        raise OtherCollege(
            _(
                "A ballot has been cast for %(body)s, for which you could vote. It may be yours: who cast it is written nowhere. "
                "So you cannot vote in another college."
            )
            % {"body": body.name}
        )


def require_citizen(user: User, vote: Vote, *, choosing: bool) -> None:
    """Before somebody enters an open roll: for who speaks for a body on it, that is the choice of the citizens."""
    one_at_a_time(user)
    chosen = chosen_college(user, vote)
    if chosen:
        return require_same(chosen, College.CITIZEN)
    require_not_cast_beside(College.CITIZEN, colleges_cast_in(user, vote, entering=True))
    if not organisations_spoken_for(user).filter(roll_entries__vote=vote).exists():
        return None
    if not choosing:
        raise OtherCollege(_("You speak for an organisation on this roll. Choose the college in which you vote first."))
    CollegeChoice.objects.create(vote=vote, user=user, college=College.CITIZEN)
    return None


def one_at_a_time(user: User) -> None:
    """Until the end of the transaction. SQLite has one writer at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PERSON, user.pk])
