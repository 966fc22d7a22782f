"""Filling in a ballot: choose, check, cast. Each step is a plain form that carries what the step before knew.

Nothing is kept between the steps but in the reader's own page. A session would stand beside the account in the database,
an address would stand in the log of the web server: in both, a person and a ballot would meet. For the same reason the
receipt is the answer to the last form, and not a page one is sent on to.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations.votes import services
from consultations.votes.ballot_forms import BallotForm, CodeForm, as_fields
from consultations.votes.enums import VoteStatus
from consultations.votes.permissions import can_enter_roll
from consultations.votes.receipts import is_ours, read_code
from consultations.votes.selectors import VoteStage, entries_of, named_vote_of
from consultations.votes.services.casting import AlreadyVoted, Handed, VoteClosed
from consultations.votes.services.choosing import OtherCollege
from policylab.core.clock import db_now
from policylab.core.errors import Refused

from ._desk import CONFLICT, Desk, at_own_desk, ballot_url, who_of
from ._paper import pressed
from ._vote import frame, vote_or_404
from .choosing import elsewhere, in_own_college, lines


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest, ref: str) -> HttpResponse:
    """All the ballots of one person; a single one not yet cast is opened straight away."""
    vote = vote_or_404(request, ref)
    if vote.status == VoteStatus.PREPARED:
        raise Http404
    entries = entries_of(request.user, vote)
    enters = can_enter_roll(request.user, vote, db_now())
    context = frame(vote, _("Your ballots"), enters=enters, no_index=True, **lines(request.user, vote, entries, enters))
    if len(entries) == 1 and not enters and context["stage"] == VoteStage.OPEN and not entries[0].has_voted:
        return redirect(ballot_url(ref, entries[0]))
    return render(request, "consultations/votes/mine.html", context)


@at_own_desk
@in_own_college
def ballot(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose. A POST comes back from the check screen to correct, or from a button of the paper itself, and stores nothing;
    whoever has voted needs the code first."""
    if request.method == "POST":
        return desk.paper(desk.form(pressed(desk.vote.method, request.POST)), changing=desk.entry.has_voted)
    if not desk.is_open:
        return redirect("votes:detail", desk.ref)
    if desk.separated and desk.entry.has_voted:
        return redirect("votes:change", desk.ref, who_of(desk.entry))
    cast = None if desk.separated else named_vote_of(desk.entry)
    known = {"choices": cast.choices, "reason": cast.reason} if cast else {}
    page = desk.paper(desk.form(initial=known), changing=bool(cast))
    # Not "no-store": whoever reads a plan and comes back finds the boxes ticked.
    patch_cache_control(page, private=True, no_cache=True)
    return page


@at_own_desk
def check(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Is this really your vote? Here the code is shown, before anything is cast."""
    if request.method != "POST":
        return redirect(ballot_url(desk.ref, desk.entry))
    form = desk.form(request.POST)
    if not form.is_valid():
        return desk.paper(form, status=400)
    choices = form.cleaned_data["choices"]
    if not desk.is_open:
        return desk.closed(_("The vote is not open any more. Nothing was cast."), choices)
    handed = None
    if desk.separated:
        handed = _handed(form, desk)
        if handed is None and desk.entry.has_voted:
            return desk.already(_("You have already voted. Your first ballot stands."))
        handed = handed or services.hand_out_code(entry=desk.entry)
    return desk.show(
        "check",
        form=form,
        handed=handed,
        recap=desk.recap(choices),
        blank=not choices,
        carried=as_fields(desk.vote.method, choices),
    )


@at_own_desk
def cast(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The receipt is this answer itself; loading it again posts the same code, which harms nothing."""
    if request.method != "POST":
        return redirect(ballot_url(desk.ref, desk.entry))
    form = desk.form(request.POST)
    if not form.is_valid():
        return desk.paper(form, status=400)
    choices = form.cleaned_data["choices"]
    try:
        code = _cast(desk, form.cleaned_data)
    except VoteClosed as error:
        return desk.closed(str(error), choices)
    except OtherCollege as error:
        return elsewhere(desk, error, CONFLICT, recap=desk.recap(choices))
    except AlreadyVoted as error:
        return desk.already(str(error))
    except Refused as error:
        again = desk.form(initial={"choices": choices})
        return desk.paper(again, status=CONFLICT, why=str(error))
    return desk.show("cast", code=code, recap=desk.recap(choices))


@at_own_desk
@in_own_college
def change(request: HttpRequest, desk: Desk) -> HttpResponse:
    """With its code a ballot can be replaced; the code stands in the form's body only, never in an address."""
    if not desk.separated or not desk.entry.has_voted:
        return redirect(ballot_url(desk.ref, desk.entry))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            handed = services.find_own_ballot(user=request.user, entry=desk.entry, typed=form.cleaned_data["code"])
        except VoteClosed as error:
            return desk.closed(str(error), None)
        except Refused as error:
            form.add_error(error.field, str(error))
        else:
            return desk.paper(desk.form(initial=vars(handed)), changing=True)
    return desk.show("change", 400 if form.errors else 200, form=form)


def _cast(desk: Desk, typed: dict[str, Any]) -> str:
    """The receipt code, or nothing where bodies vote by name."""
    given = {"user": desk.request.user, "entry": desk.entry, "choices": typed["choices"]}
    if desk.separated:
        services.cast_ballot(**given, code=typed["code"], signature=typed["signature"])
        return read_code(typed["code"]) or ""
    services.cast_named_vote(**given, reason=typed["reason"])
    return ""


def _handed(form: BallotForm, desk: Desk) -> Handed | None:
    """The code that came with the form, if we handed it out to this entry."""
    code, signature = read_code(form.cleaned_data["code"]), form.cleaned_data["signature"]
    bound = {"vote_ref": desk.vote.ref, "entry_key": desk.entry.key}
    if code and is_ours(**bound, code=code, signature=signature):
        return Handed(code, signature)
    return None
