"""The votes of the demo: prepared, opened, cast and, where their time is over, closed, all by the services.

Who votes what is invented, and always the same, so that two demos look alike; of a vote under way nobody can see it.
"""

import random
from collections.abc import Iterator
from datetime import timedelta

from consultations.enums import PhaseKind
from consultations.models import Consultation
from consultations.services.writing import lay_schedule
from consultations.votes import services as voting
from consultations.votes.enums import Secrecy
from consultations.votes.models import Result, RollEntry, Vote
from consultations.votes.selectors import secrecy_of
from policylab.accounts.models import User
from policylab.directory.models import Membership, Organisation

from .gatherings import Gathering
from .people import Rows

# Whom a visitor of /demo/ may play has not voted yet.
KEPT = ("citizen_beitillu",)


def tell_vote(gathering: Gathering) -> Vote | None:
    """Prepare, lay the roll, open, cast as the file says; then the phases get their days, and what is over is counted."""
    rows = gathering.told.get("vote")
    if not rows:
        return None
    consultation = gathering.consultation
    _open_polls(gathering, consultation)
    vote = _open_vote(gathering, consultation, rows)
    for college, cast in rows["cast"].items():
        _cast_college(gathering, vote, college, cast)
    gathering.lay_phases()
    prepared, closed = gathering.moment(rows["prepared"]), gathering.spans()[PhaseKind.VOTE][1]
    Vote.objects.filter(pk=vote.pk).update(created_at=prepared, opened_at=prepared)
    if closed < gathering.now:
        result = voting.close_vote(vote=vote)
        Result.objects.filter(pk=result.pk).update(counted_at=closed)
    return vote


def _open_polls(gathering: Gathering, consultation: Consultation) -> None:
    """A vote is cast while its phase is open, whenever that is in the story."""
    hour = timedelta(hours=1)
    lay_schedule(consultation, {**gathering.spans(), PhaseKind.VOTE: (gathering.now - hour, gathering.now + hour)})


def _open_vote(gathering: Gathering, consultation: Consultation, rows: Rows) -> Vote:
    officer = gathering.people[gathering.told["officer"]]
    plans = [gathering.plans[key] for key in rows["options"]]
    for plan in plans:
        plan.refresh_from_db()
    vote = voting.prepare_vote(
        user=officer,
        consultation=consultation,
        versions=[plan.current for plan in plans],
        adopt_at_most=rows.get("adopt_at_most"),
    )
    voting.set_roll(user=officer, vote=vote, organisations=list(_bodies(gathering, rows["bodies"])))
    return voting.open_vote(user=officer, vote=vote)


def _bodies(gathering: Gathering, prefix: str) -> Iterator[Organisation]:
    return (body for key, body in gathering.bodies.items() if key.partition("_")[0] == prefix)


def _cast_college(gathering: Gathering, vote: Vote, college: str, cast: Rows) -> None:
    """`papers` of the college's voters, and how many of them approve each letter."""
    chance = random.Random(f"{gathering.told['organisation']} {college}")  # noqa: S311
    kept = {gathering.people[key].pk for key in KEPT}
    entries = vote.roll.filter(college=college).exclude(user__in=kept).select_related("user", "organisation")
    voters = [(voter, entry) for entry in entries if (voter := _voter(entry))]
    voters.sort(key=lambda pair: (pair[0].pk, pair[1].organisation_id or 0))
    approving = {letter: set(chance.sample(range(cast["papers"]), many)) for letter, many in cast["approve"].items()}
    for turn, (voter, entry) in enumerate(chance.sample(voters, cast["papers"])):
        _cast(entry, voter, [letter for letter, turns in approving.items() if turn in turns])


def _voter(entry: RollEntry) -> User | None:
    if entry.user:
        return entry.user
    voice = Membership.objects.speaking().filter(organisation=entry.organisation).select_related("user").first()
    return voice.user if voice else None


def _cast(entry: RollEntry, voter: User, choices: list[str]) -> None:
    if secrecy_of(entry.vote, entry.college) == Secrecy.NAMED:
        voting.cast_named_vote(user=voter, entry=entry, choices=choices)
        return
    handed = voting.hand_out_code(entry=entry)
    voting.cast_ballot(user=voter, entry=entry, choices=choices, code=handed.code, signature=handed.signature)
