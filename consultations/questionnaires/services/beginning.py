"""A consultation begun with an example, or as a copy of another, begins with its questionnaire too."""

from collections.abc import Mapping
from typing import Any

from consultations.models import Consultation
from consultations.questionnaires.definition import Definition, Page, dump, load
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.personal import ready_made
from consultations.questionnaires.selectors import asking_phase
from policylab.core.clock import db_now


def lay_example(draft: Consultation, told: Mapping[str, Any]) -> None:
    """`told`: a definition in every language; kept are the words in those of the draft: nobody changes words five times.

    A question may be told as {"key": "q5", "ready": "age"}: one of `personal`.
    """
    languages = {draft.language, *draft.texts.values_list("language", flat=True)}
    if told:
        pages = tuple(_page(page, languages) for page in told["pages"])
        _begin(draft, Definition(_in_languages(told["intro"], languages), pages))


def copy_questionnaire(of: Consultation, draft: Consultation) -> None:
    """As it was last written; nothing of what was replied."""
    known = Questionnaire.objects.filter(phase__consultation=of).order_by("phase__position").first()
    if known:
        _begin(draft, load(known.draft))


def _begin(draft: Consultation, definition: Definition) -> None:
    phase = asking_phase(draft)
    if phase:
        begun: dict[str, Any] = {"draft": dump(definition), "created_by": draft.created_by, "created_at": db_now()}
        Questionnaire.objects.get_or_create(phase=phase, defaults=begun)


def _page(told: Mapping[str, Any], languages: set[str]) -> Page:
    plain = {**told, "questions": [one for one in told["questions"] if "ready" not in one]}
    page = load({"pages": [_in_languages(plain, languages)]}).pages[0]
    ready = {one["key"]: one["ready"] for one in told["questions"] if "ready" in one}
    known = {one.key: one for one in page.questions}
    known |= {key: ready_made(name, key, languages) for key, name in ready.items()}
    return Page(page.key, page.title, tuple(known[one["key"]] for one in told["questions"]))


def _in_languages(told: Any, languages: set[str]) -> Any:
    """Words are the mappings whose keys are languages."""
    if isinstance(told, list):
        return [_in_languages(one, languages) for one in told]
    if not isinstance(told, Mapping):
        return told
    if "fr" in told:
        return {code: text for code, text in told.items() if code in languages}
    return {name: _in_languages(value, languages) for name, value in told.items()}
