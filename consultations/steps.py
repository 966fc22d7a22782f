"""The four short steps in which a consultation is opened."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .missing import ASKED, CHECK, PEOPLE, WHEN
from .models import Consultation

LABELS = {
    ASKED: _("What is asked"),
    PEOPLE: _("Who takes part"),
    WHEN: _("When"),
    CHECK: _("Check and open"),
}


@dataclass(frozen=True)
class Step:
    label: Any
    stage: str
    url: str = ""


def url_of(consultation: Consultation, step: str) -> str:
    return reverse(f"consultations:{step}", args=[consultation.ref])


def step_after(consultation: Consultation, step: str) -> str:
    order = list(LABELS)
    return url_of(consultation, order[order.index(step) + 1])


def is_done(consultation: Consultation, step: str) -> bool:
    if step == ASKED:
        return bool(consultation.level and consultation.texts.all())
    if step == PEOPLE:
        return bool(consultation.colleges.all())
    return step == WHEN and bool(consultation.phases.all())


def first_open(consultation: Consultation) -> str:
    return next((step for step in LABELS if not is_done(consultation, step)), CHECK)


def shown(consultation: Consultation, here: str) -> list[Step]:
    """For components/wizard.html; every step can be gone to."""
    return [
        Step(
            label,
            "now" if step == here else "done" if is_done(consultation, step) else "next",
            url_of(consultation, step),
        )
        for step, label in LABELS.items()
    ]
