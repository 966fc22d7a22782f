"""What is read about consultations. Nothing here writes; whoever calls gives the present instant (core.clock.db_now)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from policylab.core.asking import asked_once
from policylab.core.clock import Stage, stage_between
from policylab.core.loop import CONSULT, DECIDE, DELIBERATE, DELIVER, PROPOSE
from policylab.directory.enums import PUBLIC_KINDS, College, OrganisationStatus, Role
from policylab.directory.models import Membership, Organisation
from policylab.territories.models import Territory
from proposals.enums import ADOPTING
from proposals.models import Answer, Proposal, Window

from .enums import ConsultationStatus, Deed, PhaseKind
from .models import Consultation, ConsultationText, Entry, Phase
from .readiness import is_there, readiness
from .schedule import Schedule

STEP_OF = {
    PhaseKind.ASK: CONSULT,
    PhaseKind.PROPOSE: PROPOSE,
    PhaseKind.DISCUSS: DELIBERATE,
    PhaseKind.VOTE: DECIDE,
    PhaseKind.ANSWER: DECIDE,
    PhaseKind.DELIVER: DELIVER,
}


@dataclass(frozen=True)
class PhaseState:
    """A phase at one instant. `is_there`: what people do in it is opened, where it is more than dates."""

    kind: str
    title: str
    stage: Stage
    opens_at: datetime | None
    closes_at: datetime | None
    missed_at: datetime | None = None
    is_there: bool = True

    @property
    def note(self) -> str:
        """What its dates alone would say wrongly."""
        if self.is_there or self.stage == Stage.UPCOMING:
            return ""
        return _("did not take place") if self.stage == Stage.CLOSED else _("being prepared")


# --- phases ---------------------------------------------------------------------------------------------------------
def dates_of(phase: Phase) -> tuple[datetime | None, datetime | None]:
    """Its windows' for proposing and discussing, else its own; asks nothing of a phase read `with_dates` or with its windows."""
    if phase.opens_at is not None:
        return phase.opens_at, phase.closes_at
    if "first_opens" in vars(phase):
        return vars(phase)["first_opens"], vars(phase)["last_closes"]
    windows = phase.windows.all()
    opens = min((window.opens_at for window in windows), default=None)
    return opens, max((window.closes_at for window in windows), default=None)


def with_dates(phases: QuerySet[Phase]) -> QuerySet[Phase]:
    """In order, each with the span of its windows and whether it is there: one query where a prefetch would be a second."""
    spans = {"first_opens": Min("windows__opens_at"), "last_closes": Max("windows__closes_at")}
    return phases.annotate(**spans, **readiness()).order_by("position")


def stage_of(phase: Phase, now: datetime) -> Stage:
    """The one function that says where a phase stands; nothing stores it, nothing moves it."""
    return stage_between(*dates_of(phase), now)


def schedule_of(consultation: Consultation, now: datetime) -> list[PhaseState]:
    """Its phases in order; asks nothing where phases and windows were prefetched."""
    return [
        PhaseState(
            phase.kind,
            phase.get_kind_display(),
            stage_of(phase, now),
            *dates_of(phase),
            phase.missed_at,
            is_there(phase),
        )
        for phase in consultation.phases.all()
    ]


def standing_schedule(consultation: Consultation) -> Schedule:
    """{kind: (opens, closes)} as it stands, in order, to the instant; a phase nobody has dated yet is left out."""
    known = {phase.kind: dates_of(phase) for phase in consultation.phases.prefetch_related("windows")}
    return {kind: (opens, closes) for kind, (opens, closes) in known.items() if opens and closes}


def current_phase(schedule: Sequence[PhaseState]) -> PhaseState | None:
    """The first that is open, with what it is for; else one that only its dates have opened, else the next to come; nothing
    once all is over."""
    open_now = [phase for phase in schedule if phase.stage == Stage.OPEN]
    to_come = [phase for phase in schedule if phase.stage == Stage.UPCOMING]
    return next(iter([*(phase for phase in open_now if phase.is_there), *open_now, *to_come]), None)


