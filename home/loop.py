"""The seven steps on the front page: what one does there, how much of it there is now, and where; the lab in figures."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core.loop import STEPS
from policylab.core.numbers import number

from .selectors.front import Figures


def loop_of(figures: Figures) -> list[dict[str, Any]]:
    """Items of components/loop.html; a step with nothing in it yet says no number."""
    counts = _counts(figures)
    library = reverse("home:library")
    rows = [
        (library, _("a note, a toolkit, a case")),
        (f"{reverse('consultations:list')}?stage=open", _("a municipality asks a question")),
        (reverse("proposals:list"), _("anybody can write a plan")),
        (f"{reverse('proposals:list')}?order=discussed", _("comment, amend, support")),
        (f"{reverse('consultations:list')}?stage=open", _("each college counts its own votes")),
        (reverse("votes:results"), _("commitments, dates, measures")),
        (f"{library}?kind=case", _("what worked, and what did not")),
    ]
    return [
        {"label": STEPS[step], "url": url, "note": note, "count": counts.get(step, "")}
        for step, (url, note) in enumerate(rows, 1)
    ]


def _counts(figures: Figures) -> dict[int, str]:
    said = {
        1: ngettext("%(count)s note or toolkit", "%(count)s notes and toolkits", figures.publications),
        2: ngettext("%(count)s open", "%(count)s open", figures.consultations),
        3: ngettext("%(count)s plan", "%(count)s plans", figures.plans),
        5: ngettext("%(count)s vote open", "%(count)s votes open", figures.votes),
        7: ngettext("%(count)s case", "%(count)s cases", figures.cases),
    }
    numbers = {1: figures.publications, 2: figures.consultations, 3: figures.plans, 5: figures.votes, 7: figures.cases}
    return {step: words % {"count": numbers[step]} for step, words in said.items() if numbers[step]}


def stats_of(figures: Figures) -> list[dict[str, str]]:
    """Items of components/stats.html; what there is none of is left out."""
    said = [
        (figures.towns, ngettext("place asked its people", "places asked their people", figures.towns)),
        (figures.plans_ever, ngettext("plan was written", "plans were written", figures.plans_ever)),
        (figures.organisations, ngettext("organisation takes part", "organisations take part", figures.organisations)),
    ]
    return [{"number": number(count), "label": label} for count, label in said if count]
