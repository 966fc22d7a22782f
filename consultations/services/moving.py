"""Dates of an open consultation change: with a public reason, by the rules of `consultations.moving`, told to all in it."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations import telling
from consultations.course import why_not
from consultations.done import Done, done_in
from consultations.enums import WINDOW_PHASES, ConsultationStatus, Deed, PhaseKind
from consultations.models import Consultation, Entry, Phase
from consultations.moving import missed, why_not_move
from consultations.permissions import can_begin_consultation
from consultations.schedule import Span
from consultations.selectors import standing_schedule
from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.core.keys import key_for
from proposals.models import Proposal, Round
from proposals.services import set_windows
from search.services import mark_stale, refresh_documents

from .recording import dates_moved, record


@transaction.atomic
def move_dates(
    *, user: User, consultation: Consultation, edition: int, schedule: Mapping[str, Span], reason: str, language: str
) -> Entry:
    """Extend, reopen, put off: the dates of every phase as they are to stand. The same press twice is one change."""
    consultation = locked_opened(user, consultation)
    if done_already := require_seen(user, consultation, edition, reason, Deed.MOVED):
        return done_already
    now, done = require_possible(Deed.MOVED, consultation)
    standing = standing_schedule(consultation)
    moved = dates_moved(standing, schedule)
    if not moved:
        raise Refused(_("No date has changed."))
    for field, sentence in why_not_move(standing, schedule, now, done.kinds).items():
        raise Refused(sentence, field=field)
    lay_moved(consultation, standing, schedule)
    facts = {"dates": moved}
    return changed(
        record(
            consultation=consultation, deed=Deed.MOVED, by=user, at=now, reason=reason, language=language, facts=facts
        )
    )


def locked_opened(user: User, consultation: Consultation) -> Consultation:
    """The row, held until the transaction ends, then read with what belongs to it; for an officer of its body, once opened."""
    if Consultation.objects.select_for_update(no_key=True).only("pk").filter(pk=consultation.pk).first() is None:
        raise PermissionDenied
    found = Consultation.objects.select_related("organisation", "round").get(pk=consultation.pk)
    if not can_begin_consultation(user, found.organisation) or found.status == ConsultationStatus.DRAFT:
        raise PermissionDenied
    return found


def round_of(consultation: Consultation) -> Round:
    """An opened one has its round: a constraint."""
    return cast(Round, consultation.round)


def require_possible(deed: Deed, consultation: Consultation) -> tuple[datetime, Done]:
    """Raises the sentence that says why not; else the instant, read once the locks are held, and what was done so far."""
    done = done_in(consultation, hold=True)
    now = db_now()
    if reason := why_not(deed, consultation, now, done):
        raise Refused(reason)
    return now, done


def require_seen(user: User, consultation: Consultation, edition: int, reason: str, deed: Deed) -> Entry | None:
    """Nothing where it stands as its officer saw it; the entry where this very act was the last one done; else Stale."""
    if edition == consultation.edition:
        return None
    last = Entry.objects.public().filter(consultation=consultation).first()
    if last and (last.deed, last.by_id, last.reason) == (deed, user.pk, reason):
        return last
    raise Stale(
        _(
            "A colleague changed this consultation since you opened the page. What stands now is shown; send again to go on."
        ),
        consultation,
    )


def lay_moved(consultation: Consultation, standing: Mapping[str, Span], schedule: Mapping[str, Span]) -> None:
    """Each date in its one place; and what is to be announced about a phase whose dates moved is announced anew."""
    now = db_now()
    if consultation.round:
        windowed = ((kind, span) for kind, span in schedule.items() if span != standing[kind])
        windows: dict[str, Span] = {
            act: span for kind, span in windowed for act in WINDOW_PHASES.get(PhaseKind(kind), ())
        }
        set_windows(round=consultation.round, windows=windows)
    for phase in consultation.phases.filter(kind__in=list(schedule)):
        was, span = standing[phase.kind], schedule[phase.kind]
        if span != was:
            _lay_phase(phase, was, span, now)


def _lay_phase(phase: Phase, was: Span, span: Span, now: datetime) -> None:
    if PhaseKind(phase.kind) not in WINDOW_PHASES:
        phase.opens_at, phase.closes_at = span
    if phase.missed_at is None and missed(phase.kind, was, span, now):
        phase.missed_at = was[1]
    if span[0] != was[0]:
        phase.told_beginning_at = None
    phase.told_end_at = None
    phase.save()


def changed(entry: Entry) -> Entry:
    """What follows every change: the next officer sees that there was one, search and all who take part hear of it.

    The rows of its plans follow within a minute (`run_due`): there may be thousands.
    """
    consultation = entry.consultation
    consultation.edition += 1
    consultation.save()
    refresh_documents(objects=[consultation])
    plans = Proposal.objects.public().filter(round=consultation.round_id).values_list("pk", flat=True)
    mark_stale(keys=[key_for("proposals.proposal", pk) for pk in plans])
    after_commit(telling.consultation_changed, entry)
    return entry
