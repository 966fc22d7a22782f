"""The row every act takes first, before the clock is read; and the address of what it makes."""

from policylab.core.refs import new_ref
from proposals.delivery.models import Indicator, Milestone
from proposals.models import Proposal


def locked_plan(proposal: Proposal) -> Proposal:
    Proposal.objects.select_for_update(no_key=True).only("pk").get(pk=proposal.pk)
    return Proposal.objects.select_related("round__asked_by", "current").get(pk=proposal.pk)


def locked_milestone(milestone: Milestone) -> Milestone:
    """Lock, then read, in two statements: joined to the locked row PostgreSQL would give what stood before the wait."""
    Milestone.objects.select_for_update(no_key=True).only("pk").get(pk=milestone.pk)
    whole = Milestone.objects.select_related("organisation", "proposal__round__asked_by", "proposal__current")
    return whole.get(pk=milestone.pk)


def locked_indicator(indicator: Indicator) -> Indicator:
    Indicator.objects.select_for_update(no_key=True).only("pk").get(pk=indicator.pk)
    return Indicator.objects.select_related("proposal__round__asked_by", "proposal__current").get(pk=indicator.pk)


def free_ref(model: type[Milestone | Indicator], key: str) -> str:
    """The key a form came with, unless something else has it."""
    return key if key and not model.objects.filter(ref=key).exists() else new_ref()
