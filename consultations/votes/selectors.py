"""What is read about votes. Nothing here writes, and nothing here counts choices: before closing nobody may know them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Length

from consultations.enums import ConsultationStatus, PhaseKind
from consultations.models import Consultation, Phase
from consultations.registers import need_of
from consultations.selectors import is_paused, stage_of
from policylab.accounts.models import User
from policylab.core.clock import Instant, Stage
from policylab.directory.enums import College
from policylab.directory.models import Membership, Organisation
from policylab.directory.permissions import can_speak_for
from policylab.directory.selectors import organisations_spoken_for
from policylab.residents.enums import Voice
from policylab.residents.needs import Need
from policylab.residents.selectors import homes_of, people_of
from policylab.territories.models import Territory
from proposals.models import Version
from proposals.selectors import versions_for_vote

from .enums import Secrecy, VoteStatus
from .models import NamedVote, Option, Package, RollEntry, Vote, VoteCollege
from .receipts import receipt_hash

LAST_DAY = timedelta(hours=24)
MARKS_KEPT = timedelta(days=30)


class VoteStage(StrEnum):
    """Where a vote stands; computed from its status and its phase's dates. `COUNTING`: closed, the result not yet there."""

    PREPARED = "prepared"
    UPCOMING = "upcoming"
    OPEN = "open"
    COUNTING = "counting"
    COUNTED = "counted"
    PAUSED = "paused"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class CollegeState:
    """A college of an opened vote. `voted` is exact; screens show it only as `turnout` allows."""

    college: str
    secrecy: str
    roll_size: int
    voted: int


# --- the vote and its phase -----------------------------------------------------------------------------------------
def stage_of_vote(vote: Vote, now: datetime) -> VoteStage:
    if vote.status == VoteStatus.COUNTED:
        return VoteStage.COUNTED
    if vote.phase.consultation.status == ConsultationStatus.CANCELLED:
        return VoteStage.CANCELLED
    if vote.status == VoteStatus.PREPARED:
        return VoteStage.PREPARED
    if is_paused(vote.phase.consultation):
        return VoteStage.PAUSED
    stage = stage_of(vote.phase, now)
    return {
        Stage.UPCOMING: VoteStage.UPCOMING,
        Stage.OPEN: VoteStage.OPEN,
        Stage.CLOSED: VoteStage.COUNTING,
    }[stage]


def voting_phase(consultation: Consultation) -> Phase | None:
    return consultation.phases.filter(kind=PhaseKind.VOTE).order_by("position").first()


def votes_of(ref: str) -> QuerySet[Vote]:
    """The vote of the consultation with this address, with all that its pages show of the two."""
    return (
        Vote.objects.filter(phase__consultation__ref=ref)
        .select_related(
            "phase__consultation__organisation",
            "phase__consultation__territory",
            "phase__consultation__round",
            "result",
            "certification",
            "annulment",
        )
        .prefetch_related("phase__consultation__texts", "colleges")
        .order_by("phase__position")
    )


def voted_on(ref: str) -> QuerySet[Vote]:
    """The same vote as the pages of a ballot need it, at once with the instant (`now`) at which it stood so."""
    votes = Vote.objects.filter(phase__consultation__ref=ref).select_related("phase__consultation__round")
    return votes.annotate(now=Instant()).order_by("phase__position")


def marks_due(now: datetime) -> QuerySet[Vote]:
    """Certified, or annulled, long enough ago for nobody to ask any more who has voted."""
    since = now - MARKS_KEPT
    settled = Q(certification__at__lte=since) | Q(annulment__at__lte=since)
    return Vote.objects.filter(settled, status=VoteStatus.COUNTED, marks_deleted_at=None).order_by("pk")


def votes_due(now: datetime) -> QuerySet[Vote]:
    """Opened, past their closing time, not counted; that of a cancelled consultation never is, of a paused one not yet."""
    running = Vote.objects.filter(status=VoteStatus.OPENED, phase__consultation__round__paused_at=None)
    return (
        running.filter(phase__closes_at__lte=now)
        .exclude(phase__consultation__status=ConsultationStatus.CANCELLED)
        .order_by("phase__closes_at", "pk")
    )


