"""A consultation that asks: a questionnaire of every kind of question, sheets handed in, people who are asked.

Dates are moved in the rows themselves (`move`), because everything reads the database's clock.
"""

from datetime import timedelta
from typing import Any

from consultations.enums import PhaseKind
from consultations.models import Consultation, Phase
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import Questionnaire, Sheet, Wording
from consultations.questionnaires.services.opening import digest_of
from policylab.core.clock import db_now
from policylab.directory.enums import College
from tests.consultations.votes import factories as votes

DAY = timedelta(days=1)
SPANS = {"before": (1, 15), "during": (-2, 10), "after": (-20, -3)}


def words(text: str) -> dict[str, str]:
    return {"fr": text, "ar": f"[{text}]"}


def lines(*texts: str) -> list[dict[str, Any]]:
    return [{"key": f"c{place}", "title": words(text)} for place, text in enumerate(texts, start=1)]


def question(key: str, kind: str, **said: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "title": words(f"Question {key} ?"), **said}


# Two pages with a question of every kind; `why_not` is asked of those who seldom come, `gender` is a personal one.
DEFINITION: dict[str, Any] = {
    "intro": words("Dix minutes pour la bibliothèque."),
    "pages": [
        {
            "key": "use",
            "title": words("Votre bibliothèque"),
            "questions": [
                question("often", "single", required=True, choices=lines("Souvent", "Rarement", "Jamais")),
                question("why_not", "text", when={"question": "often", "any_of": ["c2", "c3"]}),
                question("what", "several", choices=lines("Lire", "Travailler", "Rencontrer"), most=2),
                question("hours", "grid", rows=lines("Le matin", "Le soir"), choices=lines("Oui", "Non")),
                question("content", "scale", low=1, high=5),
                question("order", "ranking", choices=lines("Horaires", "Livres", "Chaises")),
            ],
        },
        {
            "key": "more",
            "title": words("Pour finir"),
            "questions": [
                question("minutes", "number", low=0, high=240),
                question("fee", "money", currency="TND"),
                question("last", "date"),
                question("where", "place"),
                question("photo", "file"),
                question("gender", "single", why=words("Qui n’atteignons-nous pas ?"), choices=lines("Une femme", "Un homme")),
            ],
        },
    ],
}  # fmt: skip
REPLIES: dict[str, Any] = {
    "often": "c1",
    "what": ["c1", "c3"],
    "hours": {"c1": "c2", "c2": "c1"},
    "content": 4,
    "order": ["c1", "c3", "c2"],
    "minutes": "12.5",
    "fee": 1500,
    "last": "2026-11-02",
    "where": [36.8065, 10.1815],
    "gender": "c1",
}


def consultation(to: str = "during", **fields: Any) -> Consultation:
    """Opened, run by a municipality with an officer, with a phase for a questionnaire that is `before`, `during` or `after`."""
    made = votes.consultation(**fields)
    now = db_now()
    Phase.objects.create(consultation=made, kind=PhaseKind.ASK, position=0, opens_at=now, closes_at=now + DAY)
    move(made, to)
    return made


def move(of: Consultation | Questionnaire, to: str) -> None:
    made = of if isinstance(of, Consultation) else of.phase.consultation
    now, (opens, closes) = db_now(), SPANS[to]
    made.phases.filter(kind=PhaseKind.ASK).update(opens_at=now + opens * DAY, closes_at=now + closes * DAY)


def officer_of(of: Consultation | Questionnaire) -> Any:
    made = of if isinstance(of, Consultation) else of.phase.consultation
    return votes.officer_of(made.organisation)


def prepared(
    of: Consultation | None = None, *, definition: dict[str, Any] = DEFINITION, to: str = "during"
) -> Questionnaire:
    """Written, not yet opened."""
    made = of or consultation(to)
    facts = {"draft": definition, "created_by": officer_of(made), "created_at": db_now()}
    questionnaire = Questionnaire.objects.create(phase=made.phases.get(kind=PhaseKind.ASK), **facts)
    return again(questionnaire)


def questionnaire(
    of: Consultation | None = None, *, definition: dict[str, Any] = DEFINITION, to: str = "during"
) -> Questionnaire:
    """Opened, with its first wording, at that moment of its phase. Bulk rows: what services do is tried elsewhere."""
    made = prepared(of, definition=definition, to=to)
    Wording.objects.create(
        questionnaire=made,
        number=1,
        definition=definition,
        digest=digest_of(definition),
        published_by=made.created_by,
        published_at=db_now(),
    )
    Questionnaire.objects.filter(pk=made.pk).update(status=QuestionnaireStatus.OPENED)
    return again(made)


def sheet(
    of: Questionnaire, replies: dict[str, Any] | None = None, college: str = College.CITIZEN, **fields: Any
) -> Sheet:
    return sheets(of, [replies or REPLIES], college, **fields)[0]


def sheets(
    of: Questionnaire, replies: list[dict[str, Any]], college: str = College.CITIZEN, **fields: Any
) -> list[Sheet]:
    """As many as there are replies; who handed them in is written nowhere, as in life."""
    wording = of.wordings.order_by("number").last()
    facts = {"questionnaire": of, "wording": wording, "college": college, "language": "fr", **fields}
    return Sheet.objects.bulk_create(Sheet(**facts, replies=one) for one in replies)


def again(made: Questionnaire) -> Questionnaire:
    rows = Questionnaire.objects.select_related("phase__consultation__organisation", "phase__consultation__territory")
    return rows.select_related("phase__consultation__round").get(pk=made.pk)
