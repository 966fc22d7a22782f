"""The short steps in which a plan is written."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .enums import ProposalStatus
from .forms import IdeaForm, MeansForm, ServiceForm, TextsForm
from .models import Draft, Proposal
from .texts import REQUIRED

IDEA, SERVICE, MEANS, ORIGIN, CHECK = "idea", "service", "means", "origin", "check"
LABELS = {
    IDEA: _("The need"),
    SERVICE: _("The service"),
    MEANS: _("Means and success"),
    ORIGIN: _("In whose name"),
    CHECK: _("Read and publish"),
}
FORMS: dict[str, type[TextsForm]] = {IDEA: IdeaForm, SERVICE: ServiceForm, MEANS: MeansForm}


@dataclass(frozen=True)
class Step:
    label: Any
    stage: str
    url: str = ""


def steps_of(proposal: Proposal) -> list[str]:
    """In whose name it stands is settled once it is published."""
    return [step for step in LABELS if step != ORIGIN or proposal.status == ProposalStatus.DRAFT]


def url_of(proposal: Proposal, step: str) -> str:
    if step == CHECK:
        name = "publish" if proposal.status == ProposalStatus.DRAFT else "revise"
        return reverse(f"proposals:{name}", args=[proposal.ref])
    return reverse("proposals:edit", args=[proposal.ref, step])


def step_after(proposal: Proposal, step: str) -> str:
    steps = steps_of(proposal)
    return url_of(proposal, steps[steps.index(step) + 1])


def shown(proposal: Proposal, draft: Draft, here: str) -> list[Step]:
    """For components/wizard.html: a step that has all it needs is done; every step can be gone to."""
    return [
        Step(
            LABELS[step],
            "now" if step == here else "done" if is_done(proposal, draft, step) else "next",
            url_of(proposal, step),
        )
        for step in steps_of(proposal)
    ]


def begun() -> list[Step]:
    """Before there is a draft: the first step, and what is to come."""
    return [Step(label, "now" if step == IDEA else "next") for step, label in LABELS.items()]


def is_done(proposal: Proposal, draft: Draft, step: str) -> bool:
    form = FORMS.get(step)
    if form is None:
        return step == ORIGIN and proposal.source_page_id is not None
    return all(getattr(draft, name) for name in form.base_fields if name != "edition")


def step_with(field: str) -> str:
    """Where a part of the plan is written."""
    return next((step for step, form in FORMS.items() if field in form.base_fields), ORIGIN)


def first_open(draft: Draft) -> str:
    """Where to go on: the first step with an empty part that publishing wants, else the last."""
    empty = [name for name in REQUIRED if not getattr(draft, name)]
    return step_with(empty[0]) if empty else CHECK
