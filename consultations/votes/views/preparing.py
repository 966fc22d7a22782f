"""An officer lays a vote in three steps, each of which can be left and resumed: the plans, the roll, check and open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.selectors import municipalities_run_by, words_of
from consultations.votes import services
from consultations.votes.addresses import consultation_url
from consultations.votes.enums import VoteStatus
from consultations.votes.forms import PlansForm, RollForm
from consultations.votes.models import Vote
from consultations.votes.permissions import can_prepare_vote
from consultations.votes.selectors import (
    bodies_named,
    bodies_nearby,
    bodies_on_the_roll,
    bodies_without_a_voice,
    citizens_for_the_roll,
    colleges_of,
    options_of,
    versions_on_offer,
    votes_of,
    voting_phase,
)
from consultations.votes.services.opening import secrecy_for, why_not_open
from consultations.votes.tiles import how, size_in_words
from consultations.votes.words import rule_sentences
from policylab.accounts.permissions import has_second_factor
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College
from policylab.directory.models import Organisation

from ._vote import crumbs

FOUND = 20


def officers_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For officers of the body that runs the consultation; to others there is nothing at this address."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, ref: str) -> HttpResponse:
        rows = Consultation.objects.select_related("organisation", "territory", "round").prefetch_related("texts")
        consultation = rows.filter(ref=ref).first()
        if (
            consultation is None
            or not municipalities_run_by(request.user).filter(pk=consultation.organisation_id).exists()
        ):
            raise Http404
        if not has_second_factor(request.user):
            return render(request, "accounts/second_factor_needed.html", {"no_index": True}, status=403)
        vote = votes_of(ref).first()
        if vote is not None and vote.status != VoteStatus.PREPARED:
            return redirect("votes:detail", ref)
        if not can_prepare_vote(request.user, consultation, db_now()):
            raise PermissionDenied
        return view(request, consultation, vote)

    return guarded


@officers_desk
def plans(request: HttpRequest, consultation: Consultation, vote: Vote | None) -> HttpResponse:
    """Which plans, in which order, how many at most."""
    versions = list(versions_on_offer(consultation))
    form = PlansForm(request.POST or None, versions=versions, initial=_known_plans(vote))
    if request.method == "POST" and form.is_valid():
        try:
            services.prepare_vote(
                user=request.user,
                consultation=consultation,
                versions=form.chosen(),
                adopt_at_most=form.cleaned_data["adopt_at_most"],
            )
        except Refused as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("votes:roll", consultation.ref)
    return _show(request, consultation, vote, "plans", form=form, rule=rule_sentences(None))


@officers_desk
def roll(request: HttpRequest, consultation: Consultation, vote: Vote | None) -> HttpResponse:
    """Which bodies; the citizens come on the roll by where they live."""
    if vote is None:
        return redirect("votes:prepare", consultation.ref)
    colleges = [college for college in colleges_of(consultation) if college != College.CITIZEN]
    on_the_roll = [entry.organisation for entry in bodies_on_the_roll(vote)]
    form = RollForm(
        request.POST or None,
        organisations=_candidates(request, consultation, colleges, on_the_roll),
        initial={"bodies": [body.ref for body in on_the_roll if body]},
    )
    if request.method == "POST" and form.is_valid() and "search" not in request.POST:
        try:
            services.set_roll(user=request.user, vote=vote, organisations=form.chosen())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect("votes:open", consultation.ref)
    citizens = citizens_for_the_roll(consultation).count() if College.CITIZEN in colleges_of(consultation) else None
    return _show(request, consultation, vote, "roll", form=form, groups=_groups(form, colleges), citizens=citizens)


@officers_desk
def open_it(request: HttpRequest, consultation: Consultation, vote: Vote | None) -> HttpResponse:
    """Everything once more, and the button that fixes it."""
    if vote is None:
        return redirect("votes:prepare", consultation.ref)
    why = ""
    if request.method == "POST":
        try:
            services.open_vote(user=request.user, vote=vote)
        except Refused as error:
            why = str(error)
        else:
            messages.success(request, _("The vote is opened. Its plans, its roll and its rule do not change any more."))
            return redirect("votes:detail", consultation.ref)
    return _show(
        request, consultation, vote, "open", why=why, options=options_of(vote), colleges=_sizes(consultation, vote),
        rule=rule_sentences(vote.adopt_at_most), phase=vote.phase, status=409 if why else 200,
    )  # fmt: skip


# --- what the steps share -------------------------------------------------------------------------------------------
def _show(request: HttpRequest, consultation: Consultation, vote: Vote | None, step: str, **more: Any) -> HttpResponse:
    words = words_of(consultation)
    context = {
        "consultation": consultation,
        "words": words,
        "vote": vote,
        "phase": voting_phase(consultation),
        "crumbs": crumbs(consultation.ref, words.title, ""),
        "consultation_url": consultation_url(consultation.ref),
        "steps": _steps(consultation.ref, step, vote),
        "no_index": True,
        **more,
    }
    status = more.get("status") or (400 if "form" in more and more["form"].errors else 200)
    return render(request, f"consultations/votes/prepare_{step}.html", context, status=status)


def _steps(ref: str, here: str, vote: Vote | None) -> list[dict[str, str]]:
    names = {
        "plans": ("prepare", _("The plans")),
        "roll": ("roll", _("The roll")),
        "open": ("open", _("Check and open")),
    }
    order = list(names)
    return [
        {
            "label": label,
            "url": reverse(f"votes:{name}", args=[ref]) if vote or step == "plans" else "",
            "stage": "now" if step == here else "done" if order.index(step) < order.index(here) else "next",
        }
        for step, (name, label) in names.items()
    ]


def _known_plans(vote: Vote | None) -> dict[str, Any]:
    if vote is None:
        return {}
    options = options_of(vote)
    places = {f"place_{option.version_id}": option.position for option in options}
    return {"plans": [option.version_id for option in options], "adopt_at_most": vote.adopt_at_most, **places}


def _candidates(
    request: HttpRequest, consultation: Consultation, colleges: list[College], on_the_roll: list[Any]
) -> list[Organisation]:
    """Those nearby, those already on the roll, those ticked before a search, and what the search finds."""
    found = {body.pk: body for college in colleges for body in bodies_nearby(consultation, college)}
    found |= {body.pk: body for body in on_the_roll if body}
    if request.method == "POST":
        refs = [ref for ref in request.POST.getlist("bodies")[:1000] if ref.isalnum()]
        ticked = Organisation.objects.public().filter(ref__in=refs)
        found |= {body.pk: body for body in ticked if body.college in colleges}
        text = request.POST.get("find", "").replace("\x00", "").strip()[:100]
        for college in colleges if text else ():
            found |= {body.pk: body for body in bodies_named(text, college)[:FOUND]}
    return list(found.values())


def _groups(form: RollForm, colleges: list[College]) -> list[dict[str, Any]]:
    silent, ticked = bodies_without_a_voice(form.organisations.values()), form.ticked()
    return [
        {
            "college": college,
            "bodies": [
                {"body": body, "checked": body.ref in ticked, "silent": body.pk in silent}
                for body in form.organisations.values()
                if body.college == college
            ],
        }
        for college in colleges
    ]


def _sizes(consultation: Consultation, vote: Vote) -> list[dict[str, str]]:
    """Per college: how many, how they will vote, and what is still missing."""
    rows = []
    for college in colleges_of(consultation):
        bodies = vote.roll.filter(college=college).count()
        size = citizens_for_the_roll(consultation).count() if college == College.CITIZEN else bodies
        rows.append(
            {
                "college": college,
                "size": size_in_words(size),
                "how": how(secrecy_for(college, size)),
                "missing": why_not_open(college, size, consultation.voice),
            }
        )
    return rows
