"""Sentences about plans that more than one place says."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core import dates, registries
from policylab.core.clock import Stage
from policylab.core.loop import CONSULT

from .answers import Answered, AnswerPeriod, days_past
from .models import Round
from .selectors import state_of


def why_closed(round: Round, acts: str | Iterable[str], now: datetime) -> str:
    """Why an act is not possible now, or nothing while it is."""
    if round.ended_at:
        return _("This was called off on %(when)s: it stays to be read.") % {"when": dates.write(round.ended_at)}
    if round.paused_at:
        return _("This has been paused since %(when)s.") % {"when": dates.write(round.paused_at)}
    state = state_of(round, acts, now)
    if state.stage == Stage.OPEN:
        return ""
    if state.stage == Stage.UPCOMING and state.opens_at:
        return _("This opens on %(when)s.") % {"when": dates.write(state.opens_at)}
    if state.closes_at:
        return _("This closed on %(when)s.") % {"when": dates.write(state.closes_at)}
    return _("This is not part of this gathering of plans.")


def round_title(round: Round) -> registries.TrailLink:
    return round_titles([round])[round]


def round_titles(rounds: Sequence[Round]) -> dict[Round, registries.TrailLink]:
    """What each was opened for, in the words of whoever opened it; else who asked for plans."""
    titles = {}
    for round, links in registries.trails_of(rounds).items():
        asked = _("Plans asked for by %(body)s") % {"body": round.asked_by.name}
        titles[round] = next((link for link in links if link.url), registries.TrailLink(CONSULT, _("Plans"), asked))
    return titles


def how_late(answered: Answered) -> str:
    """Whether the answer came when it was promised, from the facts kept with it; nothing where no date was promised."""
    first, days = answered.first, answered.days_late
    if first.due_at is None:
        return ""
    if days is None:
        return _("In time: it was due by %(when)s.") % {"when": dates.write(first.due_at, "date")}
    if days == 0:
        return _("A few hours late: it was due by %(when)s.") % {"when": dates.write(first.due_at)}
    sentence = ngettext(
        "%(count)s day late: it was due by %(when)s.", "%(count)s days late: it was due by %(when)s.", days
    )
    return sentence % {"count": days, "when": dates.write(first.due_at, "date")}


def when_due(period: AnswerPeriod | None, now: datetime) -> str:
    """For what is not answered yet: by when it is promised, or since when it is owed."""
    if period is None or period.closes_at is None:
        return ""
    when, days = dates.write(period.closes_at, "date"), days_past(period.closes_at, now)
    if days is None:
        return _("The answer is due by %(when)s.") % {"when": when}
    if days == 0:
        return _("The answer was due today, by %(when)s.") % {"when": dates.write(period.closes_at, "hour")}
    sentence = ngettext(
        "The answer was due on %(when)s, %(count)s day ago.",
        "The answer was due on %(when)s, %(count)s days ago.",
        days,
    )
    return sentence % {"count": days, "when": when}


def is_overdue(period: AnswerPeriod | None, now: datetime) -> bool:
    return period is not None and days_past(period.closes_at, now) is not None
