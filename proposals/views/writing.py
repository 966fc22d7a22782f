"""Writing a plan: begun by anybody, saved step by step, left and taken up again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from policylab.accounts.typed import sign_in_to_post, typed_before
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from proposals import services, steps
from proposals.enums import Act
from proposals.forms import BeginForm, OriginForm, TextsForm
from proposals.models import Draft, Proposal, Round
from proposals.permissions import can_edit_draft
from proposals.selectors import plan_page, plans_to_write, rounds_open_for_writing, state_of
from proposals.sources import find_source
from proposals.texts import digest_of
from proposals.words import round_title, round_titles, why_closed

PER_PAGE = 20
BOTH = require_http_methods(["GET", "HEAD", "POST"])


def draft_or_404(request: HttpRequest, ref: str) -> tuple[Proposal, Draft]:
    """The plan and its working copy, for those who may write it; to others an unpublished plan does not exist."""
    proposal = plan_page(ref).first()
    if proposal is None or (proposal.current is None and proposal.author_id != request.user.pk):
        raise Http404
    if not can_edit_draft(request.user, proposal):
        raise PermissionDenied
    return proposal, services.open_draft(user=request.user, proposal=proposal)


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """For what one may write just now; ?round= goes straight on."""
    if request.GET.get("round"):
        wanted = get_object_or_404(Round, ref=request.GET["round"].replace("\x00", "")[:10])
        return redirect(f"{begin_url(wanted)}{source_query(request)}")
    now = db_now()
    page = Paginator(rounds_open_for_writing(now), PER_PAGE).get_page(request.GET.get("page"))
    titles = round_titles(list(page))
    rows = [(round, title, state_of(round, Act.WRITE, now), begin_url(round)) for round, title in titles.items()]
    return render(
        request, "proposals/rounds.html", {"page": page, "rows": rows, "now": now, "query": source_query(request)}
    )


def begin_url(round: Round) -> str:
    return reverse("proposals:begin_in", args=[round.ref])


def source_query(request: HttpRequest) -> str:
    source = request.GET.get("source", "")
    return f"?source={source}" if len(source) == 36 and source.replace("-", "").isalnum() else ""


@BOTH
@sign_in_to_post
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    """The first step. Anybody may type; saving asks who they are, and what was typed waits meanwhile."""
    round = get_object_or_404(
        Round.objects.select_related("asked_by", "territory").prefetch_related("windows"), ref=ref
    )
    typed = typed_before(request)
    form = BeginForm(request.POST or None, initial=typed or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = services.draft_proposal(
                user=request.user,
                round=round,
                texts=form.texts,
                key=form.cleaned_data["key"],
                source_page=find_source(request.GET.get("source", "")),
            )
            return saved(request, plan, steps.IDEA)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    now = db_now()
    context = {
        "closed": why_closed(round, Act.WRITE, now),
        "window": state_of(round, Act.WRITE, now),
        "round_title": round_title(round),
    }
    return render(
        request, "proposals/begin.html", {"form": form, "steps": steps.begun(), "now": now, "typed": typed, **context}
    )


@login_required
@require_safe
def resume(request: HttpRequest, ref: str) -> HttpResponse:
    """Where one left off."""
    plan, draft = draft_or_404(request, ref)
    return redirect(steps.url_of(plan, steps.first_open(draft)))


@BOTH
@sign_in_to_post
@login_required
def edit(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    plan, draft = draft_or_404(request, ref)
    if step == steps.ORIGIN and step in steps.steps_of(plan):
        return _edit_origin(request, plan, draft)
    if step not in steps.FORMS:
        raise Http404
    typed = typed_before(request)
    form = steps.FORMS[step].of(draft, typed=typed, data=request.POST or None)
    context: dict[str, Any] = {"typed": typed}
    if request.method == "POST" and form.is_valid():
        try:
            services.save_draft(
                user=request.user, proposal=plan, edition=form.cleaned_data["edition"] or 0, texts=form.texts
            )
            return saved(request, plan, step)
        except Stale as stale:
            form, context["versus"] = _both(form, stale)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _edit_page(request, plan, draft, step, form, **context)


def _edit_origin(request: HttpRequest, plan: Proposal, draft: Draft) -> HttpResponse:
    typed = typed_before(request)
    form = OriginForm.of(plan, typed=typed, data=request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            services.place_draft(
                user=request.user,
                proposal=plan,
                organisation=chosen["organisation"],
                source_page=chosen.get("source"),
                themes=chosen.get("themes", []),
            )
            return saved(request, plan, steps.ORIGIN)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return _edit_page(
        request, plan, draft, steps.ORIGIN, form, typed=typed, names_self=form.fields["organisation"].is_alone
    )


def _edit_page(request: HttpRequest, plan: Proposal, draft: Draft, step: str, form: Any, **more: Any) -> HttpResponse:
    now = db_now()
    acts = (Act.WRITE,) if plan.current is None else (Act.WRITE, Act.AMEND)
    context = {
        "plan": plan,
        "draft": draft,
        "form": form,
        "now": now,
        "step_label": steps.LABELS[step],
        "steps": steps.shown(plan, draft, step),
        "closed": why_closed(plan.round, acts, now),
        "window": state_of(plan.round, acts, now),
        "no_index": True,
        "form_class": "wide-form",
        **more,
    }
    return render(request, "proposals/edit.html", context)


def _both(form: TextsForm, stale: Stale) -> tuple[TextsForm, list[tuple[Any, str, str]]]:
    """The same form, now made from what stands, with both texts of each part that differs: (label, typed, current)."""
    current = stale.current
    differ = [(form.fields[name].label, typed, getattr(current, name)) for name, typed in form.texts.items()]
    data = form.data.copy()
    data["edition"] = current.edition
    again = type(form)(data)
    again.is_valid()
    again.add_error(None, str(stale))
    return again, [(label, typed, stands) for label, typed, stands in differ if typed != stands]


def saved(request: HttpRequest, plan: Proposal, step: str) -> HttpResponse:
    """On to the next step, or away: it can be taken up again at any time."""
    if request.POST.get("then") == "leave":
        messages.success(request, _("Saved. You can go on writing here at any time."))
        return redirect("proposals:mine")
    return redirect(steps.step_after(plan, step))


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own drafts and plans."""
    now = db_now()
    page = Paginator(plans_to_write(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"plan": plan, **_standing(plan, now)} for plan in page]
    return render(request, "proposals/mine.html", {"page": page, "rows": rows, "now": now, "no_index": True})


def _standing(plan: Proposal, now: Any) -> dict[str, Any]:
    draft = getattr(plan, "draft", None)
    acts = (Act.WRITE,) if plan.current is None else (Act.WRITE, Act.AMEND)
    ahead = bool(plan.current and draft and digest_of(draft) != plan.current.digest)
    return {
        "title": (draft and draft.title) or (plan.current and plan.current.title) or _("Untitled draft"),
        "ahead": ahead,
        "window": state_of(plan.round, acts, now),
        "closed": why_closed(plan.round, acts, now),
    }
