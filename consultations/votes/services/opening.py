"""Opening fixes what must not move any more: the options, the roll, and how each college votes."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.enums import Deed
from consultations.services import record
from consultations.votes import telling
from consultations.votes.enums import SEPARATED_FROM, Method, RollKind, Secrecy, VoteStatus
from consultations.votes.models import Vote, VoteCollege, new_key
from consultations.votes.permissions import can_open_vote, can_see_preparation
from consultations.votes.selectors import citizens_for_the_roll, colleges_of, versions_on_offer
from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College
from policylab.residents.enums import Voice
from search.services import refresh_documents

from ._locks import locked_vote
from .enrolling import enrol_citizens
from .stating import check_stated, stated_of


@transaction.atomic
def open_vote(*, user: User, vote: Vote) -> Vote:
    """Opening twice (a double click) opens once."""
    vote = locked_vote(vote)
    consultation = vote.phase.consultation
    if vote.status != VoteStatus.PREPARED and can_see_preparation(user, consultation):
        return vote
    now = db_now()
    if not can_open_vote(user, vote, now):
        raise PermissionDenied
    require_current_options(vote)
    check_stated(vote, stated_of(vote))
    if not vote.college_seats:
        vote.options.update(college="")
    enrol_citizens(vote)
    _fix_colleges(vote)
    vote.status, vote.opened_at, vote.seed = VoteStatus.OPENED, now, new_key()
    vote.save(update_fields=["status", "opened_at", "seed"])
    record(consultation=consultation, deed=Deed.PUT_TO_VOTE, by=user, at=now)
    refresh_documents(objects=[vote])
    after_commit(telling.vote_opened, vote)
    return vote


def secrecy_for(college: str, roll_size: int) -> Secrecy:
    """Bodies that exercise public authority answer for their vote; people vote apart from their names; SSE
    organisations too, as soon as they are enough not to be guessed (DESIGN 4.8)."""
    if college == College.PUBLIC:
        return Secrecy.NAMED
    return Secrecy.SEPARATED if roll_size >= SEPARATED_FROM else Secrecy.NAMED


def why_not_open(college: str, roll_size: int, voice: str, roll_kind: str = RollKind.CLOSED) -> str:
    """The sentence that says what a college lacks, or nothing."""
    if roll_kind == RollKind.OPEN and roll_size < SEPARATED_FROM:
        return ngettext(
            "Only %(count)s person could enter the roll now. It opens from %(least)s on: with fewer a ballot could be guessed.",
            "Only %(count)s people could enter the roll now. It opens from %(least)s on: with fewer a ballot could be guessed.",
            roll_size,
        ) % {"count": roll_size, "least": SEPARATED_FROM}
    if college == College.CITIZEN and roll_size < SEPARATED_FROM:
        return _too_few(voice, roll_size) % {"count": roll_size, "least": SEPARATED_FROM}
    if roll_size == 0 and college == College.PUBLIC:
        return _("No public body stands on the roll yet.")
    if roll_size == 0:
        return _("No organisation of the social and solidarity economy stands on the roll yet.")
    return ""


def _too_few(voice: str, roll_size: int) -> str:
    """With what can be done about it, which depends on what stands behind a voice."""
    if voice == Voice.REGISTER:
        return ngettext(
            "Only %(count)s resident was found in the register. With fewer than %(least)s a ballot could be guessed: tell "
            "people where they can type their number.",
            "Only %(count)s residents were found in the register. With fewer than %(least)s a ballot could be guessed: tell "
            "people where they can type their number.",
            roll_size,
        )
    if voice == Voice.CHECKED:
        return ngettext(
            "Only %(count)s checked resident stands on the roll. With fewer than %(least)s a ballot could be guessed: hand "
            "out cards, or check people at the desk.",
            "Only %(count)s checked residents stand on the roll. With fewer than %(least)s a ballot could be guessed: hand "
            "out cards, or check people at the desk.",
            roll_size,
        )
    return ngettext(
        "Only %(count)s citizen stands on the roll. With fewer than %(least)s a ballot could be guessed: ask people to "
        "say in their account where they live.",
        "Only %(count)s citizens stand on the roll. With fewer than %(least)s a ballot could be guessed: ask people to "
        "say in their account where they live.",
        roll_size,
    )


def require_current_options(vote: Vote) -> None:
    chosen = set(vote.options.values_list("version", flat=True))
    if vote.method == Method.STV and None in chosen:
        return
    if not chosen:
        raise Refused(
            _("Name at least two candidates: with one there is nothing to choose.")
            if vote.method == Method.STV
            else _("Choose at least one plan.")
        )
    if not chosen <= set(versions_on_offer(vote.phase.consultation).values_list("pk", flat=True)):
        raise Refused(_("A plan has changed or was withdrawn since it was chosen. Choose the plans again."))
    if vote.method == Method.EQUAL_SHARES and vote.options.filter(cost=None).exists():
        raise Refused(_("Say what each plan costs: money is shared out by it."))
    if vote.method == Method.YES_NO and len(chosen) > 1:
        raise Refused(_("Yes or no is asked of one plan: choose one, or another way to vote."))


def _fix_colleges(vote: Vote) -> None:
    colleges = colleges_of(vote.phase.consultation)
    if not colleges:
        raise Refused(_("No college takes part in this consultation."))
    for college in colleges:
        kind, size = roll_of(vote, college), size_of(vote, college)
        if reason := why_not_open(college, size, vote.phase.consultation.voice, kind):
            raise Refused(reason)
        entered = 0 if kind == RollKind.OPEN else size
        VoteCollege.objects.create(
            vote=vote, college=college, secrecy=secrecy_for(college, size), roll_kind=kind, roll_size=entered
        )


def roll_of(vote: Vote, college: str) -> RollKind:
    """Only citizens enter by themselves: how many bodies there are is known beforehand, and who speaks for them."""
    return RollKind(vote.roll_kind) if college == College.CITIZEN else RollKind.CLOSED


def size_of(vote: Vote, college: str) -> int:
    """How many stand on its roll or, of citizens, belong to it at this moment."""
    if college == College.CITIZEN:
        return citizens_for_the_roll(vote.phase.consultation).count()
    return vote.roll.filter(college=college).count()