def shown_votes(consultations: Sequence[Consultation]) -> list[Vote]:
    """The votes everybody sees, what closes first on top; the consultations remember: trail, tabs and report ask."""
    rows = Vote.objects.public().select_related("result", "certification", "annulment")
    prefetch_related_objects(consultations, Prefetch("phases__votes", rows, to_attr="shown_votes"))
    found = [vote for one in consultations for phase in one.phases.all() for vote in vars(phase)["shown_votes"]]
    return sorted(found, key=closing_time)


def options_of(vote: Vote) -> list[Option]:
    """In their order, each with its plan's version, author and organisation; the vote remembers: its trail asks too."""
    whole = Option.objects.select_related("version__proposal__author", "version__proposal__organisation")
    prefetch_related_objects([vote], Prefetch("options", whole.order_by("position")))
    return list(vote.options.all())


# --- preparing ------------------------------------------------------------------------------------------------------
def versions_on_offer(consultation: Consultation) -> QuerySet[Version]:
    """The plans that may be put to the vote: the current version of each that stands in the consultation's round."""
    return versions_for_vote(consultation.round) if consultation.round else Version.objects.none()


def colleges_of(consultation: Consultation) -> list[College]:
    """Those that take part, in the one order in which they are always shown."""
    present = set(consultation.colleges.values_list("college", flat=True))
    return [college for college in College if college in present]


def place_of(consultation: Consultation) -> Territory:
    """Every opened consultation has one; the database sees to it."""
    assert consultation.territory is not None
    return consultation.territory


def closing_time(vote: Vote) -> datetime:
    """A voting phase holds its own two dates; the database sees to it."""
    assert vote.phase.closes_at is not None
    return vote.phase.closes_at


def citizens_for_the_roll(consultation: Consultation) -> QuerySet[User]:
    """Who lives in the territory of the consultation, as surely as it asks, and has an account in use."""
    return people_of(place_of(consultation), Voice(consultation.voice))


def homes_for_the_roll(consultation: Consultation) -> list[tuple[int, int | None]]:
    """The same people, each with where they live."""
    return homes_of(place_of(consultation), Voice(consultation.voice))


def home_for_the_roll(consultation: Consultation, user: Any) -> list[tuple[int, int | None]]:
    """One of them, or nobody."""
    return homes_of(place_of(consultation), Voice(consultation.voice), user)


def entering_ends(vote: Vote) -> datetime:
    """An open roll takes nobody in on the last day: accounts made while one sees how it goes come too late."""
    return closing_time(vote) - LAST_DAY


def bodies_nearby(consultation: Consultation, college: College) -> QuerySet[Organisation]:
    """Checked bodies of a college in the territory, in what it lies in, or under the body that runs the consultation."""
    place = place_of(consultation)
    near = Q(territory__in=Territory.objects.within(place).values("pk"))
    around = Q(territory__in=Territory.objects.around(place).values("pk"))
    own = Q(parent=consultation.organisation_id) | Q(pk=consultation.organisation_id)
    return Organisation.objects.public().in_college(college).filter(near | around | own).order_by("name_fr", "pk")


def bodies_named(text: str, college: College) -> QuerySet[Organisation]:
    """Checked bodies of a college anywhere whose name holds these words: for those who come from further away."""
    wanted = Q()
    for language in ("ar", "en", "es", "fr", "it"):
        wanted |= Q(**{f"name_{language}__icontains": text})
    return Organisation.objects.public().in_college(college).filter(wanted).order_by("name_fr", "pk")


def bodies_without_a_voice(organisations: Iterable[Organisation]) -> set[int]:
    """Those for whom nobody speaks today: on the roll they could not vote."""
    pks = {organisation.pk for organisation in organisations}
    spoken = Membership.objects.speaking().filter(organisation__in=pks).values_list("organisation", flat=True)
    return pks - set(spoken)


def bodies_on_the_roll(vote: Vote) -> list[RollEntry]:
    return list(
        vote.roll.exclude(organisation=None)
        .select_related("organisation")
        .order_by("organisation__name_fr", "organisation__pk")
    )


