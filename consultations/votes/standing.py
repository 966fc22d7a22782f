"""In which colleges of a vote a person stands, and in which one of them they vote (docs/decisions/0026).

Somebody stands in a college for themselves, or for a body they speak for today. Whoever stands in two votes in one, chosen once,
before casting. Nothing is written at casting beside the ballot, so that of a separated ballot cast for a body nobody knows by
whom. Where somebody comes into a second college only later, it is therefore enough that they may have cast it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from policylab.accounts.permissions import second_factors_of
from policylab.directory.enums import College, Role
from policylab.directory.models import Membership, Organisation
from policylab.directory.selectors import organisations_spoken_for

from .enums import Secrecy
from .models import CollegeChoice, NamedVote, RollEntry, Vote
from .opened import opened

NEVER = datetime.max.replace(tzinfo=UTC)


def stood_in(entries: Iterable[RollEntry]) -> list[College]:
    """The colleges of these lines of the roll, in the one order in which they are always shown."""
    found = {entry.college for entry in entries}
    return [college for college in College if college in found]


def chosen_college(user: Any, vote: Vote) -> str:
    """Nothing where no choice was made, and from closing on."""
    return CollegeChoice.objects.filter(vote=vote, user=user.pk).values_list("college", flat=True).first() or ""


def what_binds(user: Any, entry: RollEntry) -> dict[str, Any]:
    """What is asked of a line of the roll before its ballot is cast, for a query that reads the line anyway."""
    others = [college for college in College if college != entry.college]
    bodies = organisations_spoken_for(user).filter(
        roll_entries__vote=OuterRef("vote"), roll_entries__college__in=others
    )
    elsewhere: Any = Exists(bodies)
    if entry.college != College.CITIZEN:
        elsewhere = elsewhere | Exists(RollEntry.objects.filter(vote=OuterRef("vote"), user=user.pk))
    choice = CollegeChoice.objects.filter(vote=OuterRef("vote"), user=user.pk).values("college")
    return {"chosen": Subquery(choice), "elsewhere": elsewhere}


def not_opted_out(user: Any) -> Q:
    """For lines of the roll: all but those of a college beside the one chosen."""
    choices = CollegeChoice.objects.filter(user=user.pk, vote=OuterRef("vote")).exclude(college=OuterRef("college"))
    return ~Q(Exists(choices))


def others_who_speak(user: Any, bodies: Iterable[Organisation]) -> QuerySet[Membership]:
    """Those who can cast the ballots of these bodies besides this person, as far as they did not choose otherwise."""
    proved = Exists(second_factors_of(OuterRef("user")))
    found = Membership.objects.speaking().filter(Q(role=Role.REPRESENTATIVE) | Q(proved), organisation__in=bodies)
    return found.exclude(user=user.pk).select_related("user").order_by("organisation", "user__display_name", "pk")


# --- what may have been cast before anything had to be chosen --------------------------------------------------------
@dataclass(frozen=True)
class Spell:
    """From when to when somebody could speak for a body on the roll."""

    line: RollEntry
    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        return self.since <= at < self.until


def colleges_cast_in(user: Any, vote: Vote, *, entering: bool = False) -> dict[str, Organisation]:
    """Colleges in which somebody without a line of their own has voted for a body, or may have while they stood in no other.

    `entering` the roll they come into a second college now: whatever they spoke for until then, they did alone.
    """
    by_name = NamedVote.objects.filter(vote=vote, cast_by=user.pk).select_related("organisation")
    found = {one.college: one.organisation for one in by_name}
    spells, secrecy = _spells(user, vote), opened(vote).secrecy
    for spell in spells:
        separated = secrecy[spell.line.college] == Secrecy.SEPARATED
        if separated and spell.line.has_voted and (entering or _was_alone(spell, spells)):
            found[spell.line.college] = _body(spell.line)
    return found


def _spells(user: Any, vote: Vote) -> list[Spell]:
    """Since the voting began, those that have ended among them."""
    began = vote.phase.opens_at or NEVER
    held = Membership.objects.filter(user=user.pk, role__in=[Role.REPRESENTATIVE, Role.OFFICER])
    held = held.exclude(ended_at__lte=began)
    lines = vote.roll.filter(organisation__in=held.values("organisation")).select_related("organisation")
    by_body = {line.organisation_id: line for line in lines}
    proved = second_factors_of(user).order_by("created_at").values_list("created_at", flat=True).first() or NEVER
    spells = []
    for one in held.filter(organisation__in=by_body):
        since = max(one.started_at, began, proved if one.role == Role.OFFICER else began)
        spells.append(Spell(by_body[one.organisation_id], since, one.ended_at or NEVER))
    return spells


def _was_alone(spell: Spell, spells: Iterable[Spell]) -> bool:
    """Whether there was a moment at which they could speak in this college and in no other."""
    others = [one for one in spells if one.line.college != spell.line.college]
    moments = [spell.since, *(one.until for one in others)]
    return any(spell.holds(at) and not any(one.holds(at) for one in others) for at in moments)


def _body(line: RollEntry) -> Organisation:
    """The database sees to it: outside the citizens a line is a body's."""
    assert line.organisation is not None
    return line.organisation
