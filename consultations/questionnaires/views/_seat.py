"""Whoever fills in a questionnaire sits on a seat: whose sheet it is, the wording they see, and where their replies lead."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consultations.questionnaires.begun import Writer, begun_of, has_handed_in, writers
from consultations.questionnaires.definition import Definition, Page, Replies, kept, load
from consultations.questionnaires.forms.answering import SheetForm
from consultations.questionnaires.forms.fields import Ground
from consultations.questionnaires.models import BegunSheet, Questionnaire, Wording
from consultations.questionnaires.permissions import can_begin_sheet
from consultations.questionnaires.said import said
from consultations.questionnaires.selectors import wording_of
from consultations.questionnaires.ways import Way, way_of
from consultations.questionnaires.written import lines_of
from policylab.core.clock import db_now
from policylab.territories.pinning import PinMap, pin_map_of

from ._frame import frame, questionnaire_or_404

CONFLICT = 409
SESSION_KEY = "begun_sheets"


@dataclass
class Seat:
    request: HttpRequest
    questionnaire: Questionnaire
    writer: Writer

    @property
    def ref(self) -> str:
        return self.questionnaire.phase.consultation.ref

    @cached_property
    def begun(self) -> BegunSheet | None:
        return begun_of(self.writer, self.questionnaire)

    @cached_property
    def wording(self) -> Wording:
        """The one their sheet was begun in, or that of the page they come from, else the newest."""
        if self.begun:
            return self.begun.wording
        given = self.request.POST.get("wording", "")
        number = int(given) if given.isdecimal() and len(given) < 5 else 0
        found = self.questionnaire.wordings.filter(number=number).first() or wording_of(self.questionnaire)
        if found is None:
            raise Http404
        return found

    @cached_property
    def definition(self) -> Definition:
        return load(self.wording.definition)

    @property
    def replies(self) -> Replies:
        return self.begun.replies if self.begun else {}

    @property
    def way(self) -> Way:
        return way_of(self.definition, self.replies)

    @property
    def onward(self) -> Page | None:
        """Where to go on: the first page with nothing on it yet; where there is none, reading it all once more."""
        blank = (page for page in self.way.pages if not any(one.key in self.replies for one in page.questions))
        return next(blank, None)

    @cached_property
    def pins(self) -> PinMap | None:
        territory = self.questionnaire.phase.consultation.territory
        return pin_map_of(territory) if territory else None

    def url(self, page: Page | None) -> str:
        """Of a page; after the last one comes reading once more."""
        if page is None:
            return reverse("questionnaires:hand_in", args=[self.ref, self.writer.name])
        return reverse("questionnaires:fill", args=[self.ref, self.writer.name, page.key])

    def form(self, page: Page, data: Any = None, files: Any = None) -> SheetForm:
        ground = Ground(pins=lambda: self.pins)
        return SheetForm(
            data, files, definition=self.definition, questions=page.questions, replies=self.replies, ground=ground
        )

    def remember(self, begun: BegunSheet) -> None:
        """Only from here on is there a cookie."""
        if not self.writer.is_known:
            known = self.request.session.get(SESSION_KEY, {})
            self.request.session[SESSION_KEY] = known | {self.questionnaire.ref: begun.key}

    def forget(self) -> None:
        known = self.request.session.get(SESSION_KEY, {})
        if self.questionnaire.ref in known:
            self.request.session[SESSION_KEY] = {
                ref: key for ref, key in known.items() if ref != self.questionnaire.ref
            }

    def show(self, template: str, status: int = 200, **more: Any) -> HttpResponse:
        context = frame(self.questionnaire, writer=self.writer, wording=self.wording, no_index=True, **more)
        return render(self.request, f"consultations/questionnaires/{template}.html", context, status=status)

    def recap(self, replies: Replies) -> list[dict[str, Any]]:
        """Page by page what would be handed in."""
        given = kept(self.definition, replies)
        return [
            {"title": said(page.title), "url": self.url(page), "lines": lines_of(self.definition, page, given)}
            for page in way_of(self.definition, given).pages
        ]

    def closed(self, why: str, replies: Replies) -> HttpResponse:
        """It closed between page and post: all that was filled in is shown, to be kept by its writer."""
        return self.show("closed", CONFLICT, why=why, sections=self.recap(replies))


def on_own_seat(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For anybody who writes for themselves, and for who speaks for a body that is asked; others are led to where they choose."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, ref: str, who: str, **parts: Any) -> HttpResponse:
        questionnaire = questionnaire_or_404(request, ref)
        writer = writer_named(request, questionnaire, who)
        if writer is None:
            return redirect("questionnaires:answer", ref)
        open_now = can_begin_sheet(questionnaire, db_now())
        if request.method != "POST" and (not open_now or has_handed_in(writer, questionnaire)):
            return redirect("questionnaires:detail", ref)
        return view(Seat(request, questionnaire, writer), **parts)

    return guarded


def writer_named(request: HttpRequest, questionnaire: Questionnaire, who: str) -> Writer | None:
    """With the key of their session, if there is one: a sheet begun before they signed in."""
    key = request.session.get(SESSION_KEY, {}).get(questionnaire.ref, "")
    found = next((one for one in writers(request.user, questionnaire) if one.name == who), None)
    return Writer(found.user, found.organisation, key) if found else None
