"""The votes of the demo: prepared, opened, cast and, where their time is over, closed, all by the services.

Who votes what is invented, and always the same, so that two demos look alike; of a vote under way nobody can see it.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from consultations.enums import PhaseKind
from consultations.models import Consultation
from consultations.services.writing import lay_schedule
from consultations.tallies.notation import Choices, read
from consultations.votes import services as voting
from consultations.votes.enums import Method, RollKind, Secrecy
from consultations.votes.models import Result, RollEntry, Vote
from consultations.votes.selectors import citizens_for_the_roll, entries_of, secrecy_of
from consultations.votes.standing import chosen_college, stood_in
from policylab.accounts.models import User
from policylab.directory.enums import College
from policylab.directory.models import Membership, Organisation

from .gatherings import Gathering
from .people import Rows

# Whom a visitor of /demo/ may play has not voted yet where a vote is open.
KEPT = ("citizen", "citizen_beitillu", "representative")


def tell_vote(gathering: Gathering) -> Vote | None:
    """Prepare, lay the roll, open, cast as the file says; then the phases get their days, and what is over is counted.

    Without `cast` nobody has voted yet; with `opened: false` it is only prepared.
    """
    rows = gathering.told.get("vote")
    if not rows:
        return None
    consultation = gathering.consultation
    _open_polls(gathering, consultation)
    vote = _prepare_vote(gathering, consultation, rows)
    if rows.get("opened", True):
        vote = voting.open_vote(user=gathering.people[gathering.told["officer"]], vote=vote)
    for college, cast in rows.get("cast", {}).items():
        _cast_college(gathering, vote, college, cast)
    gathering.lay_phases()
    _date(gathering, vote, rows)
    return vote


def _date(gathering: Gathering, vote: Vote, rows: Rows) -> None:
    prepared, closed = gathering.moment(rows["prepared"]), gathering.spans()[PhaseKind.VOTE][1]
    days = {"created_at": prepared} if vote.opened_at is None else {"created_at": prepared, "opened_at": prepared}
    Vote.objects.filter(pk=vote.pk).update(**days)
    if closed < gathering.now:
        result = voting.close_vote(vote=vote)
        Result.objects.filter(pk=result.pk).update(counted_at=closed)


def _open_polls(gathering: Gathering, consultation: Consultation) -> None:
    """A vote is cast while its phase is open, whenever that is in the story; an open roll is entered two days before its end."""
    begun, ends = gathering.now - timedelta(hours=1), gathering.now + timedelta(days=2)
    lay_schedule(consultation, {**gathering.spans(), PhaseKind.VOTE: (begun, ends)})


def _prepare_vote(gathering: Gathering, consultation: Consultation, rows: Rows) -> Vote:
    """As an officer does it, step by step."""
    officer, method = gathering.people[gathering.told["officer"]], Method(rows.get("method", Method.APPROVAL))
    vote = voting.choose_method(user=officer, consultation=consultation, method=method)
    if "candidates" in rows:
        standing = [voting.Candidate(*row) for row in rows["candidates"]]
        vote = voting.name_candidates(user=officer, vote=vote, candidates=standing)
    else:
        _put_plans(gathering, vote, rows)
    stated = {"adopt_at_most": rows.get("adopt_at_most"), **rows.get("stated", {})}
    if "money" in stated:
        stated["money"] = Decimal(stated["money"])
    vote = voting.state_rule(user=officer, vote=vote, stated=voting.Stated(**stated))
    bodies, kind = list(_bodies(gathering, rows["bodies"])), RollKind(rows.get("roll", RollKind.CLOSED))
    voting.set_roll(user=officer, vote=vote, organisations=bodies, roll_kind=kind)
    return vote


def _put_plans(gathering: Gathering, vote: Vote, rows: Rows) -> None:
    plans = {key: gathering.plans[key] for key in rows["options"]}
    for plan in plans.values():
        plan.refresh_from_db()
    voting.choose_plans(
        user=gathering.people[gathering.told["officer"]],
        vote=vote,
        versions=[plan.current for plan in plans.values()],
        costs={plans[key].current.pk: Decimal(cost) for key, cost in rows.get("costs", {}).items()},
    )


def _bodies(gathering: Gathering, prefixes: str | list[str]) -> Iterator[Organisation]:
    """All whose key begins so: `tunis` means the city and its `tunis_service1`, `tunis_group1`."""
    wanted = [prefixes] if isinstance(prefixes, str) else prefixes
    return (body for key, body in gathering.bodies.items() if key.partition("_")[0] in wanted)


def _cast_college(gathering: Gathering, vote: Vote, college: str, cast: Rows) -> None:
    chance = random.Random(f"{gathering.told['organisation']} {college}")  # noqa: S311
    kept = {gathering.people[key].pk for key in KEPT}
    papers = _papers(vote, cast, chance)
    if college == College.CITIZEN and vote.roll_kind == RollKind.OPEN:
        _enter(vote, kept, len(papers))
    entries = vote.roll.filter(college=college).select_related("user", "organisation")
    voters = [(voter, entry) for entry in entries if (voter := _voter(entry)) and voter.pk not in kept]
    if college == College.CITIZEN:
        voters = [pair for pair in voters if pair[0].pk not in _speaking(vote)]
    voters.sort(key=lambda pair: (pair[0].pk, pair[1].organisation_id or 0))
    for choices, (voter, entry) in zip(papers, chance.sample(voters, len(papers)), strict=True):
        _cast(entry, voter, choices)


def _papers(vote: Vote, cast: Rows, chance: random.Random) -> list[Choices]:
    """Written out, as a package writes them, with how many cast each: `{B>A: 6, "": 1}`; or `papers`, and of each letter
    how many approve it."""
    if "approve" not in cast:
        return [read(vote.method, text) for text, many in cast.items() for _one in range(many)]
    approving = {letter: set(chance.sample(range(cast["papers"]), many)) for letter, many in cast["approve"].items()}
    return [[letter for letter, turns in approving.items() if turn in turns] for turn in range(cast["papers"])]


def _enter(vote: Vote, kept: set[int], many: int) -> None:
    """Nobody who speaks for a body on the roll: they would have to choose a college."""
    people = citizens_for_the_roll(vote.phase.consultation).exclude(pk__in={*kept, *_speaking(vote)})
    for user in people.order_by("pk")[:many]:
        voting.enter_roll(user=user, vote=vote)


def _speaking(vote: Vote) -> set[int]:
    bodies = vote.roll.filter(organisation__isnull=False).values("organisation")
    return set(Membership.objects.speaking().filter(organisation__in=bodies).values_list("user", flat=True))


def _voter(entry: RollEntry) -> User | None:
    if entry.user:
        return entry.user
    voice = Membership.objects.speaking().filter(organisation=entry.organisation).select_related("user").first()
    return voice.user if voice else None


def _cast(entry: RollEntry, voter: User, choices: Choices) -> None:
    """Who speaks for a body and lives in the town chose to vote for the body."""
    if (
        entry.organisation
        and len(stood_in(entries_of(voter, entry.vote))) > 1
        and not chosen_college(voter, entry.vote)
    ):
        voting.choose_college(user=voter, vote=entry.vote, college=entry.college)
    if secrecy_of(entry.vote, entry.college) == Secrecy.NAMED:
        voting.cast_named_vote(user=voter, entry=entry, choices=choices)
        return
    handed = voting.hand_out_code(entry=entry)
    voting.cast_ballot(user=voter, entry=entry, choices=choices, code=handed.code, signature=handed.signature)
