"""The vote before it is counted: the same page for everybody who has not signed in, and no figure that tells of persons."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.changes import halt_of
from consultations.permissions import can_see_consultation
from consultations.selectors import consultation_page, words_of
from consultations.votes.enums import Secrecy, VoteStatus
from consultations.votes.models import RollEntry, Vote
from consultations.votes.papers import ASKED
from consultations.votes.permissions import can_enter_roll, can_prepare_vote
from consultations.votes.roll_words import roll_of_vote
from consultations.votes.rule_words import rule_of
from consultations.votes.selectors import (
    VoteStage,
    college_states,
    entering_ends,
    entries_of,
    named_entries,
    votes_of,
    voting_phase,
)
from consultations.votes.tiles import before_counting
from policylab.core import dates, registries
from policylab.core.clock import db_now

from ._desk import ballot_url
from ._vote import crumbs, frame
from .choosing import own_lines


@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """Where it stands decides: prepare it, read and vote, wait for the count, or read the result."""
    found = votes_of(ref).first()
    if found is None or found.status == VoteStatus.PREPARED:
        return _not_yet(request, ref)
    if found.status == VoteStatus.COUNTED:
        return redirect("votes:result", ref)
    context = frame(found, _("Vote"))
    states = college_states(found)
    context |= {
        "question": ASKED[found.method],
        "panel": panel_for(request.user, found, context["stage"], context["now"]),
        "tiles": before_counting(states, running=context["stage"] != VoteStage.UPCOMING),
        "separated": [state for state in states if state.secrecy == Secrecy.SEPARATED],
        "named": named_entries(found),
        "rule": rule_of(found),
        "rolls": roll_of_vote(found, [state.college for state in states]),
        "trail": registries.links_of(found),
    }
    return render(request, "consultations/votes/vote.html", context)


def _not_yet(request: HttpRequest, ref: str) -> HttpResponse:
    """A consultation leads here as soon as it has a voting phase: its officers go on preparing, others read that it comes."""
    consultation = consultation_page(ref).first()
    phase = voting_phase(consultation) if consultation else None
    if consultation is None or phase is None or not can_see_consultation(request.user, consultation):
        raise Http404
    if can_prepare_vote(request.user, consultation, db_now()):
        return redirect("votes:prepare", ref)
    words = words_of(consultation)
    context = {"consultation": consultation, "words": words, "phase": phase, "halt": halt_of(consultation)}
    context["crumbs"] = crumbs(ref, words.title, "")
    return render(request, "consultations/votes/not_yet.html", context)


def panel_for(user: Any, vote: Vote, stage: VoteStage, now: datetime) -> dict[str, Any]:
    """The one thing to do now, as components/act.html takes it."""
    ref, phase = vote.phase.consultation.ref, vote.phase
    if stage in {VoteStage.CANCELLED, VoteStage.PAUSED, VoteStage.COUNTING}:
        return _nothing_now(stage)
    panel = {"title": _("The vote is open"), "closes": phase.closes_at}
    if stage == VoteStage.UPCOMING:
        panel = {"title": _("The vote begins soon"), "opens": phase.opens_at, "text": _("Read the plans meanwhile.")}
    entries = entries_of(user, vote)
    enters = not any(entry.user_id for entry in entries) and can_enter_roll(user, vote, now)
    if enters and not entries:
        return {**panel, **_entering(vote, ref)}
    own = own_lines(user, vote, entries, enters)
    if own.waits:
        return {**panel, **_choosing(ref), "text": own.said}
    if stage == VoteStage.UPCOMING:
        return {**panel, "text": own.said or panel["text"]}
    if isinstance(user, AnonymousUser) or not user.is_authenticated:
        return {
            **panel,
            "url": reverse("votes:mine", args=[ref]),
            "label": _("Fill in my ballot"),
            "text": _("You sign in first."),
        }
    return {**panel, **_own_acts(own.entries, ref), "text": own.said}


def _nothing_now(stage: VoteStage) -> dict[str, Any]:
    if stage == VoteStage.CANCELLED:
        return {"title": _("This consultation was cancelled"), "text": _("Nothing is counted.")}
    if stage == VoteStage.PAUSED:
        return {
            "title": _("This consultation is paused"),
            "text": _("Nobody can vote until it goes on. Papers already cast stand."),
        }
    return {
        "title": _("The papers are being counted"),
        "over": _("The vote is closed"),
        "text": _("The result appears here by itself in a moment. Load this page again."),
    }


def _entering(vote: Vote, ref: str) -> dict[str, Any]:
    """One press, here and now; a ballot for a body is one page further."""
    until = dates.write(entering_ends(vote))
    return {
        "url": reverse("votes:enter", args=[ref]),
        "post": True,
        "label": _("Enter the roll"),
        "text": _("This roll is open: whoever belongs to it enters by one press, until %(when)s.") % {"when": until},
        "others": [{"url": reverse("votes:mine", args=[ref]), "label": _("Your ballots")}],
    }


def _choosing(ref: str) -> dict[str, Any]:
    """Before anything else, for who stands in several colleges or would on entering the roll."""
    return {
        "url": reverse("votes:college", args=[ref]),
        "label": _("Choose my college"),
        "others": [{"url": reverse("votes:mine", args=[ref]), "label": _("Your ballots")}],
    }


def _own_acts(entries: list[RollEntry], ref: str) -> dict[str, Any]:
    if not entries:
        return {"why_not": _("You are not on the roll of this vote."), "others": [
            {"url": reverse("votes:mine", args=[ref]), "label": _("Why, and who is")}
        ]}  # fmt: skip
    waiting = [entry for entry in entries if not entry.has_voted]
    if len(entries) == 1 and waiting:
        return {"url": ballot_url(ref, entries[0]), "label": _("Fill in my ballot")}
    if not waiting:
        return {"title": _("You have voted"), "others": [
            {"url": reverse("votes:mine", args=[ref]), "label": _("Change a ballot")}
        ]}  # fmt: skip
    return {"url": reverse("votes:mine", args=[ref]), "label": _("Fill in my ballots")}
