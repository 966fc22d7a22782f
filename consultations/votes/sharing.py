"""A vote, and later its result, where its link is shared. Before it is counted there is nothing in it that was cast."""

from django.utils.translation import gettext as _

from consultations.enums import ConsultationStatus
from consultations.selectors import is_paused, words_of
from policylab.core import dates
from policylab.core.loop import DECIDE
from policylab.core.page_parts import address
from policylab.core.registries import Card
from policylab.core.sharing.short import Short

from .afterwards import headlined
from .enums import VoteStatus
from .models import Vote
from .selectors import closing_time, options_of
from .words import headline, tell


def short_of(vote: Vote) -> Short | None:
    return Short("v", vote.ref) if vote.status != VoteStatus.PREPARED else None


def card_of(ref: str) -> Card | None:
    rows = (
        Vote.objects.public().filter(ref=ref).select_related("phase__consultation__organisation", "result", "annulment")
    )
    vote = rows.prefetch_related("phase__consultation__texts").first()
    if vote is None:
        return None
    consultation = vote.phase.consultation
    words, counted = words_of(consultation), vote.status == VoteStatus.COUNTED
    return Card(
        kind=_("Result") if counted else _("Vote"),
        title=words.title,
        address=address("votes:result" if counted else "votes:detail", consultation.ref),
        note=_now(vote),
        who=consultation.organisation.name,
        step=DECIDE,
        language=words.language,
    )


def _now(vote: Vote) -> str:
    if vote.status == VoteStatus.COUNTED:
        return headlined(vote, headline(tell(vote, options_of(vote))))
    if vote.phase.consultation.status == ConsultationStatus.CANCELLED:
        return _("This consultation was cancelled")
    if is_paused(vote.phase.consultation):
        return _("This consultation is paused")
    return _("closes on %(when)s") % {"when": dates.write(closing_time(vote), "date")}
