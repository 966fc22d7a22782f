"""Consultations that ask: one open at its moment, others whose questions an officer still writes."""

from typing import Any

from policylab.directory.models import Organisation
from tests.consultations.questionnaires import factories as questionnaires


def questionnaires_at(moment: str, city: Organisation) -> dict[str, Any]:
    """`asking`: the consultation of an opened one, with two sheets; `writing`: of one being prepared, with an empty page;
    `complete`: of one that could be opened; `not asking`: of none yet."""
    of = [questionnaires.consultation(to=moment, organisation=city) for _one in range(4)]
    asking, writing, complete, empty = of
    opened = questionnaires.questionnaire(asking, to=moment)
    questionnaires.sheets(opened, [questionnaires.REPLIES] * 2)
    draft = {"pages": [*questionnaires.DEFINITION["pages"], {"key": "p1", "title": {}, "questions": []}]}
    questionnaires.prepared(writing, definition=draft, to=moment)
    questionnaires.prepared(complete, to=moment)
    return {"asking": asking, "writing": writing, "complete": complete, "not asking": empty}
