"""Indicators, and their readings."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from proposals.delivery import telling
from proposals.delivery.models import Indicator, Measurement
from proposals.delivery.permissions import can_add_indicator, can_record_measurement, can_strike_measurement
from proposals.delivery.selectors import bodies_of
from proposals.delivery.standing import today_of
from proposals.models import Proposal

from ._locks import free_ref, locked_indicator, locked_plan

Figures = tuple[int, int | None, int | None]


@transaction.atomic
def add_indicator(
    *,
    user: User,
    proposal: Proposal,
    counts_people: bool,
    baseline: int | None = None,
    target: int | None = None,
    key: str = "",
    **words: str,
) -> Indicator:
    """`words`: name, unit, language. The same form sent twice is one indicator."""
    proposal = locked_plan(proposal)
    if not can_add_indicator(user, proposal):
        raise PermissionDenied
    known = Indicator.objects.filter(ref=key, proposal=proposal).first() if key else None
    if known:
        return known
    return Indicator.objects.create(
        ref=free_ref(Indicator, key),
        proposal=proposal,
        counts_people=counts_people,
        baseline=baseline,
        target=target,
        made_by=user,
        made_at=db_now(),
        **words,
    )


@transaction.atomic
def record_measurement(
    *,
    user: User,
    indicator: Indicator,
    measured_on: date,
    total: int,
    women: int | None = None,
    men: int | None = None,
    **words: str,
) -> Measurement:
    """`words`: source, language. One reading a day; sent twice it is one, and what stands is never changed."""
    indicator = locked_indicator(indicator)
    if not can_record_measurement(user, indicator):
        raise PermissionDenied
    if not indicator.counts_people:
        women = men = None
    if known := _known(indicator, measured_on, (total, women, men)):
        return known
    now = db_now()
    _require_sense(indicator, measured_on > today_of(now), total, women, men)
    figures: dict[str, Any] = {"measured_on": measured_on, "total": total, "women": women, "men": men}
    body = bodies_of(user, indicator.proposal)[0]
    by: dict[str, Any] = {"organisation": body, "reported_by": user, "reported_at": now}
    reading = Measurement.objects.create(indicator=indicator, **figures, **by, **words)
    after_commit(telling.measured, reading)
    return reading


@transaction.atomic
def strike_measurement(*, user: User, measurement: Measurement, text: str, language: str) -> Measurement:
    """Out of chart and figures, with the reason in public; a reading of that day can be entered anew. Sent twice it is once."""
    indicator = locked_indicator(measurement.indicator)
    if not can_strike_measurement(user, indicator):
        raise PermissionDenied
    measurement = indicator.measurements.get(pk=measurement.pk)
    if measurement.struck_at:
        if (measurement.struck_by_id, measurement.struck_because) == (user.pk, text):
            return measurement
        raise Refused(_("It was struck out meanwhile: the reason stands on the plan's page."))
    measurement.struck_at, measurement.struck_by = db_now(), user
    measurement.struck_because, measurement.struck_language = text, language
    measurement.save(update_fields=["struck_at", "struck_by", "struck_because", "struck_language"])
    return measurement


def _known(indicator: Indicator, measured_on: date, figures: Figures) -> Measurement | None:
    """The reading of that day, where it is the same; another is refused, because what stands is never changed."""
    known = indicator.measurements.standing().filter(measured_on=measured_on).first()
    if known and (known.total, known.women, known.men) != figures:
        raise Refused(_("There is a reading of that day already, with other figures."), field="measured_on")
    return known


def _require_sense(indicator: Indicator, to_come: bool, total: int, women: int | None, men: int | None) -> None:
    if to_come:
        raise Refused(_("That day is still to come."), field="measured_on")
    if indicator.counts_people and (women is None) != (men is None):
        raise Refused(_("Give women and men both, or neither."), field="men" if men is None else "women")
    if (women or 0) + (men or 0) > total:
        raise Refused(_("Women and men together are more than the total."), field="total")
