"""A plan with its charter, the same at every moment: what happens to it follows no window."""

from typing import Any

from policylab.accounts.models import User
from policylab.directory.models import Organisation
from tests.consultations import factories as consultations
from tests.proposals import factories as plans
from tests.proposals.charters import factories as charters


def signed_plan(people: dict[str, User], city: Organisation) -> dict[str, Any]:
    """The city adopted it and has signed its charter; the club has not. A next version is being drafted."""
    asked = consultations.opened("propose", people["officer"], city)
    plan = plans.published(people["author"], asked.round)
    consultations.moved(asked, "answer")
    plan = plans.answered(plan, user=people["officer"]).proposal
    version = charters.published(plan)
    charters.signed(version, city, user=people["officer"])
    charters.drafted(plan, edition=1, text="Encore un mois de plus.")
    return {"answered consultation": asked, "signed plan": plan, "digest": version.digest}
