"""What is read about plans. Nothing here writes; whoever calls gives the present instant (core.clock.db_now)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Now

from policylab.core.clock import Stage, stage_between
from policylab.directory.enums import College
from policylab.directory.models import Organisation
from policylab.directory.permissions import can_speak_for

from .enums import ADOPTING, Act, Co, CommitmentStatus, ProposalStatus
from .models import Answer, Commitment, Draft, Proposal, Round, Support, Version, Window

# A new version may be published while plans are written and while they are amended.
REVISING = (Act.WRITE, Act.AMEND)


@dataclass(frozen=True)
class WindowState:
    """One act in a round at one instant: the window that is open, else the next, else the last."""

    act: str
    stage: Stage
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.stage == Stage.OPEN


# --- rounds and their windows -------------------------------------------------------------------------------------
def window_open(round: Round, act: str, now: datetime) -> bool:
    """Reads `round.windows.all()`, so a page that prefetched them asks nothing more."""
    return any_open(round, (act,), now)


def any_open(round: Round, acts: Iterable[str], now: datetime) -> bool:
    wanted = set(acts)
    open_now = (window for window in round.windows.all() if window.opens_at <= now < window.closes_at)
    return not round.stands_still and any(window.act in wanted for window in open_now)


def state_of(round: Round, acts: str | Iterable[str], now: datetime) -> WindowState:
    """Where an act (or the first open of several) stands, with the dates a reader must be told."""
    if round.stands_still:
        return WindowState("", Stage.CLOSED, closes_at=round.ended_at or round.paused_at)
    wanted = {acts} if isinstance(acts, str) else set(acts)
    windows = sorted(
        (window for window in round.windows.all() if window.act in wanted), key=lambda window: window.opens_at
    )
    staged = [(stage_between(window.opens_at, window.closes_at, now), window) for window in windows]
    for stage, among in ((Stage.OPEN, staged), (Stage.UPCOMING, staged), (Stage.CLOSED, staged[::-1])):
        found = [window for its_stage, window in among if its_stage == stage]
        if found:
            last = max(found, key=lambda window: window.closes_at) if stage == Stage.OPEN else found[0]
            return WindowState(last.act, stage, last.opens_at, last.closes_at)
    return WindowState("", Stage.CLOSED)


def rounds_open_for_writing(now: datetime) -> QuerySet[Round]:
    writing = Window.objects.filter(act=Act.WRITE).open_at(now)
    return (
        Round.objects.filter(pk__in=writing.values("round"))
        .select_related("territory", "asked_by")
        .prefetch_related("windows")
        .order_by("-pk")
    )


# --- who speaks for whom ------------------------------------------------------------------------------------------
def speaks_for(user: Any, organisation: Organisation | None) -> bool:
    return organisation is not None and can_speak_for(user, organisation)


def college_of_plan(proposal: Proposal) -> College | None:
    """That of the organisation in whose name it is written (a university counts in none), else the citizens'."""
    return proposal.organisation.college if proposal.organisation else College.CITIZEN


def college_of_commitment(commitment: Commitment) -> College | None:
    return commitment.organisation.college if commitment.organisation else College.CITIZEN


