"""The vote of the demo: prepared, opened and partly cast by the services; nobody can see how."""

import random
from collections.abc import Iterable

from consultations.models import Consultation
from consultations.votes import services as voting
from consultations.votes.enums import Secrecy
from consultations.votes.models import RollEntry, Vote
from consultations.votes.selectors import secrecy_of
from policylab.accounts.models import User
from policylab.directory.models import Membership

from .gatherings import Gathering
from .people import Rows

LETTERS = "ABC"
# Whom a visitor of /demo/ may play has not voted yet.
KEPT = ("citizen_beitillu",)


def hold_vote(gathering: Gathering, consultation: Consultation, rows: Rows) -> Vote:
    """Prepare, lay the roll, open; then as many cast as the file says."""
    officer = gathering.people[gathering.told["officer"]]
    plans = [gathering.plans[key] for key in rows["options"]]
    for plan in plans:
        plan.refresh_from_db()
    vote = voting.prepare_vote(
        user=officer,
        consultation=consultation,
        versions=[plan.current for plan in plans],
        adopt_at_most=rows["adopt_at_most"],
    )
    bodies = [body for key, body in gathering.bodies.items() if key.startswith("beitillu")]
    voting.set_roll(user=officer, vote=vote, organisations=bodies)
    vote = voting.open_vote(user=officer, vote=vote)
    day = gathering.moment(rows["prepared"])
    Vote.objects.filter(pk=vote.pk).update(created_at=day, opened_at=day)
    return vote


def cast_some(gathering: Gathering, vote: Vote, rows: Rows) -> None:
    """Invented voters with invented opinions; always the same, so that two demos look alike."""
    chance = random.Random("beitillu")  # noqa: S311
    kept = {gathering.people[key].pk for key in KEPT}
    for college, count in rows["cast"].items():
        entries = vote.roll.filter(college=college).exclude(user__in=kept).select_related("user", "organisation")
        for entry in _some(chance, entries, count):
            _cast(chance, entry, _voter(entry))


def _some(chance: random.Random, entries: Iterable[RollEntry], count: int) -> list[RollEntry]:
    known = sorted(
        (entry for entry in entries if _voter(entry)), key=lambda entry: str(entry.organisation_id or entry.user_id)
    )
    return chance.sample(known, count)


def _voter(entry: RollEntry) -> User | None:
    if entry.user:
        return entry.user
    voice = Membership.objects.speaking().filter(organisation=entry.organisation).select_related("user").first()
    return voice.user if voice else None


def _cast(chance: random.Random, entry: RollEntry, voter: User) -> None:
    choices = [letter for letter, share in zip(LETTERS, (0.7, 0.45, 0.6), strict=True) if chance.random() < share]
    if secrecy_of(entry.vote, entry.college) == Secrecy.NAMED:
        reason = "" if choices else "نحتاج مزيدًا من الأرقام."
        voting.cast_named_vote(user=voter, entry=entry, choices=choices, reason=reason)
        return
    handed = voting.hand_out_code(entry=entry)
    voting.cast_ballot(user=voter, entry=entry, choices=choices, code=handed.code, signature=handed.signature)
