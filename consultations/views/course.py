"""An officer changes the course of an open consultation: its dates, a pause, its end. And who did what so far."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consultations import services, steps
from consultations.changes import change_of, public_changes
from consultations.changing import CancelForm, DuplicateForm, MoveForm, PauseForm, ReasonForm, ResumeForm
from consultations.course import movable, why_not_now
from consultations.done import done_in
from consultations.enums import Deed
from consultations.missing import ASKED
from consultations.models import Consultation
from consultations.permissions import can_begin_consultation, can_duplicate_consultation, can_read_log
from consultations.selectors import keeper_of, log_of, officers_of, standing_schedule, words_of
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale

from .frame import closed_to, public_or_404
from .stale import differences

PER_PAGE = 50
LAST = 3
BOTH = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Act:
    deed: Deed
    form: type[ReasonForm]
    service: Callable[..., Any]
    title: Any
    lead: Any
    button: Any
    done: Any


ACTS = {
    Deed.PAUSED: Act(
        Deed.PAUSED, PauseForm, services.pause_consultation, gettext_lazy("Pause the consultation"),
        gettext_lazy("From this moment nobody can write, support, comment or vote, until you resume it."),
        gettext_lazy("Pause it now"), gettext_lazy("It is paused. All who take part are told."),
    ),
    Deed.RESUMED: Act(
        Deed.RESUMED, ResumeForm, services.resume_consultation, gettext_lazy("Resume the consultation"),
        gettext_lazy("It goes on from this moment, and all who take part are told."),
        gettext_lazy("Resume it now"), gettext_lazy("It goes on. All who take part are told."),
    ),
    Deed.CANCELLED: Act(
        Deed.CANCELLED, CancelForm, services.cancel_consultation, gettext_lazy("Cancel the consultation"),
        gettext_lazy("Nothing is deleted: what people wrote stays to be read, and nothing more can be done with it."),
        gettext_lazy("Cancel it for good"), gettext_lazy("It is cancelled. All who take part are told."),
    ),
    Deed.MOVED: Act(
        Deed.MOVED, MoveForm, services.move_dates, gettext_lazy("Change the dates"),
        gettext_lazy("A phase may last longer, begin later, or be opened again. What people were told is never cut short."),
        gettext_lazy("Change the dates"), gettext_lazy("The dates are changed. All who take part are told."),
    ),
}  # fmt: skip


@BOTH
@sign_in_to_post
@login_required
def move(request: HttpRequest, ref: str) -> HttpResponse:
    consultation = public_or_404(request, ref)
    standing, now = standing_schedule(consultation), db_now()
    offered = movable(standing, now, done_in(consultation))
    made = {"standing": standing, "offered": offered, "now": now}

    def given(form: MoveForm) -> dict[str, Any]:
        named = ("edition", "reason", "language")
        return {"schedule": form.schedule} | {name: form.cleaned_data[name] for name in named}

    return _page(request, consultation, ACTS[Deed.MOVED], given, made)


@BOTH
@sign_in_to_post
@login_required
def pause(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, public_or_404(request, ref), ACTS[Deed.PAUSED])


@BOTH
@sign_in_to_post
@login_required
def resume(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, public_or_404(request, ref), ACTS[Deed.RESUMED])


@BOTH
@sign_in_to_post
@login_required
def cancel(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, public_or_404(request, ref), ACTS[Deed.CANCELLED])


def _as_typed(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "sure"}


def _page(
    request: HttpRequest,
    consultation: Consultation,
    act: Act,
    given: Callable[[Any], dict[str, Any]] = _as_typed,
    made: dict[str, Any] | None = None,
) -> HttpResponse:
    """Done and back to its page; or shown with why it cannot be done, or with what was typed and what stands now."""
    if closed := closed_to(request, consultation, can_begin_consultation(request.user, consultation.organisation)):
        return closed
    typed = typed_before(request)
    form: Any = act.form(posted(request), initial=act.form.standing(consultation) | typed, **made or {})
    versus, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            act.service(user=request.user, consultation=consultation, **given(form))
            messages.success(request, str(act.done))
            return redirect("consultations:detail", consultation.ref)
        except Stale as stale:
            form, versus = differences(form, stale)
            status = 409
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    status = 400 if form.errors and status == 200 else status
    context = _context(consultation, act, form) | {"versus": versus, "typed": bool(typed)}
    template = "move" if act.deed == Deed.MOVED else "change_course"
    return render(request, f"consultations/{template}.html", context, status=status)


def _context(consultation: Consultation, act: Act, form: Any) -> dict[str, Any]:
    return {
        "consultation": consultation,
        "words": words_of(consultation),
        "act": act,
        "form": form,
        "why_not": why_not_now(act.deed, consultation, db_now()),
        "last": public_changes(consultation)[:LAST],
        "form_class": "wide-form",
        "no_index": True,
    }


@BOTH
@sign_in_to_post
@login_required
def duplicate(request: HttpRequest, ref: str) -> HttpResponse:
    """A new draft with the same words, and on to its first step."""
    consultation = public_or_404(request, ref)
    if closed := closed_to(request, consultation, can_duplicate_consultation(request.user, consultation)):
        return closed
    form = DuplicateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        draft = services.duplicate_consultation(user=request.user, consultation=consultation, **form.cleaned_data)
        messages.success(
            request, _("The draft is filled in: go through the steps, change what is different this time.")
        )
        return redirect(steps.url_of(draft, ASKED))
    context = {"consultation": consultation, "words": words_of(consultation), "form": form, "no_index": True}
    return render(request, "consultations/duplicate.html", context)


@login_required
@require_safe
def log(request: HttpRequest, ref: str) -> HttpResponse:
    """Every act of the body with its person, for its officers and for administrators."""
    consultation = public_or_404(request, ref)
    if closed := closed_to(request, consultation, can_read_log(request.user, consultation)):
        return closed
    page = Paginator(log_of(consultation), PER_PAGE).get_page(request.GET.get("page"))
    rows = [change_of(entry, with_person=True) for entry in page]
    context = {"consultation": consultation, "words": words_of(consultation), "page": page, "part": {"facts": rows}}
    context |= {"officers": officers_of(consultation), "keeper": keeper_of(consultation), "no_index": True}
    return render(request, "consultations/log.html", context)
