"""The chapter on delivery in the report of whoever gathered the plans: what was promised, how it stands, what was measured."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from policylab.core import dates
from policylab.core.named import LANGUAGES
from policylab.core.numbers import number
from policylab.core.registries import ReportPart
from proposals.models import Round

from .models import Measurement, Milestone
from .standing import parts_shown, today_of
from .words import bare_row

PLACE, SHOWN = 80, 200
# What is told of two hundred promises, their bodies and plans; whole rows take three times as long.
OF_A_PROMISE = (
    *("title", "language", "begins_on", "due_on", "first_due_on", "done_on", "proposal", "organisation"),
    *(f"organisation__name_{language}" for language in LANGUAGES),
)
OF_ITS_PLAN = {
    "plan_ref": F("proposal__ref"),
    "plan_title": F("proposal__current__title"),
    "plan_language": F("proposal__current__language"),
}


def chapter(round: Round, now: datetime) -> Iterable[ReportPart]:
    """Two queries: the promises, and the last readings. What was said of each stands on the plan's page."""
    rows = Milestone.objects.public().filter(proposal__round=round).select_related("organisation")
    rows = rows.only(*OF_A_PROMISE).annotate(**OF_ITS_PLAN)
    promises = list(rows.order_by("proposal", "due_on", "pk")[:SHOWN])
    if promises:
        plans = _by_plan(promises, today_of(now))
        for reading in _last_readings(plans):
            plans[reading.indicator.proposal_id]["readings"].append(_in_words(reading))
        yield ReportPart(
            "deliver", PLACE, _("Delivery"), "proposals/delivery/_report_delivery.html", list(plans.values())
        )


def _by_plan(promises: list[Milestone], today: date) -> dict[int, dict[str, Any]]:
    plans: dict[int, dict[str, Any]] = {}
    for promise in promises:
        plan = plans.setdefault(promise.proposal_id, {"plan": promise, "rows": [], "readings": []})
        plan["rows"].append(bare_row(promise, today))
    return plans


def _last_readings(plans: Iterable[int]) -> list[Measurement]:
    """Of the plans that are shown: where more was promised than a report holds, some are not."""
    rows = Measurement.objects.standing().filter(indicator__proposal__in=list(plans)).select_related("indicator")
    last: dict[int, Measurement] = {}
    for reading in rows.order_by("-measured_on", "-pk")[:SHOWN]:
        last.setdefault(reading.indicator_id, reading)
    return list(last.values())


def _in_words(reading: Measurement) -> dict[str, Any]:
    """Women and men apart where that may be told."""
    parts, day = parts_shown(reading), dates.write(reading.measured_on, "date")
    facts = {"total": number(reading.total), "day": day}
    if parts is None:
        said = _("%(total)s on %(day)s") % facts
    else:
        facts |= {"women": number(parts.women), "men": number(parts.men)}
        said = _("%(total)s on %(day)s (women: %(women)s, men: %(men)s)") % facts
    return {"indicator": reading.indicator, "said": said}
