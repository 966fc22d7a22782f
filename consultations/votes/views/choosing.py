"""Choosing a college: one plain page before the first ballot of whoever stands in several, and what other pages say of it."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consultations.votes import services
from consultations.votes.college_forms import CollegeForm
from consultations.votes.college_words import Left, Offer, offers_to, who_else
from consultations.votes.enums import Secrecy, VoteStatus
from consultations.votes.models import RollEntry, Vote
from consultations.votes.permissions import can_choose_college, can_enter_roll
from consultations.votes.selectors import entries_of, secrecy_of
from consultations.votes.services.choosing import OtherCollege
from consultations.votes.standing import chosen_college, stood_in
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College

from ._desk import CONFLICT, Desk, ballot_url
from ._vote import frame, vote_or_404


@login_required
@never_cache
def choose(request: HttpRequest, ref: str) -> HttpResponse:
    vote = vote_or_404(request, ref)
    if vote.status == VoteStatus.PREPARED:
        raise Http404
    if not can_choose_college(request.user, vote, db_now()):
        return redirect("votes:mine", ref)
    chosen = chosen_college(request.user, vote)
    if request.method != "POST":
        return _page(request, vote, chosen)
    form = CollegeForm(request.POST, offers=_offers(request.user, vote))
    if not form.is_valid():
        return _page(request, vote, chosen, form, status=400)
    try:
        _choose(request.user, vote, form.cleaned_data["college"])
    except Refused as refused:
        return _page(request, vote, chosen, status=CONFLICT, why=str(refused))
    messages.success(request, _("You have chosen. These are your ballots."))
    return redirect("votes:mine", ref)


def _choose(user: Any, vote: Vote, college: str) -> None:
    """For who does not stand with the citizens yet, entering their roll is choosing them."""
    if college == College.CITIZEN and can_enter_roll(user, vote, db_now()):
        services.enter_roll(user=user, vote=vote, choosing=True)
    else:
        services.choose_college(user=user, vote=vote, college=college)


def _offers(user: Any, vote: Vote) -> list[Offer]:
    return offers_to(user, entries_of(user, vote), enters=can_enter_roll(user, vote, db_now()))


def _page(
    request: HttpRequest, vote: Vote, chosen: str, form: CollegeForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    offers = _offers(request.user, vote)
    taken = next((offer for offer in offers if offer.college == chosen), None)
    context = frame(vote, _("Choose your college"), offers=offers, taken=taken, chosen=chosen, no_index=True, **more)
    context["form"] = None if chosen else form or CollegeForm(offers=offers)
    return render(request, "consultations/votes/college.html", context, status=status)


# --- what other pages say ---------------------------------------------------------------------------------------------
def in_own_college(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page of a ballot: that of a college one did not choose says so. Who casts is asked by the service besides."""

    @wraps(view)
    def guarded(request: HttpRequest, desk: Desk) -> HttpResponse:
        try:
            services.require_chosen(request.user, desk.entry)
        except OtherCollege as other:
            return elsewhere(desk, other)
        return view(request, desk)

    return guarded


def elsewhere(desk: Desk, why: OtherCollege, status: int = 200, **more: Any) -> HttpResponse:
    """Who has still to choose is sent there; what they had chosen on a paper that was refused is shown first."""
    user, vote = desk.request.user, desk.vote
    chooses = not chosen_college(user, vote) and can_choose_college(user, vote, db_now())
    if chooses and status != CONFLICT:
        return redirect("votes:college", desk.ref)
    others = who_else(user, [desk.entry])
    return desk.show("other_college", status, why=str(why), chooses=chooses, others=others, **more)


def lines(user: Any, vote: Vote, entries: Sequence[RollEntry], enters: bool) -> dict[str, Any]:
    """All the ballots of one person: `chooses`, a college comes first; `waits`, none can be filled in before that."""
    chosen = chosen_college(user, vote) if entries else ""
    several = len(stood_in(entries)) > 1
    left = {} if not chosen else {one.body.pk: one for one in who_else(user, entries)}
    rows = [_line(vote, entry, chosen, left) for entry in entries]
    waits = several and not chosen
    return {"rows": rows, "waits": waits, "chooses": waits or (enters and bool(entries) and not chosen)}


def _line(vote: Vote, entry: RollEntry, chosen: str, left: dict[int, Left]) -> dict[str, Any]:
    other = bool(chosen) and entry.college != chosen
    return {
        "entry": entry,
        "url": ballot_url(vote.phase.consultation.ref, entry),
        "separated": secrecy_of(vote, entry.college) == Secrecy.SEPARATED,
        "left": left[entry.organisation_id] if other and entry.organisation_id else None,
        "own_left": other and not entry.organisation_id,
    }


class Own(NamedTuple):
    """What one votes for; a sentence for who stands in several colleges; whether a choice comes first."""

    entries: Sequence[RollEntry]
    said: str = ""
    waits: bool = False


def own_lines(user: Any, vote: Vote, entries: Sequence[RollEntry], enters: bool) -> Own:
    if len(stood_in(entries)) < 2 and not enters:
        return Own(entries)
    chosen = chosen_college(user, vote)
    if chosen:
        said = _("You vote in the college «%(college)s», as you chose.") % {"college": College(chosen).label}
        return Own([entry for entry in entries if entry.college == chosen], said)
    if enters:
        said = _(
            "You speak for an organisation on this roll, and could enter it yourself. Each person votes in one college."
        )
    else:
        said = _("You stand in several colleges of this vote, and vote in one. Choose it before your first ballot.")
    return Own([], said, waits=True)
