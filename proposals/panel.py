"""The night panel of a plan: the one thing to do here now, what else can be done, and until when.

It is the same for every reader who has not signed in; for others it knows whether they write the plan or have backed it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core.clock import Stage

from .answers import answer_period
from .enums import Act, ProposalStatus
from .models import Proposal
from .permissions import can_answer_proposal, can_revise_proposal
from .selectors import answer_to, any_open, has_supported, is_standing, state_of, window_open
from .words import is_overdue, when_due, why_closed


@dataclass(frozen=True)
class Other:
    url: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    title: str
    url: str = ""
    label: str = ""
    text: str = ""
    over: str = ""
    opens: datetime | None = None
    closes: datetime | None = None
    others: list[Other] = field(default_factory=list)


# Rooms add what can be done with a plan once its text stands still: function(plan, user, now), the first to answer is shown.
panel_sources: list[Callable[[Proposal, Any, datetime], Panel | None]] = []

# What those who carry a plan can do for it next: function(plan, user); one room fills it, another's panel offers it.
next_acts: list[Callable[[Proposal, Any], Other | None]] = []


def next_act(proposal: Proposal, user: Any) -> Other | None:
    return next((act for source in next_acts if (act := source(proposal, user))), None)


def panel_for(proposal: Proposal, user: Any, now: datetime) -> Panel | None:
    if proposal.status == ProposalStatus.DRAFT:
        return _draft_panel(proposal, now)
    if not is_standing(proposal):
        return None
    others = _others(proposal, now)
    if user.is_authenticated and can_revise_proposal(user, proposal, now):
        return _writers_panel(proposal, now, others)
    if window_open(proposal.round, Act.SUPPORT, now) and proposal.author_id != user.pk:
        return _support_panel(proposal, user, now, others)
    if others:
        closes = state_of(proposal.round, Act.values, now).closes_at
        return Panel(
            _("Take part in this plan"),
            others[0].url,
            others[0].label,
            others[0].note,
            closes=closes,
            others=others[1:],
        )
    further = (source(proposal, user, now) for source in (_answer_panel, *panel_sources))
    return next((panel for panel in further if panel), None) or _closed_panel(proposal, now)


def _answer_panel(proposal: Proposal, user: Any, now: datetime) -> Panel | None:
    """For the officer who owes the answer."""
    if not user.is_authenticated or answer_to(proposal) or not can_answer_proposal(user, proposal, now):
        return None
    period = answer_period(proposal.round)
    closes = period.closes_at if period else None
    return Panel(
        title=_("This plan waits for your answer"),
        url=_address("write_answer", proposal),
        label=_("Answer this plan"),
        text=_("What becomes of it, and why: everybody reads it."),
        over=when_due(period, now) if is_overdue(period, now) else "",
        closes=None if is_overdue(period, now) else closes,
    )


def _address(name: str, proposal: Proposal) -> str:
    return reverse(f"proposals:{name}", args=[proposal.ref])


def _others(proposal: Proposal, now: datetime) -> list[Other]:
    found = []
    if any_open(proposal.round, Act.values, now):
        label, note = _("Make a commitment"), _("Time, a skill, a room, money: everything counts.")
        found.append(Other(_address("commit", proposal), label, note))
    if window_open(proposal.round, Act.COMMENT, now):
        found.append(Other(_address("comments", proposal), _("Comment on it")))
    return found


def _draft_panel(proposal: Proposal, now: datetime) -> Panel:
    state = state_of(proposal.round, Act.WRITE, now)
    return Panel(
        title=_("Nobody else can read this yet"),
        url=_address("edit", proposal),
        label=_("Go on writing"),
        over="" if state.stage == Stage.OPEN else why_closed(proposal.round, Act.WRITE, now),
        closes=state.closes_at if state.stage == Stage.OPEN else None,
        others=[Other(_address("discard", proposal), _("Throw this draft away"))],
    )


def _writers_panel(proposal: Proposal, now: datetime, others: list[Other]) -> Panel:
    return Panel(
        title=_("You write this plan"),
        url=_address("edit", proposal),
        label=_("Write the next version"),
        text=_("Readers see the change word by word once you publish it."),
        closes=state_of(proposal.round, (Act.WRITE, Act.AMEND), now).closes_at,
        others=[*others, Other(_address("withdraw", proposal), _("Withdraw the plan"))],
    )


def _support_panel(proposal: Proposal, user: Any, now: datetime, others: list[Other]) -> Panel:
    closes, count = state_of(proposal.round, Act.SUPPORT, now).closes_at, proposal.supports_count
    people = ngettext("%(count)s person supports it.", "%(count)s people support it.", count) % {"count": count}
    if has_supported(user, proposal):
        others = [*others[1:], Other(_address("unsupport", proposal), _("Take my support back"))]
        commit = _address("commit", proposal)
        return Panel(_("You support this plan"), commit, _("Make a commitment"), people, closes=closes, others=others)
    return Panel(
        title=_("Do you want this plan to be made?"),
        url=_address("support", proposal),
        label=_("Support it"),
        text=people if count else _("Be the first. Support is not yet a vote."),
        closes=closes,
        others=others,
    )


def _closed_panel(proposal: Proposal, now: datetime) -> Panel | None:
    state = state_of(proposal.round, Act.values, now)
    if state.stage == Stage.UPCOMING:
        return Panel(_("Soon you can take part in this plan"), opens=state.opens_at)
    return (
        Panel(_("The text stands still now"), over=why_closed(proposal.round, Act.values, now))
        if state.closes_at
        else None
    )
