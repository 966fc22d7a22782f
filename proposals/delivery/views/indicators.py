"""Saying what is measured, and what a reading gave."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from policylab.core.clock import db_now
from proposals.delivery import services
from proposals.delivery.forms import IndicatorForm, MeasurementForm, StrikeForm
from proposals.delivery.permissions import can_add_indicator, can_record_measurement, can_strike_measurement
from proposals.delivery.selectors import indicator_of, reading_of, text_of
from proposals.delivery.standing import today_of
from proposals.views._plan import published_or_404

from ._desk import desk, fill_in, refuse


@desk
def add(request: HttpRequest, ref: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    if not can_add_indicator(request.user, plan):
        return refuse(request, plan)

    def act(given: dict[str, Any]) -> None:
        services.add_indicator(user=request.user, proposal=plan, **given)

    return fill_in(
        request, plan, IndicatorForm(request.POST or None), act, _("The indicator stands on the page of the plan."),
        title=_("Say what is measured"), submit=_("Add the indicator"), lead=text_of(plan).title,
        lead_lang=text_of(plan).language,
    )  # fmt: skip


@desk
def measure(request: HttpRequest, ref: str, indicator: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    found = indicator_of(plan, indicator)
    if found is None:
        raise Http404
    if not can_record_measurement(request.user, found):
        return refuse(request, plan)
    form = MeasurementForm(
        request.POST or None, counts_people=found.counts_people, initial={"measured_on": today_of(db_now())}
    )

    def act(given: dict[str, Any]) -> None:
        services.record_measurement(user=request.user, indicator=found, **given)

    return fill_in(
        request, plan, form, act, _("The reading stands in the chart and in its table."),
        title=_("Enter a reading"), submit=_("Publish the reading"), lead=found.name, lead_lang=found.language,
    )  # fmt: skip


@desk
def strike(request: HttpRequest, ref: str, indicator: str, day: str) -> HttpResponse:
    plan = published_or_404(request, ref)
    found = indicator_of(plan, indicator)
    reading = reading_of(found, day) if found else None
    if found is None or reading is None:
        raise Http404
    if not can_strike_measurement(request.user, found):
        return refuse(request, plan)

    def act(given: dict[str, Any]) -> None:
        services.strike_measurement(user=request.user, measurement=reading, **given)

    return fill_in(
        request, plan, StrikeForm(request.POST or None), act, _("The reading is struck out, and its reason stands beside it."),
        title=_("Strike out a reading"), submit=_("Strike it out"), lead=found.name, lead_lang=found.language, reading=reading,
    )  # fmt: skip
