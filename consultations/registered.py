"""What consultations put into the slots of core: trail, tabs, search. Filled in `apps.ready()`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override, pgettext, pgettext_lazy

from policylab.core import dates, registries
from policylab.core.addresses import address_in
from policylab.core.keys import key_of
from policylab.core.loop import CONSULT, DECIDE, PROPOSE, PUBLISH
from policylab.notices.audiences import audiences
from policylab.notices.sentences import notice_kinds, notice_sentences
from policylab.residents.needs import needs
from proposals.answers import answer_periods, answer_records
from proposals.models import Proposal, Round
from proposals.sources import public_pages, round_sources
from proposals.telling import round_answered, round_subjects

from . import answering, audience, changes, deeds, kept, sharing, telling, waiting
from .delivered import delivery_of_consultations
from .enums import ConsultationStatus, PhaseKind
from .models import Consultation, Phase
from .overdue import overdue_on_page
from .permissions import can_see_consultation
from .registers import needed_by_consultations
from .selectors import consultations_of_rounds, dates_of, with_words, words_of
from .services.announcing import announce_phases
from .services.recording import record_answer


def consultation_url(consultation: Consultation, name: str = "detail") -> str:
    return reverse(f"consultations:{name}", args=[consultation.ref])


# --- trail ----------------------------------------------------------------------------------------------------------
def link_to(consultation: Consultation, here: bool = False) -> registries.TrailLink:
    """The consultation as a step of a trail."""
    words = words_of(consultation)
    note = consultation.organisation.name
    return registries.TrailLink(
        CONSULT, _("Consultation"), words.title, consultation_url(consultation), note, here, words.language
    )


def _by_round(of: Callable[[Any], int]) -> registries.TrailSource:
    """A source for whatever belongs to a round: its public consultation."""

    def source(objects: Sequence[Any]) -> dict[Any, list[registries.TrailLink]]:
        known = consultations_of_rounds({of(item) for item in objects})
        return {item: [link_to(known[of(item)])] if of(item) in known else [] for item in objects}

    return source


trail_of_plans = _by_round(lambda plan: plan.round_id)
trail_of_rounds = _by_round(lambda round: round.pk)


def trail_of_consultations(consultations: Sequence[Consultation]) -> dict[Consultation, list[registries.TrailLink]]:
    """The page it was opened on, itself, how many plans came of it and are answered. A draft has no trail."""
    shown = [found for found in consultations if found.status != ConsultationStatus.DRAFT]
    prefetch_related_objects(
        shown, "texts", "organisation", "round", "phases"
    )  # asks for nothing that is there already
    pages = public_pages(found.source_page_id for found in shown if found.source_page_id)
    counts = answering.count_answered(found.round for found in shown if found.round)
    return {
        found: [
            *source_link(pages.get(found.source_page_id)),
            link_to(found, here=True),
            *_plans_link(found, counts.get(found.round_id, answering.Counted()).plans),
            *_answers_link(found, counts.get(found.round_id, answering.Counted()).answered),
        ]
        for found in shown
    }


def source_link(page: Any) -> list[registries.TrailLink]:
    if page is None:
        return []
    date = page.first_published_at and dates.write(page.first_published_at, "date")
    note = _("published on %(date)s") % {"date": date} if date else ""
    kind = str(page.page_type_display_name)
    return [registries.TrailLink(PUBLISH, kind, page.title, address_in(page), note, language=page.locale.language_code)]


def _plans_link(consultation: Consultation, count: int) -> list[registries.TrailLink]:
    if not count:
        return []
    title = ngettext("%(count)s plan", "%(count)s plans", count) % {"count": count}
    return [registries.TrailLink(PROPOSE, _("Plans"), title, consultation_url(consultation, "plans"))]


def _answers_link(consultation: Consultation, count: int) -> list[registries.TrailLink]:
    if not count:
        return []
    title = ngettext("%(count)s plan answered", "%(count)s plans answered", count) % {"count": count}
    # Plans can be answered where no answer phase was promised; the page of all answers is a promise's.
    promised = any(phase.kind == PhaseKind.ANSWER for phase in consultation.phases.all())
    url = answering.answer_url(consultation) if promised else consultation_url(consultation, "plans")
    return [registries.TrailLink(DECIDE, pgettext("of an authority", "Answer"), title, url)]


# --- search ---------------------------------------------------------------------------------------------------------
def documents(consultations: Iterable[Consultation] | None = None) -> Iterator[registries.Document]:
    """Every public consultation, or those given, in each language it has words in."""
    rows = with_words(Consultation.objects.public()).prefetch_related("themes").order_by("pk")
    if consultations is not None:
        rows = rows.filter(pk__in=[found.pk for found in consultations])
    for consultation in rows.iterator(chunk_size=500):
        for text in consultation.texts.all():
            yield _document(consultation, text)


def _document(consultation: Consultation, text: Any) -> registries.Document:
    spans = [dates_of(phase) for phase in consultation.phases.all()]
    running = consultation.status == ConsultationStatus.OPENED
    with override(text.language):
        url = consultation_url(consultation)
    return registries.Document(
        key=key_of(consultation),
        language=text.language,
        kind="consultation",
        title=text.title,
        body=f"{text.asked}\n{text.promised}".strip(),
        url=url,
        territory=consultation.territory.path,
        themes=tuple(theme.slug for theme in consultation.themes.all()),
        opens_at=min((opens for opens, _closes in spans if opens), default=None) if running else consultation.opened_at,
        closes_at=consultation.cancelled_at or max((closes for _opens, closes in spans if closes), default=None),
        published_at=consultation.opened_at,
    )


TABS = [
    registries.Tab("about", gettext_lazy("About"), consultation_url, 10),
    registries.Tab("plans", gettext_lazy("Plans"), lambda found: consultation_url(found, "plans"), 20),
    registries.Tab(
        "answer", pgettext_lazy("of an authority", "Answer"), answering.answer_url, 60, answering.shows_answer_tab
    ),
    registries.Tab("report", gettext_lazy("In one page"), lambda found: consultation_url(found, "report"), 90),
]


def page_of_round(round: Round) -> Any:
    """The note a round's consultation was opened on: the plans written in it begin from there."""
    found = Consultation.objects.public().filter(round=round).select_related("source_page").first()
    return found.source_page if found else None


