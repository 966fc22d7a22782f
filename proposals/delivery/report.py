"""The chapter on delivery in the report of whoever gathered the plans: what was promised, how it stands, what was measured."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from policylab.core import dates
from policylab.core.named import name_of
from policylab.core.numbers import number
from policylab.core.refs import address_by_ref
from policylab.core.registries import ReportPart
from proposals.models import Round

from .models import Measurement, Milestone
from .standing import parts_shown, state_of, today_of
from .words import standing_in_words

PLACE, SHOWN = 80, 120
# What is told of a hundred promises, their bodies and plans; whole rows take three times as long.
OF_A_PROMISE = ("title", "language", "begins_on", "due_on", "first_due_on", "done_on", "proposal")
OF_A_READING = (
    *("measured_on", "total", "women", "men", "indicator__name", "indicator__unit", "indicator__language"),
    "indicator__proposal",
)
OF_ITS_PLAN = {
    "plan_ref": F("proposal__ref"),
    "plan_title": F("proposal__current__title"),
    "plan_language": F("proposal__current__language"),
}


def chapter(round: Round, now: datetime) -> Iterable[ReportPart]:
    """Two queries: the promises, and the last readings. What was said of each stands on the plan's page."""
    rows = Milestone.objects.public().filter(proposal__round=round).only(*OF_A_PROMISE)
    rows = rows.annotate(who=name_of("organisation"), **OF_ITS_PLAN)
    promises = list(rows.order_by("proposal", "due_on", "pk")[: SHOWN + 1])
    if promises:
        plans = _by_plan(promises[:SHOWN], today_of(now))
        for reading in _last_readings(plans):
            plans[reading.indicator.proposal_id]["readings"].append(_in_words(reading))
        facts = {"plans": list(plans.values()), "more": len(promises) > SHOWN}
        yield ReportPart("deliver", PLACE, _("Delivery"), "proposals/delivery/_report_delivery.html", facts)


def _by_plan(promises: list[Any], today: date) -> dict[int, dict[str, Any]]:
    plans: dict[int, dict[str, Any]] = {}
    url_of = address_by_ref("delivery:detail")
    for promise in promises:
        if promise.proposal_id not in plans:
            plans[promise.proposal_id] = {
                "url": url_of(promise.plan_ref),
                "title": promise.plan_title,
                "language": promise.plan_language,
                "rows": [],
                "readings": [],
            }
        plans[promise.proposal_id]["rows"].append(_row(promise, today))
    return plans


def _row(promise: Any, today: date) -> dict[str, str]:
    """Flat: of a hundred rows a template finds `row.title` three times as fast as `row.milestone.organisation.name`."""
    tag, when, lateness = standing_in_words(promise, state_of(promise, today), today)
    return {
        "title": promise.title,
        "language": promise.language,
        "who": promise.who,
        "tag": tag,
        "when": when,
        "lateness": lateness,
    }


def _last_readings(plans: Iterable[int]) -> list[Measurement]:
    """Of the plans that are shown: where more was promised than a report holds, some are not."""
    rows = Measurement.objects.standing().filter(indicator__proposal__in=list(plans)).select_related("indicator")
    rows = rows.only(*OF_A_READING)
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
