"""How the course of a consultation changed in the demo, and the days of its log: told by the services, then dated."""

from consultations.enums import Deed, PhaseKind
from consultations.models import Consultation, Entry
from consultations.services import move_dates
from consultations.services.writing import lay_schedule
from proposals.models import Answer

from .gatherings import Gathering
from .people import Rows


def tell_changes(gathering: Gathering) -> None:
    """The part `changes` of a consultation's file, where it has it: `before` are the phases as they were announced."""
    for row in gathering.told.get("changes", []):
        _move(gathering, row)


def _move(gathering: Gathering, row: Rows) -> None:
    consultation = Consultation.objects.get(pk=gathering.consultation.pk)
    wanted = gathering.spans()
    lay_schedule(consultation, gathering.spans(row["before"]))
    entry = move_dates(
        user=gathering.people[row["by"]],
        consultation=consultation,
        edition=consultation.edition,
        schedule={kind: wanted[kind] for kind in PhaseKind if kind in wanted},
        reason=row["reason"].strip(),
        language=row["language"],
    )
    _write(entry, gathering.moment(row["at"]))


def date_log(gathering: Gathering) -> None:
    """Each entry gets the day of what it tells of."""
    consultation = Consultation.objects.get(pk=gathering.consultation.pk)
    for entry in Entry.objects.filter(consultation=consultation).exclude(deed=Deed.MOVED):
        if entry.deed == Deed.OPENED:
            _write(entry, consultation.opened_at)
        if entry.deed == Deed.ASKED:
            asked = consultation.phases.get(kind=PhaseKind.ASK).questionnaire
            _write(entry, asked.wordings.get().published_at)
        if entry.deed == Deed.PUT_TO_VOTE:
            _write(entry, consultation.phases.get(kind=PhaseKind.VOTE).votes.get().opened_at)
        if entry.deed in {Deed.CERTIFIED, Deed.ANNULLED}:
            vote = consultation.phases.get(kind=PhaseKind.VOTE).votes.get()
            _write(entry, (vote.certification if entry.deed == Deed.CERTIFIED else vote.annulment).at)
        if entry.deed == Deed.ANSWERED:
            _write(entry, Answer.objects.filter(proposal__ref=entry.facts.get("plan")).latest("number").answered_at)


def _write(entry: Entry, at: object) -> None:
    """Only a demo writes into the past: the log itself refuses it."""
    Entry._base_manager.filter(pk=entry.pk).update(at=at)
