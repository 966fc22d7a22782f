"""A plan that is being delivered, the same at every moment: what happens to it follows no window."""

from typing import Any

from policylab.accounts.models import User
from policylab.directory.models import Organisation
from tests.proposals import factories as plans
from tests.proposals.delivery import factories as delivery


def delivered_plan(people: dict[str, User], city: Organisation, club: Organisation) -> dict[str, Any]:
    """The city adopted it, the club has committed to it and answers for a milestone."""
    plan = plans.published(people["author"], plans.gathering(asked_by=city))
    plans.committed(plan, club, user=people["representative"])
    plan = plans.answered(plan, user=people["officer"]).proposal
    milestone = delivery.milestone(plan, due=-1, user=people["officer"], organisation=club)
    ticked = delivery.milestone(plan, user=people["officer"], organisation=club)
    delivery.ticked(ticked, people["officer"])
    indicator = delivery.indicator(plan, people["officer"])
    delivery.measured(indicator, 50, day=-3, user=people["officer"])
    return {
        "delivered plan": plan,
        "milestone": milestone,
        "ticked": ticked,
        "indicator": indicator,
        "day of the reading": delivery.days(-3).isoformat(),
        "today": delivery.today().isoformat(),
        "next week": delivery.days(7).isoformat(),
    }
