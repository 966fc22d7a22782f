"""A questionnaire as search sees it: its questions, in each language of its consultation; never a reply."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from policylab.core.keys import key_of
from policylab.core.registries import Document

from .definition import load
from .enums import QuestionnaireStatus
from .models import Questionnaire
from .said import said

KIND = "questionnaire"


def documents(questionnaires: Iterable[Questionnaire] | None = None) -> Iterator[Document]:
    """From its opening on."""
    rows = Questionnaire.objects.public().select_related("phase__consultation__territory", "count")
    if questionnaires is not None:
        rows = rows.filter(pk__in=[one.pk for one in questionnaires])
    for one in rows.prefetch_related("phase__consultation__texts", "wordings").order_by("pk").iterator(chunk_size=200):
        for text in one.phase.consultation.texts.all():
            with override(text.language):
                yield _document(one, text)


def _document(questionnaire: Questionnaire, text: Any) -> Document:
    consultation, wordings = questionnaire.phase.consultation, list(questionnaire.wordings.all())
    counted = questionnaire.status == QuestionnaireStatus.COUNTED
    asked = load(wordings[-1].definition).questions() if wordings else ()
    return Document(
        key=key_of(questionnaire),
        language=text.language,
        kind=KIND,
        title=text.title,
        body="\n".join(str(said(one.title, text.language)) for one in asked),
        url=reverse(f"questionnaires:{'results' if counted else 'detail'}", args=[consultation.ref]),
        territory=consultation.territory.path if consultation.territory else "",
        opens_at=questionnaire.phase.opens_at,
        closes_at=questionnaire.phase.closes_at,
        published_at=questionnaire.count.counted_at if counted else wordings[0].published_at if wordings else None,
    )
