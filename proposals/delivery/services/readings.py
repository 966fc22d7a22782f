"""Indicators, and their readings."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.core.refs import new_ref
from proposals.delivery import telling
from proposals.delivery.models import Indicator, Measurement
from proposals.delivery.permissions import can_add_indicator, can_record_measurement
from proposals.delivery.selectors import bodies_of
from proposals.delivery.standing import today_of
from proposals.models import Proposal

from ._locks import locked_indicator, locked_plan


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
        ref=key if key and not Indicator.objects.filter(ref=key).exists() else new_ref(),
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
    figures = (total, women, men) if indicator.counts_people else (total, None, None)
    known = indicator.measurements.filter(measured_on=measured_on).first()
    if known and (known.total, known.women, known.men) == figures:
        return known
    if known:
        raise Refused(_("There is a reading of that day already, with other figures."), field="measured_on")
    now = db_now()
    _require_sense(indicator, measured_on > today_of(now), *figures)
    reading = Measurement.objects.create(
        indicator=indicator,
        measured_on=measured_on,
        total=figures[0],
        women=figures[1],
        men=figures[2],
        organisation=bodies_of(user, indicator.proposal)[0],
        reported_by=user,
        reported_at=now,
        **words,
    )
    after_commit(telling.measured, reading)
    return reading


def _require_sense(indicator: Indicator, to_come: bool, total: int, women: int | None, men: int | None) -> None:
    if to_come:
        raise Refused(_("That day is still to come."), field="measured_on")
    if indicator.counts_people and (women is None) != (men is None):
        raise Refused(_("Give women and men both, or neither."), field="men" if men is None else "women")
    if (women or 0) + (men or 0) > total:
        raise Refused(_("Women and men together are more than the total."), field="total")
