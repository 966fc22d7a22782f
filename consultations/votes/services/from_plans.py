"""A vote from the plans that stand, in one press: everything of it can be changed afterwards, step by step."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.votes.enums import Completion, Method, Rule
from consultations.votes.letters import MOST_OPTIONS
from consultations.votes.models import Vote
from consultations.votes.permissions import can_prepare_vote
from consultations.votes.selectors import place_of, versions_on_offer
from consultations.votes.sums import sum_in
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from proposals.models import Version

from ._locks import locked_consultation
from .preparing import prepare_vote
from .stating import Stated, state_rule


@transaction.atomic
def prepare_from_plans(*, user: User, consultation: Consultation) -> Vote:
    """All that stand, in their current versions, in the order in which they were published. A vote once begun stays as it is.

    A budget where the question says how much money there is and every plan, in the same currency, what it costs; else approval.
    """
    consultation = locked_consultation(consultation)
    if not can_prepare_vote(user, consultation, db_now()):
        raise PermissionDenied
    begun = Vote.objects.filter(phase__consultation=consultation).first()
    if begun is not None:
        return begun
    versions = list(versions_on_offer(consultation)[: MOST_OPTIONS + 1])
    if not versions:
        raise Refused(_("No plan stands in this consultation, so there is nothing to vote on yet."))
    country = place_of(consultation).code[:2]
    money = _money(consultation, country)
    costs = costs_of(versions, country, money[1]) if money and len(versions) > 1 else {}
    if not money or not costs:
        return prepare_vote(user=user, consultation=consultation, versions=versions)
    vote = prepare_vote(
        user=user, consultation=consultation, versions=versions, method=Method.EQUAL_SHARES, costs=costs
    )
    stated = Stated(rule=Rule(vote.rule), money=money[0], currency=money[1], completion=Completion.ADD1_GREEDY)
    return state_rule(user=user, vote=vote, stated=stated)


def _money(consultation: Consultation, country: str) -> tuple[Decimal, str] | None:
    """In whichever languages the question states a sum that cannot be misread; nothing where they differ."""
    found = {sum_in(text.asked, country) for text in consultation.texts.all()} - {None}
    return found.pop() if len(found) == 1 else None


def costs_of(versions: list[Version], country: str, currency: str) -> dict[int, Decimal]:
    """By version, what its resources state; nothing at all where one of them states no sum, or another currency."""
    read = {version.pk: sum_in(version.resources, country) for version in versions}
    costs = {pk: found[0] for pk, found in read.items() if found and found[1] == currency}
    return costs if len(costs) == len(versions) else {}
