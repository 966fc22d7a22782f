"""How far a plan's delivery has come, as a step of a trail: one query for the counts, whatever the number of plans."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.loop import DELIVER
from policylab.core.registries import TrailLink
from proposals.answers import maybe_answered
from proposals.models import Proposal

from .selectors import HOW_FAR, counts_of, plans_delivered_in, plans_under_way, text_of
from .words import how_far

SHOWN = 3


def trail_of_plans(plans: Sequence[Proposal]) -> dict[Proposal, list[TrailLink]]:
    """For a plan's own page; nothing is promised before an answer."""
    if not (plans := maybe_answered(plans)):
        return {}
    counts = counts_of(plans)
    return {plan: [_link(plan, how_far(counts[plan.pk]))] for plan in plans if plan.pk in counts}


def links_of_rounds(rounds: Iterable[int]) -> dict[int, list[TrailLink]]:
    """For what gathered the plans (a consultation, its vote): each plan under way, by name."""
    more = TrailLink(DELIVER, _("Delivery"), _("and more"))
    return {
        round: [*map(_link_by_name, plans[:SHOWN]), *([more] if len(plans) > SHOWN else [])]
        for round, plans in plans_delivered_in(list(rounds)).items()
    }


def latest_links(rounds: QuerySet, most: int) -> list[TrailLink]:
    """For the note behind many gatherings: some of the plans under way in all of them, the latest first."""
    return [_link_by_name(plan) for plan in plans_under_way(rounds).order_by("-published_at", "-pk")[:most]]


def _link_by_name(plan: Proposal) -> TrailLink:
    """Of a plan that carries its figures."""
    text = text_of(plan)
    return _link(plan, text.title, how_far({name: getattr(plan, name) for name in HOW_FAR}), text.language)


def _link(plan: Proposal, title: str, note: str = "", language: str = "") -> TrailLink:
    url = reverse("delivery:detail", args=[plan.ref])
    return TrailLink(DELIVER, _("Delivery"), title, url, note, language=language)