def step_of(schedule: Sequence[PhaseState]) -> int:
    """The step of the loop: as far as the last phase that has begun; before the first, consulting."""
    current = next((phase for phase in schedule if phase.stage == Stage.OPEN), None)
    begun = [phase for phase in schedule if phase.stage != Stage.UPCOMING]
    phase = current or (begun[-1] if begun else None)
    return STEP_OF[PhaseKind(phase.kind)] if phase else CONSULT


def is_paused(consultation: Consultation) -> bool:
    """Whatever its dates say, nothing is done in it. Reads the round along with it."""
    return consultation.round is not None and consultation.round.paused_at is not None


def stands_still(consultation: Consultation) -> bool:
    return consultation.status == ConsultationStatus.CANCELLED or is_paused(consultation)


# --- its log ----------------------------------------------------------------------------------------------------------
def changes_of(consultation: Consultation) -> QuerySet[Entry]:
    """What everybody reads, the newest first."""
    return Entry.objects.public().filter(consultation=consultation).select_related("organisation")


def halts_of(consultation: Consultation) -> QuerySet[Entry]:
    """When it was paused or cancelled."""
    return changes_of(consultation).filter(deed__in=(Deed.PAUSED, Deed.CANCELLED))[:1]


def keeper_of(consultation: Consultation) -> int | None:
    """Who has it in hand: the pk of the officer it was last handed to, else of the one who opened it."""
    handed = Entry.objects.filter(consultation=consultation, deed=Deed.HANDED).first()
    return handed.facts["to"] if handed else consultation.opened_by_id


def officers_of(consultation: Consultation) -> QuerySet[Membership]:
    """Who could act for its body since it was begun: those who still can first, then those who left."""
    found = Membership.objects.filter(organisation=consultation.organisation_id, role=Role.OFFICER)
    found = found.filter(Q(ended_at=None) | Q(ended_at__gte=consultation.created_at))
    return found.select_related("user", "started_by", "ended_by").order_by(F("ended_at").desc(nulls_first=True), "pk")


def log_of(consultation: Consultation) -> QuerySet[Entry]:
    """All of it with the persons, the newest first; slice it before it is evaluated."""
    return Entry.objects.filter(consultation=consultation).select_related("organisation", "by")


# --- words ----------------------------------------------------------------------------------------------------------
def words_of(consultation: Consultation) -> ConsultationText:
    """In the reader's language, else the one it was first written in; reads prefetched texts."""
    texts = {text.language: text for text in consultation.texts.all()}
    here = (get_language() or "")[:2]
    found = texts.get(here) or texts.get(consultation.language) or next(iter(texts.values()), None)
    return found or ConsultationText(consultation=consultation, language=consultation.language, title="")


def languages_missing(consultation: Consultation) -> dict[str, str]:
    """The languages nobody has written it in yet: {code: name}; reads prefetched texts."""
    known = {text.language for text in consultation.texts.all()}
    return {code: name for code, name in settings.LANGUAGES if code not in known}


def colleges_of(consultation: Consultation) -> list[College]:
    """Who is counted, always in the same order; reads prefetched rows."""
    known = {row.college for row in consultation.colleges.all()}
    return [college for college in College if college in known]


