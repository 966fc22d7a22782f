"""The fields of a case, written from a plan: its words, what was promised and when it came, what was measured, the sources.

Asked for in the language the page will have: our own words in it are translated, the participants' stay theirs.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from policylab.core import dates
from policylab.core.clock import db_now
from policylab.core.loop import ASSESS
from policylab.core.numbers import number
from policylab.core.registries import TrailLink, links_of
from proposals.charters.models import Signature
from proposals.charters.selectors import charter_of
from proposals.delivery.models import Indicator, Measurement, Milestone
from proposals.delivery.selectors import counts_of, indicators_of, milestones_of, standing_of, text_of
from proposals.delivery.standing import parts_shown, state_of, today_of
from proposals.delivery.words import how_far, state_word
from proposals.models import Commitment, Proposal
from proposals.plain import plain_text
from proposals.selectors import answer_to

SUMMARY, POINT, HEADING = 400, 300, 120
Blocks = list[tuple[str, Any]]


def parts_of(plan: Proposal) -> dict[str, Any]:
    milestones, indicators = list(milestones_of(plan)), list(indicators_of(plan))
    answer = answer_to(plan)
    years = [day.year for milestone in milestones for day in (milestone.begins_on, milestone.done_on) if day]
    begun = min([*years, answer.answered_at.year] if answer else years, default=None)
    done = [milestone.done_on.year for milestone in milestones if milestone.done_on]
    return {
        "title": text_of(plan).title,
        "summary": _cut(text_of(plan).need, SUMMARY),
        "place": plan.round.territory.name,
        "year_from": begun,
        "year_to": max([begun, *done]) if begun and done else None,
        "in_brief": _brief(plan),
        "body": [*_words(plan), *_promised(milestones), *_measured(indicators)],
        "figures": [("figure", figure) for indicator in indicators for figure in _last_figure(indicator)],
        "actors": _actors(plan),
        # Left empty on purpose: the editor cannot publish before a lesson is written or taken out.
        "lessons": [("lesson", {"text": "", "ours": True})],
        "sources": [("source", _source(link)) for link in links_of(plan) if link.url and link.step != ASSESS],
    }


def _cut(text: str, length: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else f"{words[: length - 1].rpartition(' ')[0] or words[: length - 1]}…"


def _brief(plan: Proposal) -> Blocks:
    counts = counts_of([plan]).get(plan.pk)
    return [("point", _cut(how_far(counts), POINT))] if counts else []


def _words(plan: Proposal) -> Blocks:
    parts = [
        (_("What was needed"), text_of(plan).need),
        (_("The service"), text_of(plan).service),
        (_("Who does what"), text_of(plan).roles),
        (_("Resources"), text_of(plan).resources),
    ]
    return [block for title, text in parts if text for block in (("heading", title), ("text", str(plain_text(text))))]


def _promised(milestones: Iterable[Milestone]) -> Blocks:
    today = today_of(db_now())
    rows = [
        (
            one.title,
            one.organisation.name,
            dates.write(one.first_due_on, "short"),
            dates.write(one.done_on, "short") if one.done_on else state_word(state_of(one, today)),
        )
        for one in milestones
    ]
    heads = (_("Promise"), _("Who answers for it"), _("First promised for"), pgettext("milestone", "Done"))
    return _table(_("What was promised, and when it came"), heads, rows)


def _measured(indicators: Iterable[Indicator]) -> Blocks:
    blocks: Blocks = []
    for indicator in indicators:
        heads: tuple[str, ...] = (
            _("Day"),
            pgettext("counted", "Women"),
            pgettext("counted", "Men"),
            pgettext("counted", "Total"),
        )
        rows = [_reading(reading) for reading in standing_of(indicator)]
        if not indicator.counts_people:
            heads, rows = heads[::3], [row[::3] for row in rows]
        blocks += _table(indicator.name, heads, rows)
    return blocks


def _reading(reading: Measurement) -> tuple[str, ...]:
    """What is hidden on the plan's page is hidden here."""
    shown = parts_shown(reading)
    women, men = (number(shown.women), number(shown.men)) if shown else ("—", "—")
    return dates.write(reading.measured_on, "short"), women, men, number(reading.total)


def _table(title: str, heads: Iterable[str], rows: Sequence[tuple[str, ...]]) -> Blocks:
    """Cells stand apart by a tab (home.blocks.rows_of)."""
    if not rows:
        return []
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in [tuple(heads), *rows]]
    return [("heading", _cut(title, HEADING)), ("table", {"caption": title, "data": "\n".join(lines)})]


def _last_figure(indicator: Indicator) -> list[dict[str, str]]:
    readings = standing_of(indicator)
    if not readings:
        return []
    reading = readings[-1]
    facts = {
        "source": reading.source,
        "body": reading.organisation.name,
        "date": dates.write(reading.measured_on, "date"),
    }
    source = _("%(source)s, %(body)s, %(date)s") % facts
    value = f"{number(reading.total)} {indicator.unit}"
    return [{"value": _cut(value, 40), "label": indicator.name, "source": source}]


def _actors(plan: Proposal) -> Blocks:
    """Bodies only: what a person gave stands on the plan's page, under a name they may still take back."""
    given = Commitment.objects.public().filter(proposal=plan, organisation__isnull=False).select_related("organisation")
    parts = {plan.round.asked_by.name: [_("asked for plans and adopted this one")]}
    for one in given.order_by("pk"):
        parts.setdefault(one.organisation.name, []).append(one.what)
    for signature in _signatures(plan):
        parts.setdefault(signature.organisation.name, []).append(
            _("signed the charter as: %(capacity)s") % {"capacity": signature.get_capacity_display()}
        )
    return [("actor", {"name": name, "part": _cut("; ".join(said), POINT)}) for name, said in parts.items()]


def _signatures(plan: Proposal) -> Iterable[Signature]:
    charter = charter_of(plan)
    if charter is None or charter.current_id is None:
        return []
    return (
        Signature.objects.standing()
        .filter(version=charter.current_id)
        .select_related("organisation")
        .order_by("signed_at", "pk")
    )


def _source(link: TrailLink) -> dict[str, str]:
    title = _("%(kind)s: %(title)s") % {"kind": link.kind, "title": link.title}
    url = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{link.url}"
    return {"title": title, "publisher": "policylab", "year": "", "url": url, "note": link.note}
