"""A consultation whose questionnaire is counted: two free replies, shown to everybody, and a code nobody has ticked yet."""

from typing import Any

from consultations.questionnaires.models import Code, Release
from consultations.questionnaires.services.counting import count_questionnaire
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.models import Organisation
from tests.consultations.questionnaires import factories


def counted_questionnaire(people: dict[str, User], city: Organisation) -> dict[str, Any]:
    made = factories.questionnaire(factories.consultation(organisation=city))
    sheets = factories.sheets(made, [{"often": "c2", "why_not": words} for words in ("Trop loin.", "Trop cher.")])
    factories.move(made, "after")
    count_questionnaire(questionnaire=factories.again(made))
    about = {"questionnaire": made, "question": "why_not"}
    Release.objects.create(**about, by=people["officer"], at=db_now())
    code = Code.objects.create(**about, title="Loin")
    return {"counted": made.phase.consultation, "sheet": sheets[0].pk, "reply code": code.pk}
