"""Casting. A ballot and the mark on the roll are written together or not at all, and nothing joins them afterwards.

Nothing here is logged, kept in the session or sent anywhere: each of these would be a place where a person and a ballot
stand side by side.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from consultations.tallies.notation import Choices, canonical
from consultations.tallies.types import MalformedTally
from consultations.votes import receipts
from consultations.votes.enums import Secrecy
from consultations.votes.lines import line_by_key, now_of
from consultations.votes.models import Ballot, NamedVote, RollEntry, Vote
from consultations.votes.opened import opened
from consultations.votes.papers import on_paper
from consultations.votes.permissions import can_cast_ballot
from consultations.votes.selectors import (
    VoteStage,
    closing_time,
    speaks_for_entry,
    stage_of_vote,
)
from policylab.accounts.models import User
from policylab.core import dates
from policylab.core.clock import db_now
from policylab.core.errors import Refused

from ._colleges import require_chosen
from ._locks import enter


class VoteClosed(Refused):
    """The vote is not open now: nothing was stored."""


class AlreadyVoted(Refused):
    """This entry has voted, and the code at hand is not the one of its ballot."""


@dataclass(frozen=True)
class Handed:
    """A code and the signature that binds it to one vote and one roll entry; stored nowhere."""

    code: str
    signature: str


def hand_out_code(*, entry: RollEntry, code: str | None = None) -> Handed:
    """A new code for the check screen, or the signature for one that `find_own_ballot` has found."""
    code = code or receipts.new_code()
    return Handed(code, receipts.sign(vote_ref=entry.vote.ref, entry_key=entry.key, code=code))


def find_own_ballot(*, user: User, entry: RollEntry, typed: str) -> Handed:
    """With the right code and the own account the ballot can be replaced; what is on it is never shown again."""
    _require_castable(user, entry, db_now())
    code = receipts.read_code(typed)
    if code is None:
        raise Refused(_("A receipt code has 16 letters and digits, such as K7RM-4Q2X-9TDA-H3WP."), field="code")
    if not _own_ballot(entry, code).exists():
        raise Refused(
            _("This is not the code of your ballot in this vote. Look whether you read it from the right receipt."),
            field="code",
        )
    return hand_out_code(entry=entry, code=code)


@transaction.atomic
def cast_ballot(*, user: User, entry: RollEntry, choices: Choices, code: str, signature: str) -> None:
    """The same code again replaces the ballot it cast: a repeated submit harms nothing, and so one changes one's mind."""
    entry = _entered_to_cast(user, entry, Secrecy.SEPARATED)
    chosen = _sound_choices(entry, choices)
    written = receipts.read_code(code)
    if written is None or not receipts.is_ours(
        vote_ref=entry.vote.ref, entry_key=entry.key, code=written, signature=signature
    ):
        raise Refused(
            _("This receipt code does not belong to you and this vote. Nothing was cast: begin your ballot again.")
        )
    if _marked_as_first(entry):
        Ballot.objects.create(
            vote=entry.vote,
            college=entry.college,
            choices=chosen,
            receipt_hash=receipts.receipt_hash(vote_ref=entry.vote.ref, code=written),
            owner_hash=receipts.owner_hash(vote_ref=entry.vote.ref, entry_key=entry.key, code=written),
        )
    else:
        _replace(entry, written, chosen)


def _marked_as_first(entry: RollEntry) -> bool:
    """Whether this act marked the line. One that is marked is not touched: a lock in it would stand beside the new choice.
    In SQL of ours, because it is written for every ballot."""
    if entry.has_voted:
        return False
    table = connection.ops.quote_name(RollEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET has_voted = TRUE WHERE key = %s AND NOT has_voted", [entry.pk])  # noqa: S608
        return bool(cursor.rowcount)


def _replace(entry: RollEntry, code: str, chosen: Choices) -> None:
    """Only a choice that differs is written, so that a submit sent twice leaves nothing."""
    ballot = _own_ballot(entry, code).select_for_update().first()
    if ballot is None:
        raise AlreadyVoted(_("You have already voted, with another receipt code. Your first ballot stands."))
    if ballot.choices != chosen:
        Ballot.objects.filter(pk=ballot.pk).update(choices=chosen)


@transaction.atomic
def cast_named_vote(*, user: User, entry: RollEntry, choices: Choices, reason: str = "") -> NamedVote:
    """A body votes by name and may change its vote until closing; what counts is the last word of who speaks for it."""
    entry = _entered_to_cast(user, entry, Secrecy.NAMED)
    chosen = _sound_choices(entry, choices)
    RollEntry.objects.filter(pk=entry.pk).update(has_voted=True)
    cast = {"college": entry.college, "choices": chosen, "reason": reason, "cast_by": user, "cast_at": db_now()}
    return NamedVote.objects.update_or_create(vote=entry.vote, organisation=entry.organisation, defaults=cast)[0]


def _entered_to_cast(user: User, entry: RollEntry, secrecy: Secrecy) -> RollEntry:
    enter(entry.vote_id)
    found = line_by_key(entry.pk)
    if found is None:  # closing has written the roll anew
        _require_open(Vote.objects.select_related("phase__consultation").get(pk=entry.vote_id), db_now())
        raise PermissionDenied
    _require_castable(user, found, now_of(found))
    if opened(found.vote).secrecy[found.college] != secrecy:
        raise PermissionDenied
    return found


def _require_castable(user: User, entry: RollEntry, now: datetime) -> None:
    """`now` is read once: a vote that closes between two readings would look like a missing right."""
    if not speaks_for_entry(user, entry):
        raise PermissionDenied
    _require_open(entry.vote, now)
    if not can_cast_ballot(user, entry, now):
        raise PermissionDenied
    require_chosen(user, entry)


def _require_open(vote: Vote, now: datetime) -> None:
    stage = stage_of_vote(vote, now)
    if stage == VoteStage.CANCELLED:
        raise VoteClosed(_("This consultation was cancelled. Nothing was cast."))
    if stage == VoteStage.PAUSED:
        raise VoteClosed(_("This consultation is paused. Nothing was cast: come back when it goes on."))
    if stage in {VoteStage.COUNTING, VoteStage.COUNTED}:
        raise VoteClosed(
            _("The vote closed on %(when)s. Nothing was cast.") % {"when": dates.write(closing_time(vote))}
        )
    if stage != VoteStage.OPEN:
        raise VoteClosed(_("The vote has not begun. Nothing was cast."))


def _sound_choices(entry: RollEntry, choices: Choices) -> Choices:
    """Written in the one way there is; none at all is a blank paper."""
    try:
        stands = on_paper(entry.vote, opened(entry.vote).options, entry.college)
        return canonical(entry.vote.method, [option.letter for option in stands], choices)
    except MalformedTally:
        raise Refused(_("What you chose is not on this ballot. Begin it again.")) from None


def _own_ballot(entry: RollEntry, code: str) -> QuerySet[Ballot]:
    owner = receipts.owner_hash(vote_ref=entry.vote.ref, entry_key=entry.key, code=code)
    return Ballot.objects.filter(vote=entry.vote_id, owner_hash=owner)
