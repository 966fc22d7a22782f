"""What every page of a vote shows around its own matter."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from consultations.changes import halt_of
from consultations.selectors import words_of
from consultations.votes.addresses import consultation_url
from consultations.votes.models import Vote
from consultations.votes.permissions import can_see_vote
from consultations.votes.selectors import options_of, stage_of_vote, votes_of
from consultations.votes.sharing import short_of
from policylab.core.clock import db_now
from policylab.core.page_parts import address


def vote_or_404(request: HttpRequest, ref: str, found: Callable[[str], QuerySet[Vote]] = votes_of) -> Vote:
    """A vote that is being prepared is as unknown to others as an address that never was."""
    vote = found(ref).first()
    if vote is None or not can_see_vote(request.user, vote):
        raise Http404
    return vote


def frame(vote: Vote, here: str, **more: Any) -> dict[str, Any]:
    """The consultation's words, crumbs, dates, the options on the paper."""
    consultation = vote.phase.consultation
    words = more.pop("words", None) or words_of(consultation)
    now: datetime = more.pop("now", None) or db_now()
    return {
        "vote": vote,
        "consultation": consultation,
        "words": words,
        "now": now,
        "short": short_of(vote),
        "halt": halt_of(consultation),
        "stage": stage_of_vote(vote, now),
        "options": more.pop("options", None) or options_of(vote),
        "consultation_url": consultation_url(consultation.ref),
        "crumbs": crumbs(consultation.ref, words.title, here),
        **more,
    }


def crumbs(ref: str, title: str, here: str) -> list[tuple[str, str]]:
    """Consultations, this one; `here` is the page's own words and comes last in the template."""
    listed, own = address("consultations:list"), consultation_url(ref)
    return [(label, url) for label, url in ((_("Consultations"), listed), (title, own)) if url]
