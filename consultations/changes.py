"""What the log of a consultation says, in words: the public record on its page, and all of it for its officers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from policylab.core import dates
from policylab.core.registries import ReportPart

from .enums import Deed, PhaseKind
from .models import Consultation, Entry
from .selectors import changes_of, halts_of, stands_still

PLACE = 20


@dataclass(frozen=True)
class Move:
    """The dates of one phase, before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """An entry as its readers see it. `who` is the person, for those who may know."""

    deed: str
    sentence: str
    at: datetime
    reason: str
    language: str
    moves: list[Move] = field(default_factory=list)
    who: Any = None


def change_of(entry: Entry, *, with_person: bool = False) -> Change:
    said = {"when": dates.write(entry.at), "body": entry.organisation.name}
    moves = [_move(row) for row in entry.facts.get("dates", [])]
    who = entry.by if with_person else None
    return Change(entry.deed, _sentence(entry) % said, entry.at, entry.reason, entry.language, moves, who)


def halt_of(consultation: Consultation) -> Change | None:
    """That it is paused or cancelled, since when and why; nothing is asked of the database while it runs."""
    return halt_among(consultation, map(change_of, halts_of(consultation))) if stands_still(consultation) else None


def halt_among(consultation: Consultation, newest_first: Iterable[Change]) -> Change | None:
    if not stands_still(consultation):
        return None
    return next((change for change in newest_first if change.deed in (Deed.PAUSED, Deed.CANCELLED)), None)


def _sentence(entry: Entry) -> str:
    """Translators: %(when)s begins with the weekday, "Monday 14 December 2026 at 18:00"."""
    return {
        Deed.OPENED: _("%(body)s opened this consultation on %(when)s"),
        Deed.MOVED: _("%(body)s changed the dates on %(when)s"),
        Deed.PAUSED: _("%(body)s paused this consultation on %(when)s"),
        Deed.RESUMED: _("%(body)s resumed this consultation on %(when)s"),
        Deed.CANCELLED: _("%(body)s cancelled this consultation on %(when)s"),
        Deed.ASKED: _("%(body)s opened the questionnaire on %(when)s"),
        Deed.REWORDED: _("%(body)s reworded the questionnaire on %(when)s"),
        Deed.PUT_TO_VOTE: _("%(body)s put the plans to the vote on %(when)s"),
        Deed.CERTIFIED: _("%(body)s certified the result of the vote on %(when)s"),
        Deed.ANNULLED: _("%(body)s annulled the vote on %(when)s"),
        Deed.ANSWERED: _("%(body)s gave an answer on %(when)s"),
        Deed.HANDED: _("%(body)s handed it to a colleague on %(when)s"),
    }[Deed(entry.deed)]


def _move(row: dict[str, Any]) -> Move:
    """In days where that says it; where only hours have changed, to the minute."""
    before, after = ([datetime.fromisoformat(moment) for moment in row[edge]] for edge in ("before", "after"))
    said = dates.span(*before), dates.span(*after)
    if said[0] == said[1]:
        said = _to_the_minute(before), _to_the_minute(after)
    return Move(str(PhaseKind(row["kind"]).label), *said)


def _to_the_minute(span: list[datetime]) -> str:
    return " – ".join(dates.write(moment, "moment") for moment in span)


def public_changes(consultation: Consultation) -> list[Change]:
    """The newest first. What `consultation_page` read knows already whether there is any."""
    if not getattr(consultation, "has_changed", True):
        return []
    return [change_of(entry) for entry in changes_of(consultation)]


def chapter(consultation: Consultation, now: datetime) -> Iterable[ReportPart]:
    """For the report: what was announced and did not stay so. Nothing where nothing changed."""
    if changes := public_changes(consultation):
        yield ReportPart("changes", PLACE, _("What was changed on the way"), "consultations/_changes.html", changes)


def data_of(user: Any) -> list[dict[str, Any]]:
    """What a person did with consultations for their body, for the download of one's data."""
    rows = Entry.objects.filter(by_id=user.pk).order_by("at", "pk")
    return list(rows.values("consultation__ref", "deed", "at", "reason", "language"))
