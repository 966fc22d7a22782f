"""The trail of a vote and what votes add to that of others: the note, the consultation, the plans on the paper, the result,
what is delivered of it.

Public targets only: a vote appears from its opening on. Every function asks a constant number of questions, however many
objects it is given.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.delivered import delivery_of_consultations
from consultations.models import Consultation
from consultations.overdue import overdue_answers
from consultations.registered import link_to, source_link
from consultations.selectors import words_of
from policylab.core import dates
from policylab.core.loop import DECIDE, PROPOSE
from policylab.core.numbers import number
from policylab.core.registries import TrailLink
from proposals.models import Proposal, Version
from proposals.sources import public_pages

from .addresses import version_url
from .afterwards import is_annulled
from .enums import Method, VoteStatus
from .letters import shown
from .models import Option, Vote
from .selectors import closing_time, shown_votes


def trail_of_plans(plans: Sequence[Proposal]) -> dict[Proposal, list[TrailLink]]:
    """A plan was put to a vote, and was adopted or not."""
    by_plan: dict[int, list[Option]] = defaultdict(list)
    rows = Option.objects.filter(version__proposal__in=plans, vote__in=Vote.objects.public())
    rows = rows.select_related("vote__phase__consultation", "vote__result", "vote__annulment", "version")
    for option in rows.prefetch_related("vote__phase__consultation__texts").order_by("vote__phase__closes_at"):
        by_plan[option.version.proposal_id].append(option)
    return {plan: [_link_of_option(option) for option in by_plan[plan.pk]] for plan in plans if by_plan[plan.pk]}


def trail_of_consultations(consultations: Sequence[Consultation]) -> dict[Consultation, list[TrailLink]]:
    """What a consultation decided, or is about to."""
    found: dict[int, list[TrailLink]] = defaultdict(list)
    for vote in shown_votes(consultations):
        found[vote.phase.consultation_id].append(_link_of_vote(vote))
    return {one: found[one.pk] for one in consultations if found[one.pk]}


def trail_of_votes(votes: Sequence[Vote]) -> dict[Vote, list[TrailLink]]:
    """Where a vote came from: the note its consultation was opened on, the consultation, the plans; and itself."""
    shown = [vote for vote in votes if vote.status != VoteStatus.PREPARED]
    options = Prefetch("options", Option.objects.select_related("version__proposal"))
    # What a page has read already is not asked for again.
    around = ("phase__consultation__organisation", "phase__consultation__texts")
    prefetch_related_objects(shown, *around, "result", "annulment", options)
    consultations = [vote.phase.consultation for vote in shown]
    pages = public_pages(one.source_page_id for one in consultations if one.source_page_id)
    delivered = delivery_of_consultations(consultations)
    return {vote: _whole_link(vote, pages, delivered) for vote in shown}


def overdue_of_votes(votes: Sequence[Vote]) -> dict[Vote, list[TrailLink]]:
    """What was voted and is still not answered."""
    counted = [vote for vote in votes if vote.status == VoteStatus.COUNTED]
    late = overdue_answers([vote.phase.consultation for vote in counted]) if counted else {}
    return {vote: late[vote.phase.consultation] for vote in counted if vote.phase.consultation in late}


def _whole_link(vote: Vote, pages: dict[int, Any], delivered: dict[Consultation, list[TrailLink]]) -> list[TrailLink]:
    consultation = vote.phase.consultation
    return [
        *source_link(pages.get(consultation.source_page_id)),
        link_to(consultation),
        *(_link_of_plan(option, option.version) for option in vote.options.all() if option.version),
        _link_of_vote(vote, here=True),
        *delivered.get(consultation, []),
    ]


def _link_of_plan(option: Option, version: Version) -> TrailLink:
    kind = _("Plan %(letter)s") % {"letter": shown(option.letter)}
    return TrailLink(PROPOSE, kind, version.title, version_url(option), language=version.language)


def _link_of_option(option: Option) -> TrailLink:
    """From the side of one plan."""
    vote = option.vote
    url = reverse("votes:detail", args=[vote.phase.consultation.ref])
    words = words_of(vote.phase.consultation)
    if vote.status != VoteStatus.COUNTED:
        return TrailLink(DECIDE, _("Put to the vote"), words.title, url, _when(vote), language=words.language)
    adopted = option.letter in vote.result.outcome["adopted"]
    kind = _("In a vote that was annulled") if is_annulled(vote) else _fate(vote.method, adopted)
    url = reverse("votes:result", args=[vote.phase.consultation.ref])
    return TrailLink(DECIDE, kind, words.title, url, _when(vote), language=words.language)


def _link_of_vote(vote: Vote, *, here: bool = False) -> TrailLink:
    ref = vote.phase.consultation.ref
    if vote.status != VoteStatus.COUNTED:
        return TrailLink(
            DECIDE, _("Vote"), _("The plans put to the vote"), reverse("votes:detail", args=[ref]), _when(vote), here
        )
    return TrailLink(DECIDE, _("Result"), _in_short(vote), reverse("votes:result", args=[ref]), _when(vote), here)


def _fate(method: str, adopted: bool) -> str:
    if method == Method.EQUAL_SHARES:
        return _("Funded") if adopted else _("Not funded")
    return _("Adopted") if adopted else _("Not adopted")


def _in_short(vote: Vote) -> str:
    """From the outcome alone: a trail has not read the options of other votes."""
    if is_annulled(vote):
        return _("The vote was annulled")
    letters = vote.result.outcome["adopted"]
    if vote.method == Method.STV and not letters:
        return _("Nobody is elected")
    if vote.method == Method.STV:
        return ngettext("%(count)s candidate is elected", "%(count)s candidates are elected", len(letters)) % {
            "count": number(len(letters))
        }
    facts = {"plans": " · ".join(shown(letter) for letter in letters)}
    if vote.method == Method.EQUAL_SHARES:
        return _("Funded: %(plans)s") % facts if letters else _("No plan is funded")
    return _("Adopted: %(plans)s") % facts if letters else _("No plan is adopted")


def _when(vote: Vote) -> str:
    sentence = _("closed on %(when)s") if vote.status == VoteStatus.COUNTED else _("closes on %(when)s")
    return sentence % {"when": dates.write(closing_time(vote), "date")}