# --- plans --------------------------------------------------------------------------------------------------------
def with_words(plans: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """A list's plans with all that its rows show; long sections stay in the database."""
    return plans.select_related("current", "author", "organisation", "round__territory").only(
        "ref", "status", "published_at", "withdrawn_at", "supports_count", "comments_count", "author", "organisation", "round",
        "current__title", "current__need", "current__language", "current__number", "current__proposal",
        "author__display_name", "author__erased_at", "organisation", "round__ref", "round__territory",
    )  # fmt: skip


def plans_of_round(round: Round, *, standing: bool = True, order: str = "-published_at") -> QuerySet[Proposal]:
    """The public plans of a round, ready for `proposals/_plan_row.html`; slice it before it is evaluated."""
    plans = Proposal.objects.filter(round=round)
    return with_words(plans.standing() if standing else plans.public()).order_by(order, "-published_at", "-pk")


def count_plans(rounds: Iterable[Round]) -> dict[int, int]:
    """How many plans stand in each round, in one query: {round's pk: count}."""
    rows = Proposal.objects.standing().filter(round__in=list(rounds)).values_list("round").annotate(count=Count("pk"))
    return dict(rows.order_by())


def versions_for_vote(round: Round) -> QuerySet[Version]:
    """What may be put to a vote: the current version of each plan that stands."""
    standing = Proposal.objects.standing().filter(round=round)
    return (
        Version.objects.filter(pk__in=standing.values("current"))
        .select_related("proposal__author", "proposal__organisation")
        .order_by("proposal__published_at", "proposal__pk")
    )


def plans_from_pages(pages: Sequence[int]) -> QuerySet[Proposal]:
    """The plans that name one of these pages as what they come from."""
    return with_words(Proposal.objects.standing().filter(source_page__in=list(pages))).order_by("-published_at", "-pk")


def plan_page(ref: str) -> QuerySet[Proposal]:
    """One plan with all that its pages show around the text; drafts too: the view asks who may see it.

    `instant` is the database's, `verdict` the authority's (None: not answered), read along for what a page says; an act reads
    both anew.
    """
    return (
        Proposal.objects.filter(ref=ref)
        .select_related("current", "author", "organisation", "round__territory", "round__asked_by")
        .prefetch_related("round__windows")
        .annotate(
            commitments_count=Count(
                "commitments", filter=Q(commitments__status=CommitmentStatus.OFFERED), distinct=True
            ),
            verdict=Subquery(Answer.objects.current().filter(proposal=OuterRef("pk")).values("verdict")[:1]),
            instant=Now(),
        )
    )


def commitments_of(proposal: Proposal) -> QuerySet[Commitment]:
    """What stands, in the order of the Four Co's; slice it before it is evaluated."""
    order = Case(*[When(co=co, then=place) for place, co in enumerate(Co.values)])
    rows = Commitment.objects.public().filter(proposal=proposal)
    return rows.select_related("organisation", "made_by").order_by(order, "made_at", "pk")


def kinds_committed(proposal: Proposal) -> set[str]:
    """Those of the Four Co's that somebody has taken on."""
    return set(Commitment.objects.public().filter(proposal=proposal).values_list("co", flat=True).distinct())


def versions_of(proposal: Proposal) -> QuerySet[Version]:
    """Newest first, without the long texts."""
    return proposal.versions.only(
        "number", "digest", "what_changed", "published_at", "title", "language", "proposal"
    ).order_by("-number")


def has_supported(user: Any, proposal: Proposal) -> bool:
    return user.is_authenticated and Support.objects.filter(user=user, proposal=proposal).exists()


def plans_to_write(user: Any) -> QuerySet[Proposal]:
    """A person's own plans, drafts first, the latest touched on top."""
    return (
        Proposal.objects.filter(author=user)
        .select_related("draft", "current", "organisation", "round__territory", "round__asked_by", "author")
        .prefetch_related("round__windows")
        .order_by("status", "-draft__saved_at", "-pk")
    )


def draft_of(proposal: Proposal) -> Draft | None:
    return Draft.objects.filter(proposal=proposal).first()


def is_standing(proposal: Proposal) -> bool:
    return proposal.status == ProposalStatus.PUBLISHED


def is_offered(commitment: Commitment) -> bool:
    return commitment.status == CommitmentStatus.OFFERED


# --- answers ------------------------------------------------------------------------------------------------------
def answer_to(proposal: Proposal) -> Answer | None:
    """The authority's answer that stands."""
    return Answer.objects.current().filter(proposal=proposal).select_related("organisation").first()


def is_adopted(proposal: Proposal) -> bool:
    """Whether the authority carries it out, whole or in part: from then on it has a charter and is delivered.

    A page that has read the verdict along with the plan (`plan_page`) asks nothing more; an act reads the plan anew.
    """
    if hasattr(proposal, "verdict"):
        return proposal.verdict in ADOPTING
    return Answer.objects.current().filter(proposal=proposal, verdict__in=ADOPTING).exists()
