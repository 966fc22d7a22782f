"""A consultation whose questionnaire everybody has filled in and nobody has handed in."""

from typing import Any

from consultations.questionnaires.models import BegunSheet
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.models import Organisation
from tests.consultations.questionnaires import factories


def filled_in_at(moment: str, people: dict[str, User], city: Organisation) -> dict[str, Any]:
    made = factories.questionnaire(factories.consultation(to=moment, organisation=city), to=moment)
    facts = {"questionnaire": made, "wording": made.wordings.get(), "replies": {"often": "c1"}, "saved_at": db_now()}
    BegunSheet.objects.bulk_create(BegunSheet(user=user, **facts) for user in people.values())
    return {"filled in": made.phase.consultation}
