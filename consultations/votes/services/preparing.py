"""An officer lays the vote, again and again until it is opened: the method, what is on the paper, which bodies stand on the roll.

How it is decided is stated in `stating`. A method asks only for what it needs: choosing another one forgets what the new
one has no use for.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.votes.enums import BY_MAJORITY, SEVERAL, Method, RollKind, Rule
from consultations.votes.letters import MOST_OPTIONS
from consultations.votes.models import Option, RollEntry, Vote
from consultations.votes.permissions import can_prepare_vote
from consultations.votes.selectors import colleges_of, versions_on_offer, voting_phase
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College
from policylab.directory.models import Organisation
from proposals.models import Version

from ._locks import locked_consultation
from ._preparation import locked_preparation
from .stating import Stated, forget_what_is_not_asked, state_rule


class Candidate(NamedTuple):
    """Who stands for a seat; in which college, where each elects its own."""

    name: str
    about: str = ""
    college: str = ""


@transaction.atomic
def choose_method(*, user: User, consultation: Consultation, method: Method) -> Vote:
    """The vote begins with it; chosen anew, what is on the paper stays where it can."""
    consultation = locked_consultation(consultation)
    now = db_now()
    if not can_prepare_vote(user, consultation, now):
        raise PermissionDenied
    rule = Rule.EVERY_COLLEGE if method in BY_MAJORITY else Rule.ONE_PERSON_ONE_VOTE
    vote, new = Vote.objects.get_or_create(
        phase=voting_phase(consultation),
        defaults={"method": method, "rule": rule, "created_by": user, "created_at": now},
    )
    if not new and vote.method != method:
        forget_what_is_not_asked(vote, method)
        _forget_options(vote, method)
    return vote


@transaction.atomic
def choose_plans(
    *, user: User, vote: Vote, versions: Sequence[Version], costs: Mapping[int, Decimal] | None = None
) -> Vote:
    """In the order given, which is that of the paper. `costs` by version, where money is shared out."""
    vote = locked_preparation(user, vote)
    costs = costs or {}
    _require_sound(vote, versions, costs)
    return _put_on_paper(
        vote,
        (
            Option(vote=vote, version=version, position=position, cost=costs.get(version.pk))
            for position, version in enumerate(versions, start=1)
        ),
    )


@transaction.atomic
def name_candidates(*, user: User, vote: Vote, candidates: Sequence[Candidate]) -> Vote:
    vote = locked_preparation(user, vote)
    if vote.method != Method.STV:
        raise Refused(_("Candidates stand only where seats are filled."))
    if len(candidates) < 2:
        raise Refused(_("Name at least two candidates: with one there is nothing to choose."))
    if len(candidates) > MOST_OPTIONS:
        raise Refused(_("At most %(most)s candidates can stand on one paper.") % {"most": MOST_OPTIONS})
    if not {one.college for one in candidates} <= {"", *colleges_of(vote.phase.consultation)}:
        raise Refused(_("A candidate stands in a college that takes part."))
    names = [candidate.name.casefold() for candidate in candidates]
    twice = next((one.name for one in candidates if names.count(one.name.casefold()) > 1), None)
    if twice:
        raise Refused(_("%(name)s stands there twice: nobody could tell them apart.") % {"name": twice})
    return _put_on_paper(
        vote,
        (
            Option(vote=vote, name=one.name, about=one.about, college=one.college, position=position)
            for position, one in enumerate(candidates, start=1)
        ),
    )


@transaction.atomic
def set_roll(
    *, user: User, vote: Vote, organisations: Sequence[Organisation], roll_kind: RollKind | None = None
) -> list[RollEntry]:
    """The bodies that stand on the roll, each in the college of its kind, those left out go; and how citizens come on it."""
    vote = locked_preparation(user, vote)
    wanted = {organisation.pk for organisation in organisations}
    bodies = list(Organisation.objects.public().filter(pk__in=wanted))
    colleges = set(colleges_of(vote.phase.consultation))
    if len(bodies) != len(wanted) or any(body.college not in colleges - {College.CITIZEN} for body in bodies):
        raise Refused(_("Only checked organisations of the colleges that take part can stand on the roll."))
    if roll_kind is not None:
        vote.roll_kind = roll_kind if College.CITIZEN in colleges else RollKind.CLOSED
        vote.save(update_fields=["roll_kind"])
    vote.roll.exclude(organisation__in=bodies).delete()
    kept = set(vote.roll.values_list("organisation", flat=True))
    RollEntry.objects.bulk_create(
        RollEntry(vote=vote, college=body.college, organisation=body, territory_id=body.territory_id)
        for body in bodies
        if body.pk not in kept
    )
    return list(vote.roll.all())


@transaction.atomic
def prepare_vote(
    *, user: User, consultation: Consultation, versions: Sequence[Version], method: Method = Method.APPROVAL,
    costs: Mapping[int, Decimal] | None = None, adopt_at_most: int | None = None,
) -> Vote:  # fmt: skip
    """Method, plans and limit in one call, for who lays a vote without the pages."""
    vote = choose_method(user=user, consultation=consultation, method=method)
    vote = choose_plans(user=user, vote=vote, versions=versions, costs=costs)
    if method not in SEVERAL:
        return vote
    return state_rule(user=user, vote=vote, stated=Stated(adopt_at_most=adopt_at_most))


def _put_on_paper(vote: Vote, options: Iterable[Option]) -> Vote:
    vote.options.all().delete()
    Option.objects.bulk_create(options)
    return vote


def _forget_options(vote: Vote, method: Method) -> None:
    """Plans are no candidates; what a plan costs is asked for a budget alone; one text is not several."""
    vote.options.filter(version__isnull=method != Method.STV).delete()
    if method != Method.EQUAL_SHARES:
        vote.options.update(cost=None)


def _require_sound(vote: Vote, versions: Sequence[Version], costs: Mapping[int, Decimal]) -> None:
    if vote.method == Method.STV:
        raise Refused(_("Seats are filled with candidates, not with plans."))
    if not versions:
        raise Refused(_("Choose at least one plan."), field="plans")
    if vote.method == Method.YES_NO and len(versions) > 1:
        raise Refused(_("Yes or no is asked of one plan: choose one, or another way to vote."), field="plans")
    if len(versions) > MOST_OPTIONS:
        raise Refused(_("At most %(most)s plans can be put to one vote.") % {"most": MOST_OPTIONS}, field="plans")
    offered = set(versions_on_offer(vote.phase.consultation).values_list("pk", flat=True))
    if len({version.pk for version in versions}) != len(versions) or not {one.pk for one in versions} <= offered:
        raise Refused(_("Some of these plans have changed or were withdrawn. Choose again."), field="plans")
    if vote.method == Method.EQUAL_SHARES:
        _require_costs(versions, costs)


def _require_costs(versions: Sequence[Version], costs: Mapping[int, Decimal]) -> None:
    for version in versions:
        if costs.get(version.pk) is None or costs[version.pk] <= 0:
            raise Refused(_("Say what this plan costs: money is shared out by it."), field=f"cost_{version.pk}")
