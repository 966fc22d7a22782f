"""What templates of votes ask: `{% load votes %}`. letter, plan_by; cost, version_address."""

from django import template
from django.utils.html import format_html

from consultations.votes.addresses import version_url
from consultations.votes.letters import shown
from consultations.votes.models import Option, Vote
from policylab.core.numbers import amount
from proposals.models import Proposal

register = template.Library()
register.filter("letter", shown)
register.simple_tag(version_url, name="version_address")


@register.filter
def plan_by(plan: Proposal) -> str:
    """In whose name a plan stands: an organisation, or the name its author shows."""
    return plan.organisation.name if plan.organisation else plan.author.shown_name


@register.simple_tag
def cost(option: Option, vote: Vote) -> str:
    """Apart from its surroundings, so that a Latin code does not turn an Arabic line round."""
    return "" if option.cost is None else format_html("<bdi>{}</bdi>", amount(option.cost, vote.currency))