FOLLOWED = registries.FollowRule(
    slug="consultations",
    find=lambda ref: Consultation.objects.public().filter(ref=ref).prefetch_related("texts").first(),
    can_read=lambda consultation, user: can_see_consultation(user, consultation),
    title=lambda consultation: words_of(consultation).title,
    address=consultation_url,
)


def _once(slot: list[Any], filler: Any) -> None:
    if filler not in slot:
        slot.append(filler)


def fill_slots() -> None:
    _once(round_sources, page_of_round)
    _once(answer_periods, answering.period_of_round)
    _once(answer_records, record_answer)
    registries.moments[Phase] = ("opens_at", "closes_at")
    registries.add_trail(Proposal, trail_of_plans)
    registries.add_trail(Round, trail_of_rounds)
    registries.add_trail(Consultation, trail_of_consultations)
    registries.add_trail(Consultation, overdue_on_page)
    registries.add_trail(Consultation, delivery_of_consultations)
    registries.search_sources["consultations.consultation"] = documents
    registries.kind_names["consultation"] = Consultation._meta.verbose_name
    registries.deeds["consultations"] = deeds.consultations_run
    registries.add_waiting("consultations", waiting.drafts_of, waiting.offices_held)
    registries.add_waiting("answers promised", answering.answers_awaited, waiting.offices_held)
    registries.shared["c"] = sharing.card_of
    registries.follow_rules[Consultation] = FOLLOWED
    registries.due["phases"] = announce_phases
    needs["consultations"] = needed_by_consultations
    _once(round_subjects, telling.subject_of_round)
    _once(round_answered, telling.round_answered)
    audiences[audience.EVERYBODY] = audience.everybody_in
    registries.add_report(Consultation, changes.chapter)
    registries.add_report(Consultation, kept.chapter)
    registries.personal_data["log"] = changes.data_of
    notice_sentences.update(telling.SENTENCES)
    notice_kinds.update(telling.KINDS)
    for tab in TABS:
        registries.add_tab(Consultation, tab)
