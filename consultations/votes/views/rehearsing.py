"""The ballot of a vote not opened yet, as somebody of each college will see it: choose, check, receipt. Nothing is stored.

The pages are those of the ballot itself. At this desk sits nobody of the roll: its line is made for the page and never saved, its
code is an example, and the last step shows the receipt without casting. Services that write are not called.
"""

import copy
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consultations.models import Consultation
from consultations.selectors import words_of
from consultations.votes.ballot_forms import as_fields
from consultations.votes.enums import Secrecy
from consultations.votes.models import RollEntry, Vote
from consultations.votes.papers import ASKED, on_paper
from consultations.votes.selectors import VoteStage, bodies_on_the_roll, colleges_of, options_of
from consultations.votes.services.casting import Handed
from consultations.votes.services.opening import secrecy_for, size_of
from policylab.core.clock import db_now
from policylab.core.page_parts import address
from policylab.directory.enums import College

from ._desk import Desk
from ._paper import pressed
from ._preparing import Step, officers_desk
from ._vote import frame

EXAMPLE = Handed("K7RM-4Q2X-9TDA-H3WP", "")  # the one that help texts show
ALIKE = "rehearse-"  # before a college it stands in addresses where a voter stands, so that every form leads here


class Rehearsal(Desk):
    """A desk of which nothing is kept."""

    @property
    def separated(self) -> bool:
        """Citizens always: with too few of them the vote does not open."""
        college = self.entry.college
        return college == College.CITIZEN or secrecy_for(college, size_of(self.vote, college)) == Secrecy.SEPARATED

    @property
    def is_open(self) -> bool:
        return True

    def show(self, template: str, status: int = 200, **more: Any) -> HttpResponse:
        """On every page stands that it is a rehearsal; on what is printed or saved as a picture too, by its title."""
        words = copy.copy(words_of(self.vote.phase.consultation))
        words.title = _("Rehearsal: %(title)s") % {"title": words.title}
        context = frame(
            self.vote, _("Your ballot"), options=self.options, now=self.vote.now, entry=self.entry, words=words,
            who=f"{ALIKE}{self.entry.college}", separated=self.separated, asked=ASKED[self.vote.method], no_index=True,
            stage=VoteStage.OPEN, rehearsal=rehearsals(self.vote, self.entry.college), **more,
        )  # fmt: skip
        return render(self.request, f"consultations/votes/{template}.html", context, status=status)


def rehearsals(vote: Vote, here: str = "") -> list[dict[str, Any]]:
    """One for each college that takes part, as chips."""
    ref = vote.phase.consultation.ref
    return [
        {
            "label": college.label,
            "url": address("votes:ballot", ref, f"{ALIKE}{college}"),
            "here": college == here,
        }
        for college in colleges_of(vote.phase.consultation)
    ]


def at_no_desk(view: Step) -> Step:
    """For officers who prepare a vote, as soon as there is something on its paper."""

    @wraps(view)
    def guarded(request: HttpRequest, consultation: Consultation, vote: Vote | None, college: str) -> HttpResponse:
        if college not in colleges_of(consultation):
            raise Http404
        options = options_of(vote) if vote else []
        if vote is None or not options:
            return redirect("votes:open", consultation.ref)
        vote.now = db_now()
        # One key on every page, so that the paper keeps its order from one to the next.
        entry = RollEntry(key=f"{ALIKE}{college}", vote=vote, college=college, organisation=_body(vote, college))
        return view(request, Rehearsal(request, vote, entry, on_paper(vote, options, college)))

    return never_cache(officers_desk(guarded))


def _body(vote: Vote, college: str) -> Any:
    """In a college of bodies one votes for one of them: here for the first."""
    if college == College.CITIZEN:
        return None
    return next((line.organisation for line in bodies_on_the_roll(vote) if line.college == college), None)


@at_no_desk
def ballot(request: HttpRequest, desk: Rehearsal) -> HttpResponse:
    if request.method == "POST":
        return desk.paper(desk.form(pressed(desk.vote.method, request.POST)))
    return desk.paper(desk.form())


@at_no_desk
def check(request: HttpRequest, desk: Rehearsal) -> HttpResponse:
    return _next(request, desk, "check")


@at_no_desk
def cast(request: HttpRequest, desk: Rehearsal) -> HttpResponse:
    """The receipt as it will look. Nothing is cast."""
    return _next(request, desk, "cast")


def _next(request: HttpRequest, desk: Rehearsal, step: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("votes:ballot", desk.ref, f"{ALIKE}{desk.entry.college}")
    form = desk.form(request.POST)
    if not form.is_valid():
        return desk.paper(form, status=400)
    choices, handed = form.cleaned_data["choices"], EXAMPLE if desk.separated else None
    return desk.show(
        step,
        form=form,
        handed=handed,
        code=handed.code if handed else "",
        recap=desk.recap(choices),
        blank=not choices,
        carried=as_fields(desk.vote.method, choices),
    )