# --- who may vote, who has ------------------------------------------------------------------------------------------
def entries_of(user: Any, vote: Vote) -> list[RollEntry]:
    """Where this person stands on the roll: for themselves first, then for each body they speak for today."""
    if not user.is_authenticated:
        return []
    spoken_for = organisations_spoken_for(user)
    mine = vote.roll.filter(Q(user=user) | Q(organisation__in=spoken_for.values("pk"))).select_related("organisation")
    return sorted(mine, key=lambda entry: (entry.organisation_id is not None, str(entry.organisation or "")))


def speaks_for_entry(user: Any, entry: RollEntry) -> bool:
    """Oneself, or a body one speaks for today; a membership that has ended speaks no more."""
    if entry.user_id is not None:
        return entry.user_id == user.pk
    return entry.organisation is not None and can_speak_for(user, entry.organisation)


def secrecy_of(vote: Vote, college: str) -> Secrecy:
    """Reads `colleges.all()`, so a page that prefetched them asks nothing more."""
    return next(Secrecy(row.secrecy) for row in vote.colleges.all() if row.college == college)


def college_states(vote: Vote) -> list[CollegeState]:
    """Per college of an opened vote: who may vote and how many have; once marks are deleted, from the frozen outcome."""
    if vote.marks_deleted_at:
        voted = {one["code"]: one["voted"] for one in vote.result.outcome["colleges"]}
    else:
        voted = dict(vote.roll.filter(has_voted=True).values_list("college").annotate(Count("pk")).order_by())
    known: dict[str, VoteCollege] = {row.college: row for row in vote.colleges.all()}
    return [
        CollegeState(college, known[college].secrecy, known[college].roll_size, voted.get(college, 0))
        for college in College.values
        if college in known
    ]


def named_entries(vote: Vote) -> list[RollEntry]:
    """Bodies of the colleges that vote by name, and whether they have; never how."""
    named = [row.college for row in vote.colleges.all() if row.secrecy == Secrecy.NAMED]
    return list(
        vote.roll.filter(college__in=named, organisation__isnull=False)
        .select_related("organisation")
        .order_by("college", "organisation__name_fr", "organisation__pk")
    )


def named_vote_of(entry: RollEntry) -> NamedVote | None:
    """What a body has cast so far, for those who speak for it."""
    return NamedVote.objects.filter(vote=entry.vote_id, organisation=entry.organisation_id).first()


def needed_by_votes(body: Organisation, now: datetime) -> list[Need]:
    """What a register is kept for (residents.needs): an opened vote, until its result is certified or the vote annulled."""
    asked = Vote.objects.public().filter(phase__consultation__voice=Voice.REGISTER)
    settled = Q(certification__isnull=False) | Q(annulment__isnull=False)
    asking = asked.exclude(settled).filter(phase__consultation__organisation=body).values("phase__consultation")
    running = Consultation.objects.filter(pk__in=asking).exclude(status=ConsultationStatus.CANCELLED)
    return [need_of(found) for found in running.prefetch_related("texts")]


# --- results --------------------------------------------------------------------------------------------------------
def counted_votes() -> QuerySet[Vote]:
    """Votes with a result, the latest first."""
    return (
        Vote.objects.filter(status=VoteStatus.COUNTED)
        .select_related("result", "annulment", "phase__consultation__organisation", "phase__consultation__territory")
        .prefetch_related(
            "phase__consultation__texts", Prefetch("options", Option.objects.select_related("version__proposal"))
        )
        .order_by("-phase__closes_at", "-pk")
    )


def named_votes_of(vote: Vote) -> list[NamedVote]:
    """How bodies voted, once it is counted; before that nobody asks."""
    if vote.status != VoteStatus.COUNTED:
        return []
    return list(
        vote.named_votes.select_related("organisation").order_by("college", "organisation__name_fr", "organisation__pk")
    )


def package_of(vote: Vote) -> bytes:
    return bytes(Package.objects.values_list("content", flat=True).get(result__vote=vote))


def package_size(vote: Vote) -> int:
    """In bytes, without loading it."""
    found = Package.objects.filter(result__vote=vote).annotate(size=Length("content")).values_list("size", flat=True)
    return found.get()


def has_receipt(vote: Vote, code: str) -> bool:
    """Whether a ballot with this code was counted."""
    listed = Package.objects.values_list("receipts", flat=True).get(result__vote=vote)
    return receipt_hash(vote_ref=vote.ref, code=code) in set(listed)