# --- lists ----------------------------------------------------------------------------------------------------------
def with_words(consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """All that a row or the head of a page shows."""
    related = ("organisation", "territory", "round")
    return consultations.select_related(*related).prefetch_related(
        "texts", Prefetch("phases", with_dates(Phase.objects.all()))
    )


def with_rows(consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """All that `consultations/_row.html` shows: beside the words how many plans stand in it (`plans_within`), and whether an
    answer adopted one of them (`adopted_within`)."""
    standing = Proposal.objects.standing().filter(round=OuterRef("round")).order_by().values("round")
    count = Subquery(standing.annotate(number=Count("pk")).values("number"))
    adopting = Answer.objects.current().filter(proposal__round=OuterRef("round"), verdict__in=ADOPTING)
    return with_words(consultations).annotate(plans_within=Coalesce(count, 0), adopted_within=Exists(adopting))


def at_stage(stage: str, now: datetime) -> Q:
    """For a list: taking part is `open` while a phase before the answer is open or still to come after one has begun."""
    begun = _where(Q(opens_at__lte=now), Q(opens_at__lte=now))
    to_come = _where(Q(closes_at__gt=now, kind__in=[PhaseKind.ASK, PhaseKind.VOTE]), Q(closes_at__gt=now))
    if stage == Stage.UPCOMING:
        return ~begun & to_come
    return begun & to_come if stage == Stage.OPEN else ~to_come


def _where(phase: Q, window: Q) -> Q:
    """A phase with dates of its own, or a window of the round, is such. Each is read through once, for all consultations:
    phases joined to windows with "or" were read for each, and took PostgreSQL ten times as long."""
    own = Phase.objects.filter(phase).values("consultation")
    return Q(pk__in=own) | Q(round__in=Window.objects.filter(window).values("round"))


def running_at(now: datetime) -> QuerySet[Consultation]:
    """What one can take part in."""
    running = Consultation.objects.public().filter(status=ConsultationStatus.OPENED, round__paused_at=None)
    return running.filter(at_stage(Stage.OPEN, now))


def latest_rows(consultations: QuerySet[Consultation], number: int) -> QuerySet[Consultation]:
    """The `number` of these that were opened last, with all that `consultations/_row.html` shows.

    They are chosen before the rest is joined: PostgreSQL would read every organisation for the sake of three.
    """
    latest = ("-opened_at", "-pk")
    chosen = consultations.order_by(*latest).values("pk")[:number]
    return with_rows(Consultation.objects.filter(pk__in=chosen)).order_by(*latest)


def consultations_from_pages(pages: Iterable[int]) -> QuerySet[Consultation]:
    """The public consultations opened on one of these pages."""
    return Consultation.objects.public().filter(source_page__in=list(pages))


def consultation_page(ref: str) -> QuerySet[Consultation]:
    """One consultation with all that its pages show; drafts too: the view asks who may see it.

    `instant` is the database's, read along for what a page says; an act reads the clock anew. `has_changed`: so that nothing
    is asked where the dates stand as they were announced.
    """
    changes = Entry.objects.public().filter(consultation=OuterRef("pk"))
    found = with_words(Consultation.objects.filter(ref=ref)).annotate(instant=Now(), has_changed=Exists(changes))
    return found.select_related("organisation", "territory", "round", "round__territory").prefetch_related("colleges")


def consultations_of_rounds(rounds: Iterable[int]) -> dict[int, Consultation]:
    """{round's pk: its consultation}, public ones only, with their words alone: asked on every page of a plan."""
    shown = Consultation.objects.public().filter(round__in=list(rounds))
    found = shown.select_related("organisation").prefetch_related("texts")
    return {consultation.round_id: consultation for consultation in found}


def places_asked() -> QuerySet[Territory]:
    """Where there are public consultations, and what those places lie in: a list of a region is that of its towns."""
    paths = Consultation.objects.public().order_by().values_list("territory__path", flat=True).distinct()
    above = {
        "/".join(codes[:depth]) for codes in (path.split("/") for path in paths) for depth in range(1, len(codes) + 1)
    }
    return Territory.objects.filter(path__in=above)


# --- officers -------------------------------------------------------------------------------------------------------
@asked_once
def municipalities_run_by(user: Any) -> QuerySet[Organisation]:
    """The checked municipalities and public bodies this person is an officer of, with or without a second factor: for pages
    that say what is missing. Whether they may act is asked of policylab.directory.permissions.can_run_consultations."""
    offices = Membership.objects.current().filter(user_id=user.pk, role=Role.OFFICER)
    checked = Organisation.objects.filter(status=OrganisationStatus.CHECKED, kind__in=sorted(PUBLIC_KINDS))
    return checked.filter(pk__in=offices.values("organisation")).select_related("territory").order_by("pk")


def offices_of(user: Any) -> list[int]:
    """The keys of these bodies, read once on a page: as values, they keep a dozen questions about them short."""
    return [body.pk for body in municipalities_run_by(user)]


def consultations_run_by(user: Any) -> QuerySet[Consultation]:
    """Drafts to go on with, then what runs, the latest first."""
    mine = Consultation.objects.filter(organisation__in=offices_of(user))
    drafts_first = Case(When(status=ConsultationStatus.DRAFT, then=0), default=1)
    return with_rows(mine).order_by(drafts_first, "-created_at", "-pk")
