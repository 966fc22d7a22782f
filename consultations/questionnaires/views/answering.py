"""Filling in, page by page; each press of a button saves. Last comes everything once more, and one press hands it in."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations.questionnaires import services
from consultations.questionnaires.asked import asked_in
from consultations.questionnaires.begun import begun_of, done_by, writers
from consultations.questionnaires.definition import Page
from consultations.questionnaires.forms.answering import PREFIX, SheetForm
from consultations.questionnaires.permissions import can_begin_sheet
from consultations.questionnaires.reasons import why_not_asked
from consultations.questionnaires.said import said
from consultations.questionnaires.ways import missing, numbers_of
from policylab.accounts import limits
from policylab.accounts.typed import to_the_door
from policylab.accounts.views.refusals import too_many
from policylab.core.clock import db_now
from policylab.core.errors import Refused

from ._frame import frame, questionnaire_or_404
from ._seat import CONFLICT, Seat, on_own_seat, writer_named


@never_cache
@require_safe
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """For whom: straight on where there is one choice."""
    questionnaire = questionnaire_or_404(request, ref)
    if not can_begin_sheet(questionnaire, db_now()):
        return redirect("questionnaires:detail", ref)
    found = writers(request.user, questionnaire)
    if not found and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    done = done_by(request.user, questionnaire) if request.user.is_authenticated else set()
    seats = [Seat(request, questionnaire, writer_named(request, questionnaire, one.name) or one) for one in found]
    if len(seats) == 1 and not done:
        return redirect(seats[0].url(seats[0].onward))
    rows = [
        {
            "writer": seat.writer,
            "url": seat.url(seat.onward),
            "begun": begun_of(seat.writer, questionnaire),
            "done": (seat.writer.organisation.pk if seat.writer.organisation else None) in done,
        }
        for seat in seats
    ]
    return render(request, "consultations/questionnaires/for_whom.html", frame(questionnaire, rows=rows, no_index=True))


@on_own_seat
def fill(seat: Seat, page: str) -> HttpResponse:
    here = seat.way.page(page)
    if here is None:  # their replies lead elsewhere since, or another wording has no such page
        return redirect(seat.url(seat.way.pages[0]))
    if seat.request.method != "POST":
        return show_page(seat, here, seat.form(here))
    taken = limits.take(seat.request, "give_file" if seat.request.FILES else "save_sheet")
    if taken.wait:
        return too_many(seat.request, taken.wait)
    form = seat.form(here, seat.request.POST, seat.request.FILES)
    form.is_valid()
    form.drop_unasked_errors()
    try:
        begun = services.save_begun(
            writer=seat.writer,
            questionnaire=seat.questionnaire,
            wording=seat.wording,
            keys=form.keys,
            replies=form.given,
        )
    except services.NotOpen as refusal:
        return seat.closed(str(refusal), form.after)
    except services.AlreadyHandedIn as refusal:
        messages.info(seat.request, str(refusal))
        return redirect("questionnaires:detail", seat.ref)
    seat.remember(begun)
    seat.begun = begun
    return _onward(seat, here, form)


def _onward(seat: Seat, here: Page, form: SheetForm) -> HttpResponse:
    """Back, after a press on the map to the map, or on; what is wrong holds up, what is missing only on the way on."""
    pressed = next((key for key in form.fields if f"{PREFIX}-{key}_map.x" in seat.request.POST), "")
    if pressed and not form.errors:
        return redirect(f"{seat.url(here)}#id_{PREFIX}-{pressed}")
    back = seat.request.POST.get("go") == "back"
    if form.errors or not (back or pressed or form.ask_for_missing()):
        return show_page(seat, here, form)
    way = seat.way
    if way.page(here.key) is None:
        return redirect(seat.url(way.pages[0]))
    return redirect(seat.url((way.before(here) or here) if back else way.after(here)))


def show_page(seat: Seat, page: Page, form: SheetForm) -> HttpResponse:
    way = seat.way
    return seat.show(
        "fill",
        form=form,
        heading_words=said(page.title),
        intro=said(seat.definition.intro),
        place=way.place(page),
        total=len(way.pages),
        is_first=way.before(page) is None,
        questions=asked_in(form, seat.definition, page.questions),
        saved=seat.begun is not None,
        multipart=form.is_multipart(),
    )


@on_own_seat
def hand_in(seat: Seat) -> HttpResponse:
    """Everything once more, what is stored, and the press."""
    if seat.request.method != "POST":
        return show_all(seat) if seat.begun else redirect("questionnaires:answer", seat.ref)
    if not seat.writer.is_known:
        return to_the_door(seat.request, seat.url(None))
    try:
        services.hand_in(writer=seat.writer, questionnaire=seat.questionnaire)
    except services.NotOpen as refusal:
        return seat.closed(str(refusal), seat.replies)
    except services.AlreadyHandedIn as refusal:
        seat.forget()
        messages.info(seat.request, str(refusal))
        return redirect("questionnaires:detail", seat.ref)
    except Refused as refusal:
        return show_all(seat, str(refusal), CONFLICT)
    seat.forget()
    messages.success(seat.request, _("Your answers are handed in. Thank you."))
    return redirect("questionnaires:detail", seat.ref)


def show_all(seat: Seat, refused: str = "", status: int = 200) -> HttpResponse:
    pages = {question.key: page for page in seat.way.pages for question in page.questions}
    numbers = numbers_of(seat.definition)
    lacking = [
        {
            "number": numbers[one.key],
            "title": said(one.title),
            "url": f"{seat.url(pages[one.key])}#id_{PREFIX}-{one.key}",
        }
        for one in missing(seat.definition, seat.replies)
    ]
    return seat.show(
        "hand_in",
        status,
        sections=seat.recap(seat.replies),
        lacking=lacking,
        reason=why_not_asked(seat.writer, seat.questionnaire),
        refused=refused,
        pages=len(seat.way.pages),
        several=len(writers(seat.request.user, seat.questionnaire)) > 1,
    )
