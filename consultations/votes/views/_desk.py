"""Whoever fills in a ballot sits at a desk: their own entry of the roll, the paper, and the answers a desk can give."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from consultations.tallies.notation import Choices, canonical
from consultations.tallies.types import MalformedTally
from consultations.votes.ballot_forms import BallotForm, CodeForm, NamedBallotForm, as_sent
from consultations.votes.enums import Secrecy
from consultations.votes.lines import line_of
from consultations.votes.models import Option, RollEntry, Vote
from consultations.votes.opened import opened, words_on_paper
from consultations.votes.papers import ASKED, in_own_order, on_paper, recap
from consultations.votes.selectors import VoteStage, entries_of, stage_of_vote, voted_on
from policylab.core.page_parts import address

from ._paper import paper_of
from ._vote import frame, vote_or_404

CONFLICT = 409
ONESELF = "me"


def who_of(entry: RollEntry) -> str:
    """How an entry is named in addresses: oneself, or a body by its public reference."""
    return entry.organisation.ref if entry.organisation else ONESELF


def ballot_url(ref: str, entry: RollEntry) -> str:
    return reverse("votes:ballot", args=[ref, who_of(entry)])


def at_own_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For somebody signed in who stands on the roll, or speaks for the body that does; others are told what is missing."""

    @wraps(view)
    def guarded(request: HttpRequest, ref: str, who: str) -> HttpResponse:
        response = answer(request, ref, who)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def answer(request: HttpRequest, ref: str, who: str) -> HttpResponse:
        known = request.user.is_authenticated
        entry = line_of(request.user, ref) if known and who == ONESELF else None
        vote = entry.vote if entry else vote_or_404(request, ref, voted_on)
        options = list(opened(vote).options)
        if not known:
            return _signed_out(request, vote, options)
        if who != ONESELF:
            entry = _line_of_body(request.user, vote, who)
        if entry is None:
            return redirect("votes:mine", ref)
        entry.vote = vote
        return view(request, Desk(request, vote, entry, on_paper(vote, options, entry.college)))

    return guarded


def _line_of_body(user: Any, vote: Vote, who: str) -> RollEntry:
    for line in entries_of(user, vote):
        if who_of(line) == who:
            return line
    raise Http404


def _signed_out(request: HttpRequest, vote: Vote, options: list[Option]) -> HttpResponse:
    """The session ended while the ballot was open: what was chosen is shown, and kept nowhere beside an account."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    back = f"{address('account_login')}?next={reverse('votes:mine', args=[vote.phase.consultation.ref])}"
    lines = _recap_of_what_came(request, vote, options)
    context = frame(
        vote, _("Your ballot"), options=options, recap=lines, asked=ASKED[vote.method], sign_in_url=back, no_index=True
    )
    return render(request, "consultations/votes/signed_out.html", context, status=403)


def _recap_of_what_came(request: HttpRequest, vote: Vote, options: list[Option]) -> list[dict[str, str]]:
    letters = [option.letter for option in options]
    try:
        return recap(vote, options, canonical(vote.method, letters, as_sent(vote.method, request.POST)))
    except MalformedTally:
        return []


@dataclass
class Desk:
    request: HttpRequest
    vote: Vote
    entry: RollEntry
    options: list[Option]

    @property
    def ref(self) -> str:
        return self.vote.phase.consultation.ref

    @property
    def separated(self) -> bool:
        return opened(self.vote).secrecy[self.entry.college] == Secrecy.SEPARATED

    @property
    def is_open(self) -> bool:
        """When the vote was read; whoever casts is told what stands by then."""
        return stage_of_vote(self.vote, self.vote.now) == VoteStage.OPEN

    def form(self, data: Any = None, **more: Any) -> BallotForm:
        kind = BallotForm if self.separated else NamedBallotForm
        return kind(data, method=self.vote.method, options=self.options, **more)

    def recap(self, choices: Choices) -> list[dict[str, str]]:
        return recap(self.vote, in_own_order(self.vote, self.entry, self.options), choices)

    def show(self, template: str, status: int = 200, **more: Any) -> HttpResponse:
        """Without the number of notices in the header, and nothing to share: nothing else is asked of somebody who votes."""
        context = frame(
            self.vote, _("Your ballot"), options=self.options, now=self.vote.now, entry=self.entry,
            who=who_of(self.entry), separated=self.separated, asked=ASKED[self.vote.method], no_index=True,
            words=words_on_paper(self.vote), unread_notices=0, short=None, **more,
        )  # fmt: skip
        return render(self.request, f"consultations/votes/{template}.html", context, status=status)

    def paper(self, form: BallotForm, status: int = 200, **more: Any) -> HttpResponse:
        """The first screen."""
        paper = paper_of(self.vote, in_own_order(self.vote, self.entry, self.options), form.sent)
        return self.show("ballot", status, form=form, paper=paper, **more)

    def closed(self, why: str, choices: Choices | None) -> HttpResponse:
        """The vote closed between page and post."""
        chosen = [] if choices is None else self.recap(choices)
        return self.show("closed", CONFLICT, why=why, recap=chosen)

    def already(self, why: str) -> HttpResponse:
        """A second code, from a second tab: the way on is the code of the ballot that stands."""
        return self.show("change", CONFLICT, why=why, form=CodeForm())
