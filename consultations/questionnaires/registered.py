"""What questionnaires put into the slots of the packages below: due, trail, tab, search, notices, desk, report, own data."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.audience import taking_part
from consultations.done import done_sources
from consultations.enums import PhaseKind
from consultations.models import Consultation
from consultations.readiness import opened_in
from consultations.services.duplicating import copied_parts
from consultations.services.rehearsing import rehearsed_parts
from consultations.services.writing import example_parts
from consultations.waiting import offices_held
from policylab.core import registries
from policylab.notices.sentences import notice_kinds, notice_sentences

from . import audience, documents, done, intents, report, sharing, telling, trail, waiting
from .models import Questionnaire
from .permissions import shows_questionnaire_tab
from .services import delete_old_begun, forget_sheets, sheets_data
from .services.announcing import announce_questionnaires, remind_officers
from .services.beginning import copy_questionnaire, lay_example
from .services.counting import close_due_questionnaires
from .services.opening import rehearse_questionnaire


def questionnaire_url(consultation: Consultation) -> str:
    return reverse("questionnaires:detail", args=[consultation.ref])


DUE = {
    "questionnaires": close_due_questionnaires,
    "questionnaire dates": announce_questionnaires,
    "questionnaires not opened": remind_officers,
    "old sheets begun": delete_old_begun,
}


def fill_slots() -> None:
    slots: list[tuple[list[Any], Any]] = [
        (done_sources, done.done_in),
        (taking_part, audience.answering),
        (example_parts, lay_example),
        (copied_parts, copy_questionnaire),
        (rehearsed_parts, rehearse_questionnaire),
    ]
    for slot, filler in slots:
        if filler not in slot:
            slot.append(filler)
    opened_in[PhaseKind.ASK] = Exists(Questionnaire.objects.public().filter(phase=OuterRef("pk")))
    registries.due |= DUE
    registries.add_trail(Consultation, trail.trail_of_consultations)
    registries.add_tab(
        Consultation,
        registries.Tab("questionnaire", _("Questionnaire"), questionnaire_url, 15, shows_questionnaire_tab),
    )
    registries.search_sources["questionnaires.questionnaire"] = documents.documents
    registries.kind_names[documents.KIND] = Questionnaire._meta.verbose_name
    registries.personal_data["questionnaires"] = sheets_data
    registries.erasure["questionnaires"] = forget_sheets
    registries.shared["q"] = sharing.card_of
    registries.intents["questionnaires:hand_in"] = intents.to_hand_in
    registries.add_waiting("questionnaires", waiting.questionnaires_to_open, offices_held)
    registries.add_waiting("questionnaires closing", waiting.questionnaires_closing, offices_held)
    registries.add_waiting("sheets begun", waiting.sheets_begun, waiting.sheets_to_hand_in)
    registries.add_report(Consultation, report.chapter)
    notice_sentences.update(telling.SENTENCES)
    notice_kinds.update(telling.KINDS)
