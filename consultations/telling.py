"""What those who follow a consultation are told: that it begins, what opens, what closes soon, which plans come.

A title is kept in every language it has, because the notice is read in the language of its reader.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core import dates
from policylab.core.keys import key_for, key_of
from policylab.notices.enums import Kind
from policylab.notices.services import follow_along, notify, notify_people
from proposals.models import Answer, Round

from .audience import EVERYBODY
from .enums import Deed, PhaseKind
from .models import Consultation, Entry, Phase

WRITING, WRITING_ENDS, TALKING_ENDS = "phase.writing", "phase.writing_ends", "phase.talking_ends"
ANSWERED, CORRECTED = "consultation.answered", "consultation.answer_corrected"
BEGINS = {PhaseKind.PROPOSE: WRITING}
ENDS = {PhaseKind.PROPOSE: WRITING_ENDS, PhaseKind.DISCUSS: TALKING_ENDS}
MOVED, PAUSED, RESUMED, CANCELLED = (
    "consultation.moved",
    "consultation.paused",
    "consultation.resumed",
    "consultation.cancelled",
)
HANDED = "consultation.handed"
EVENTS = {Deed.MOVED: MOVED, Deed.PAUSED: PAUSED, Deed.RESUMED: RESUMED, Deed.CANCELLED: CANCELLED}
# A notice is one line: the whole reason stands on the page it leads to.
REASON_SHOWN = 160


def consultation_opened(consultation: Consultation) -> None:
    """Whoever opened it hears of what comes in."""
    follow_along(user=consultation.opened_by, target=consultation)


def consultation_changed(entry: Entry) -> None:
    """Everybody who takes part is told, with the reason; not who did it, who knows."""
    consultation = entry.consultation
    notify(
        subject=key_of(consultation),
        event=EVENTS[Deed(entry.deed)],
        facts=facts_of(consultation) | {"reason": Truncator(entry.reason).chars(REASON_SHOWN)},
        url=f"{reverse('consultations:detail', args=[consultation.ref])}#changes",
        exclude={entry.by_id},
        audience=EVERYBODY,
    )


def handed_over(entry: Entry) -> None:
    """The colleague alone, who did not ask for it; from then on they hear of what comes in."""
    consultation, colleague = entry.consultation, User.objects.get(pk=entry.facts["to"])
    follow_along(user=colleague, target=consultation)
    notify_people(
        users=[colleague.pk],
        subject=key_of(consultation),
        event=HANDED,
        facts=facts_of(consultation) | {"reason": Truncator(entry.reason).chars(REASON_SHOWN)},
        url=reverse("consultations:log", args=[consultation.ref]),
    )


def round_answered(answer: Answer) -> None:
    """The answer in general, or its correction, which says of itself that it is one."""
    consultation = Consultation.objects.public().filter(round=answer.round_id).first()
    if consultation is None:
        return
    event = ANSWERED if answer.number == 1 else CORRECTED
    notify(
        subject=key_of(consultation),
        event=event,
        facts=facts_of(consultation),
        url=reverse("consultations:answer", args=[consultation.ref]),
        exclude={answer.answered_by_id},
    )


def subject_of_round(round: Round) -> str:
    pk = Consultation.objects.public().filter(round=round).values_list("pk", flat=True).first()
    return key_for("consultations.consultation", pk) if pk else ""


def phase_begins(phase: Phase, closes_at: datetime | None) -> None:
    _tell(phase, BEGINS[PhaseKind(phase.kind)], closes_at)


def phase_ends_soon(phase: Phase, closes_at: datetime | None) -> None:
    _tell(phase, ENDS[PhaseKind(phase.kind)], closes_at)


def _tell(phase: Phase, event: str, closes_at: datetime | None) -> None:
    consultation = phase.consultation
    url = reverse("consultations:detail", args=[consultation.ref])
    notify(subject=key_of(consultation), event=event, facts=facts_of(consultation, closes_at), url=url)


def facts_of(consultation: Consultation, closes_at: datetime | None = None) -> dict[str, Any]:
    """For a sentence that says `%(title)s`, and `%(until)s`; see `saying`."""
    titles = dict(consultation.texts.values_list("language", "title"))
    return {"titles": titles, "first": consultation.language, "closes": closes_at.isoformat() if closes_at else ""}


def saying(sentence: Callable[[], str]) -> Callable[[dict[str, Any]], str]:
    """The sentence with its title and date in the language of now."""

    def said(facts: dict[str, Any]) -> str:
        titles = facts["titles"]
        title = titles.get((get_language() or "")[:2]) or titles.get(facts["first"]) or next(iter(titles.values()), "")
        closes = parse_datetime(facts["closes"]) if facts.get("closes") else None
        when, reason = dates.write(closes, "full") if closes else "", facts.get("reason", "")
        return sentence() % {"title": title, "when": when, "reason": reason}

    return said


SENTENCES = {
    # Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"
    WRITING: saying(lambda: _("«%(title)s»: plans can be written now, until %(when)s")),
    # Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"
    WRITING_ENDS: saying(lambda: _("Two days left to write a plan for «%(title)s», until %(when)s")),
    # Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"
    TALKING_ENDS: saying(lambda: _("Two days left to support and discuss the plans of «%(title)s», until %(when)s")),
    MOVED: saying(lambda: _("The dates of «%(title)s» have changed: %(reason)s")),
    PAUSED: saying(lambda: _("«%(title)s» is paused: %(reason)s")),
    RESUMED: saying(lambda: _("«%(title)s» goes on: %(reason)s")),
    ANSWERED: saying(lambda: _("«%(title)s» is answered in general: read what becomes of the plans")),
    CORRECTED: saying(lambda: _("The general answer to «%(title)s» was corrected")),
    HANDED: saying(lambda: _("«%(title)s» is in your hands now: %(reason)s")),
    CANCELLED: saying(lambda: _("«%(title)s» was cancelled: %(reason)s")),
}
# What is called off is told at once, like a decision; dates as one wants dates to be told.
KINDS = dict.fromkeys((WRITING, WRITING_ENDS, TALKING_ENDS, MOVED, PAUSED, RESUMED), Kind.DATES) | {
    HANDED: Kind.MINE,
    CANCELLED: Kind.DECIDED,
    ANSWERED: Kind.DECIDED,
    CORRECTED: Kind.DECIDED,
}
