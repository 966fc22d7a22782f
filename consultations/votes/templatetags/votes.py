"""What templates of votes ask: `{% load votes %}`. letter, plan_by; version_address."""

from django import template

from consultations.votes.addresses import version_url
from consultations.votes.letters import shown
from proposals.models import Proposal

register = template.Library()
register.filter("letter", shown)
register.simple_tag(version_url, name="version_address")


@register.filter
def plan_by(plan: Proposal) -> str:
    """In whose name a plan stands: an organisation, or the name its author shows."""
    return plan.organisation.name if plan.organisation else plan.author.shown_name
