"""People, bodies, and something to talk about: an organisation with a rule whose answers a test sets."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from policylab.accounts.models import User
from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.named import LANGUAGES
from policylab.core.registries import CommentRule
from policylab.directory.enums import OrganisationKind, OrganisationStatus, Role
from policylab.directory.models import Membership, Organisation
from policylab.territories.enums import Scale
from policylab.territories.models import Territory

numbers = itertools.count(1)


def person(name: str = "", **fields) -> User:
    n = next(numbers)
    return User.objects.create_user(f"person{n}@example.org", display_name=name or f"Participante {n}", **fields)


def town() -> Territory:
    names = {f"name_{code}": "Pays" for code in LANGUAGES}
    return Territory.objects.get_or_create(code="XX", defaults={"path": "XX", "scale": Scale.COUNTRY, **names})[0]


def organisation(kind: str = OrganisationKind.ASSOCIATION, name: str = "", *, checked: bool = True) -> Organisation:
    now = db_now()
    facts = (
        {"status": OrganisationStatus.CHECKED, "decided_at": now, "what_was_checked": "Statuts lus."} if checked else {}
    )
    name = name or f"Organisation {next(numbers)}"
    return Organisation.objects.create(kind=kind, territory=town(), name_fr=name, asked_at=now, **facts)


def member(of: Organisation, role: str = Role.REPRESENTATIVE, user: User | None = None, *, ended: bool = False) -> User:
    user = user or person()
    began = db_now() - timedelta(days=2)
    Membership.objects.create(
        user=user, organisation=of, role=role, started_at=began, ended_at=began + timedelta(days=1) if ended else None
    )
    return user


@dataclass
class Talk:
    """What the rule answers; officers and facilitators of `run_by` may moderate."""

    run_by: Organisation | None = None
    closed: str = ""
    readable: bool = True
    readable_by: set[int] | None = None
    counts: list[int] = field(default_factory=list)
    address: Callable[[Organisation], str] = lambda obj: f"/fr/bodies/{obj.ref}/"

    def rule(self) -> CommentRule:
        return CommentRule(
            slug="body",
            find=lambda ref: Organisation.objects.filter(ref=ref).first(),
            can_read=lambda obj, user: self.readable if self.readable_by is None else user.pk in self.readable_by,
            why_closed=lambda obj, user: self.closed,
            title=lambda obj: obj.name,
            address=lambda obj: self.address(obj),
            can_moderate=lambda obj, user: user.pk in self.moderators(),
            moderators=lambda obj: self.moderators(),
            keep_count=lambda obj, number: self.counts.append(number),
        )

    def moderators(self) -> list[int]:
        roles = [Role.OFFICER, Role.FACILITATOR]
        members = Membership.objects.current().filter(organisation=self.run_by, role__in=roles)
        return list(members.values_list("user_id", flat=True))


def talk_about(monkeypatch) -> tuple[Talk, Organisation]:
    """Something that can be talked about and followed, in a registry that is put back after the test."""
    talk = Talk(run_by=organisation(OrganisationKind.MUNICIPALITY, "Ville de Tunis"))
    monkeypatch.setitem(registries.comment_rules, Organisation, talk.rule())
    return talk, organisation(name="Un atelier partagé")
