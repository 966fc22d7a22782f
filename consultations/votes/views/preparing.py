"""An officer lays a vote in five steps, each of which can be left and resumed: how people vote, what is on the paper, how it is
decided, who votes; then check and open (opening)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from consultations.models import Consultation
from consultations.votes import services
from consultations.votes.enums import Method
from consultations.votes.models import Vote
from consultations.votes.preparing_forms import CandidatesForm, MethodForm, PlansForm, RollForm, RuleForm
from consultations.votes.rule_words import rule_of
from consultations.votes.selectors import (
    bodies_named,
    bodies_nearby,
    bodies_on_the_roll,
    bodies_without_a_voice,
    citizens_for_the_roll,
    colleges_of,
    options_of,
    versions_on_offer,
)
from policylab.core.errors import Refused
from policylab.directory.enums import College
from policylab.directory.models import Organisation

from ._preparing import officers_desk, once_begun, show

FOUND = 20


@officers_desk
def method(request: HttpRequest, consultation: Consultation, vote: Vote | None) -> HttpResponse:
    """How people vote; everything after it depends on it."""
    form = MethodForm(request.POST or None, initial={"method": vote.method if vote else Method.APPROVAL})
    if request.method == "POST" and form.is_valid():
        chosen = Method(form.cleaned_data["method"])
        services.choose_method(user=request.user, consultation=consultation, method=chosen)
        return redirect("votes:paper", consultation.ref)
    standing = 0 if vote else versions_on_offer(consultation).count()
    return show(request, consultation, vote, "method", form=form, standing=standing)


@officers_desk
@once_begun
def paper(request: HttpRequest, consultation: Consultation, vote: Vote) -> HttpResponse:
    """Which plans, in which order, and what they cost; or who stands for the seats."""
    if vote.method == Method.STV:
        return _candidates(request, consultation, vote)
    versions = list(versions_on_offer(consultation))
    known = PlansForm.standing(options_of(vote))
    form = PlansForm(request.POST or None, versions=versions, method=vote.method, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_plans(user=request.user, vote=vote, versions=form.chosen(), costs=form.costs())
        except Refused as error:
            _say(form, error)
        else:
            return redirect("votes:rule", consultation.ref)
    return show(request, consultation, vote, "paper", form=form)


def _candidates(request: HttpRequest, consultation: Consultation, vote: Vote) -> HttpResponse:
    lines = sum(key.startswith("name_") for key in request.POST)
    more = "more" in request.POST
    form = CandidatesForm(
        request.POST or None,
        standing=options_of(vote),
        colleges=colleges_of(consultation),
        lines=lines + 3 if more else lines,
    )
    if request.method == "POST" and form.is_valid() and not more:
        try:
            services.name_candidates(user=request.user, vote=vote, candidates=form.candidates())
        except Refused as error:
            _say(form, error)
        else:
            return redirect("votes:rule", consultation.ref)
    return show(request, consultation, vote, "paper", "candidates", form=form)


@officers_desk
@once_begun
def rule(request: HttpRequest, consultation: Consultation, vote: Vote) -> HttpResponse:
    """How it is decided, as far as the method leaves it open."""
    form = RuleForm(request.POST or None, vote=vote, colleges=colleges_of(consultation))
    if request.method == "POST" and form.is_valid():
        try:
            services.state_rule(user=request.user, vote=vote, stated=form.stated())
        except Refused as error:
            _say(form, error)
        else:
            return redirect("votes:roll", consultation.ref)
    return show(request, consultation, vote, "rule", form=form, parts=form.parts(), rule=rule_of(vote))


@officers_desk
@once_begun
def roll(request: HttpRequest, consultation: Consultation, vote: Vote) -> HttpResponse:
    """Which bodies; the citizens come on the roll by where they live."""
    takes_part = colleges_of(consultation)
    colleges = [college for college in takes_part if college != College.CITIZEN]
    on_the_roll = [entry.organisation for entry in bodies_on_the_roll(vote)]
    form = RollForm(
        request.POST or None,
        organisations=_bodies(request, consultation, colleges, on_the_roll),
        citizens=College.CITIZEN in takes_part,
        initial={"bodies": [body.ref for body in on_the_roll if body], "roll_kind": vote.roll_kind},
    )
    if request.method == "POST" and form.is_valid() and "search" not in request.POST:
        try:
            services.set_roll(user=request.user, vote=vote, organisations=form.chosen(), roll_kind=form.kind())
        except Refused as error:
            _say(form, error)
        else:
            return redirect("votes:open", consultation.ref)
    citizens = citizens_for_the_roll(consultation).count() if College.CITIZEN in takes_part else None
    return show(request, consultation, vote, "roll", form=form, groups=_groups(form, colleges), citizens=citizens)


def _say(form: forms.Form, error: Refused) -> None:
    """At its field, if the form has it."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


def _bodies(
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
