"""What choosing a college means for one person, in clear: which ballots they cast then, and which others would cast."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from policylab.directory.enums import College
from policylab.directory.models import Organisation

from .models import RollEntry
from .standing import others_who_speak, stood_in
from .words.shares import listed


@dataclass(frozen=True)
class Left:
    """A body whose ballot is not theirs to cast then, and who can."""

    body: Organisation
    by: Sequence[str] = ()

    @property
    def sentence(self) -> str:
        if not self.by:
            return _("Nobody else speaks for it today: nobody could cast its ballot.")
        return _("Who else speaks for it, and can cast its ballot: %(names)s.") % {"names": listed(self.by)}


@dataclass(frozen=True)
class Offer:
    """A college that can be chosen."""

    college: College
    enters: bool = False
    own: bool = False
    bodies: Sequence[Organisation] = ()
    left: Sequence[Left] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """What is cast with this choice."""
        if self.enters:
            return _("You enter the roll and cast one ballot, for yourself.")
        if self.own:
            return _("You cast one ballot, for yourself.")
        names = listed([body.name for body in self.bodies])
        return _("You cast the ballot of %(bodies)s; none for yourself.") % {"bodies": names}


def offers_to(user: Any, entries: Sequence[RollEntry], *, enters: bool) -> list[Offer]:
    """For each college they stand in, or would on entering the roll, in the order in which colleges are always shown."""
    colleges = {*stood_in(entries), *([College.CITIZEN] if enters else [])}
    left = who_else(user, entries)
    return [_offer(college, entries, enters, left) for college in College if college in colleges]


def _offer(college: College, entries: Sequence[RollEntry], enters: bool, left: Sequence[Left]) -> Offer:
    bodies = [one.organisation for one in entries if one.organisation and one.college == college]
    own = college == College.CITIZEN
    others = [one for one in left if one.body not in bodies]
    return Offer(college, enters=own and enters, own=own, bodies=bodies, left=others)


def who_else(user: Any, entries: Iterable[RollEntry]) -> list[Left]:
    """Each body among these lines, with the others who speak for it today."""
    bodies = [entry.organisation for entry in entries if entry.organisation]
    names: dict[int, list[str]] = defaultdict(list)
    for one in others_who_speak(user, bodies):
        names[one.organisation_id].append(one.user.shown_name)
    return [Left(body, list(dict.fromkeys(names[body.pk]))) for body in bodies]
