"""Opening a consultation in four short steps; each can be left and taken up again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consultations import services, steps
from consultations.enums import ConsultationStatus, Level, PhaseKind
from consultations.forms import AskedForm, BeginForm, PeopleForm, WhenForm
from consultations.missing import ASKED, CHECK, PEOPLE, WHEN, missing_from
from consultations.models import Consultation
from consultations.permissions import can_edit_consultation
from consultations.promises import PROMISES
from consultations.selectors import (
    colleges_of,
    municipalities_run_by,
    schedule_of,
    words_of,
)
from policylab.accounts.permissions import has_second_factor
from policylab.accounts.typed import posted, sign_in_to_post, typed_before
from policylab.accounts.views.refusals import second_factor_needed
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.core.page_parts import address
from proposals.sources import find_source

from .frame import consultation_or_404
from .stale import differences

BOTH = require_http_methods(["GET", "HEAD", "POST"])
Save = Callable[[Any, Consultation], Any]


@login_required
@BOTH
def begin(request: HttpRequest) -> HttpResponse:
    """?source= names the page it is opened on; the body is asked only where an officer has several."""
    bodies = list(municipalities_run_by(request.user))
    if not bodies:
        return render(request, "consultations/not_an_officer.html", {"no_index": True}, status=403)
    if not has_second_factor(request.user):
        return second_factor_needed(request)
    source = find_source(request.GET.get("source", ""))
    form = BeginForm(posted(request), bodies=bodies)
    if request.method == "POST" and form.is_valid():
        draft = services.begin_consultation(
            user=request.user,
            organisation=form.cleaned_data["organisation"],
            source_page=source,
            key=form.cleaned_data["key"],
            language=(get_language() or "fr")[:2],
            example=form.cleaned_data["example"],
        )
        return redirect(steps.url_of(draft, ASKED))
    context = {"form": form, "source": source, "body": bodies[0] if len(bodies) == 1 else None, "no_index": True}
    return render(request, "consultations/begin.html", context)


def draft_or_404(request: HttpRequest, ref: str) -> Consultation:
    consultation = consultation_or_404(request, ref)
    if consultation.status == ConsultationStatus.DRAFT and not can_edit_consultation(request.user, consultation):
        raise PermissionDenied
    if consultation.status != ConsultationStatus.DRAFT and not _was_officer(request, consultation):
        raise PermissionDenied
    return consultation


def _was_officer(request: HttpRequest, consultation: Consultation) -> bool:
    return municipalities_run_by(request.user).filter(pk=consultation.organisation_id).exists()


def step_page(request: HttpRequest, consultation: Consultation, step: str, form: Any, save: Save) -> HttpResponse:
    """One step: saved and on, saved and away, or shown again with what was typed and why."""
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            save(form, consultation)
            return _after(request, consultation, step)
        except Stale as stale:
            form, context["versus"] = differences(form, stale)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context |= {
        "consultation": consultation,
        "words": words_of(consultation),
        "form": form,
        "step": step,
        "step_label": steps.LABELS[step],
        "steps": steps.shown(consultation, step),
        "typed": bool(typed_before(request)),
        "no_index": True,
        "form_class": "wide-form",
    }
    return render(request, f"consultations/{step}.html", context)


def _after(request: HttpRequest, consultation: Consultation, step: str) -> HttpResponse:
    if request.POST.get("then") == "leave":
        messages.success(request, _("Saved. You can go on here at any time."))
        return redirect("consultations:mine")
    return redirect(steps.step_after(consultation, step))


@BOTH
@sign_in_to_post
@login_required
def asked(request: HttpRequest, ref: str) -> HttpResponse:
    consultation = draft_or_404(request, ref)
    form = AskedForm.of(consultation, typed_before(request), data=posted(request))

    def save(form: AskedForm, consultation: Consultation) -> None:
        given = form.cleaned_data
        services.save_asked(
            user=request.user,
            consultation=consultation,
            edition=given["edition"],
            level=given["level"],
            themes=given["themes"],
            texts=form.texts,
        )

    return step_page(request, consultation, ASKED, form, save)


@BOTH
@sign_in_to_post
@login_required
def people(request: HttpRequest, ref: str) -> HttpResponse:
    consultation = draft_or_404(request, ref)
    form = PeopleForm.of(consultation, typed_before(request), data=posted(request))

    def save(form: PeopleForm, consultation: Consultation) -> None:
        services.save_people(user=request.user, consultation=consultation, **form.cleaned_data)

    return step_page(request, consultation, PEOPLE, form, save)


@BOTH
@sign_in_to_post
@login_required
def when(request: HttpRequest, ref: str) -> HttpResponse:
    consultation = draft_or_404(request, ref)
    form = WhenForm.of(consultation, typed_before(request), db_now(), data=posted(request))

    def save(form: WhenForm, consultation: Consultation) -> None:
        edition = form.cleaned_data["edition"]
        services.save_schedule(user=request.user, consultation=consultation, edition=edition, schedule=form.schedule)

    return step_page(request, consultation, WHEN, form, save)


def _edition_in(request: HttpRequest) -> int:
    """That of the page the button was on; none that ever was, where it is missing or no number."""
    given = request.POST.get("edition", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


@BOTH
@sign_in_to_post
@login_required
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything on one page, what is still missing with its step, and the one button."""
    consultation, refused = draft_or_404(request, ref), ""
    if request.method == "POST":
        try:
            edition = _edition_in(request)
            opened = services.open_consultation(user=request.user, consultation=consultation, edition=edition)
            messages.success(request, _("The consultation is open. Its address can be shared."))
            return redirect("consultations:detail", opened.ref)
        except Refused as refusal:
            refused = str(refusal)
            consultation = draft_or_404(request, ref)  # as it stands now, read for the second time
    now = db_now()
    gaps = [(gap, gap.url or steps.url_of(consultation, gap.step)) for gap in missing_from(consultation, now)]
    context = {
        "consultation": consultation,
        "words": words_of(consultation),
        "texts": sorted(consultation.texts.all(), key=lambda text: text.language != consultation.language),
        "promise": PROMISES[Level(consultation.level)] if consultation.level else None,
        "colleges": colleges_of(consultation),
        "phases": schedule_of(consultation, now),
        "asking": _questions_of(consultation),
        "steps": steps.shown(consultation, CHECK),
        "addresses": {step: steps.url_of(consultation, step) for step in steps.LABELS},
        "gaps": gaps,
        "refused": refused,
        "now": now,
        "no_index": True,
    }
    return render(request, "consultations/check.html", context)


def _questions_of(consultation: Consultation) -> str:
    """Where its questionnaire is prepared, if it has a phase for one; the room for it may not be there."""
    asks = any(phase.kind == PhaseKind.ASK for phase in consultation.phases.all())
    return address("questionnaires:prepare", consultation.ref) if asks else ""
