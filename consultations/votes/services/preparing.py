"""An officer lays the vote: which plans, in which order, how many at most, and which bodies stand on the roll."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.models import Consultation
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

from ._locks import locked_consultation, locked_vote


@transaction.atomic
def prepare_vote(
    *, user: User, consultation: Consultation, versions: Sequence[Version], adopt_at_most: int | None = None
) -> Vote:
    """Options in the order given, which is also the order in which ties are broken. Again and again until it is opened."""
    consultation = locked_consultation(consultation)
    now = db_now()
    if not can_prepare_vote(user, consultation, now):
        raise PermissionDenied
    _require_sound(consultation, versions, adopt_at_most)
    vote, _new = Vote.objects.get_or_create(
        phase=voting_phase(consultation), defaults={"created_by": user, "created_at": now}
    )
    vote = locked_vote(vote)
    vote.adopt_at_most = adopt_at_most
    vote.save(update_fields=["adopt_at_most"])
    vote.options.all().delete()
    Option.objects.bulk_create(
        Option(vote=vote, version=version, position=position) for position, version in enumerate(versions, start=1)
    )
    return vote


@transaction.atomic
def set_roll(*, user: User, vote: Vote, organisations: Sequence[Organisation]) -> list[RollEntry]:
    """The bodies that stand on the roll, each in the college of its kind; those left out go from it."""
    vote = locked_vote(vote)
    consultation = vote.phase.consultation
    if not can_prepare_vote(user, consultation, db_now()):
        raise PermissionDenied
    wanted = {organisation.pk for organisation in organisations}
    bodies = list(Organisation.objects.public().filter(pk__in=wanted))
    colleges = set(colleges_of(consultation)) - {College.CITIZEN}
    if len(bodies) != len(wanted) or any(body.college not in colleges for body in bodies):
        raise Refused(_("Only checked organisations of the colleges that take part can stand on the roll."))
    vote.roll.exclude(organisation__in=bodies).delete()
    kept = set(vote.roll.values_list("organisation", flat=True))
    RollEntry.objects.bulk_create(
        RollEntry(vote=vote, college=body.college, organisation=body, territory_id=body.territory_id)
        for body in bodies
        if body.pk not in kept
    )
    return list(vote.roll.all())


def _require_sound(consultation: Consultation, versions: Sequence[Version], adopt_at_most: int | None) -> None:
    if not versions:
        raise Refused(_("Choose at least one plan."), field="plans")
    if len(versions) > MOST_OPTIONS:
        raise Refused(_("At most %(most)s plans can be put to one vote.") % {"most": MOST_OPTIONS}, field="plans")
    offered = set(versions_on_offer(consultation).values_list("pk", flat=True))
    if len({version.pk for version in versions}) != len(versions) or not {one.pk for one in versions} <= offered:
        raise Refused(_("Some of these plans have changed or were withdrawn. Choose again."), field="plans")
    if adopt_at_most is not None and not 1 <= adopt_at_most <= len(versions):
        raise Refused(_("Say a number from 1 to the number of plans chosen, or leave it empty."), field="adopt_at_most")
