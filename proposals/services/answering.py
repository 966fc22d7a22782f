"""The authority answers: one plan, or all that was proposed. What was answered stands; a correction is a new answer over it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core import dates
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from policylab.directory.permissions import can_run_consultations
from proposals import telling
from proposals.answers import answer_period, answer_records
from proposals.enums import Verdict
from proposals.models import Answer, Proposal, Round
from proposals.permissions import can_answer_proposal, can_answer_round
from proposals.selectors import is_standing
from proposals.words import why_closed
from search.services import refresh_documents

from ._locks import locked

# «No money» is no reason; nor is a number a measure of one. What is shorter than this says nothing.
WORDS_AT_LEAST = 5


@transaction.atomic
def answer_proposal(
    *, user: User, proposal: Proposal, verdict: str, reason: str, language: str, after: int | None = None
) -> Answer:
    """Answer a plan, or correct the answer. `after` is the number the officer saw (0: none): the same press twice is one."""
    proposal = locked(proposal)
    now = db_now()
    _require_time(user, proposal.round, now)
    if not is_standing(proposal):
        raise Refused(_("This plan was withdrawn by those who wrote it: there is nothing to answer any more."))
    if not can_answer_proposal(user, proposal, now):
        raise PermissionDenied
    if verdict not in Verdict.values:
        raise Refused(_("Say what becomes of the plan."), field="verdict")
    given = {"verdict": verdict, "reason": reason.strip(), "language": language}
    return _answer(user, proposal.round, given, after, now, proposal=proposal)


@transaction.atomic
def answer_round(*, user: User, round: Round, reason: str, language: str, after: int | None = None) -> Answer:
    """Answer all that was proposed, in general; as `answer_proposal`, without a verdict."""
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    round = Round.objects.select_related("asked_by").get(pk=round.pk)
    now = db_now()
    _require_time(user, round, now)
    if not can_answer_round(user, round, now):
        raise PermissionDenied
    return _answer(user, round, {"reason": reason.strip(), "language": language}, after, now, round=round)


def _require_time(user: User, round: Round, now: Any) -> None:
    """An officer who comes too early is told when; anybody else may not, whenever they come."""
    period = answer_period(round)
    if can_run_consultations(user, round.asked_by) and round.stands_still:
        raise Refused(why_closed(round, (), now))
    if can_run_consultations(user, round.asked_by) and (period is None or now < period.opens_at):
        opens = period and _("Answers can be given from %(when)s on.") % {"when": dates.write(period.opens_at)}
        raise Refused(opens or _("No plan can be answered in this gathering yet."))


def _answer(user: User, of: Round, given: dict[str, str], after: int | None, now: Any, **to: Any) -> Answer:
    if len(given["reason"].split()) < WORDS_AT_LEAST:
        raise Refused(_("Give your reasons in a sentence at least: people will read nothing else."), field="reason")
    before = Answer.objects.current().filter(**to).first()
    if before and all(getattr(before, name) == value for name, value in given.items()):
        return before
    if after is not None and after != (before.number if before else 0):
        raise Stale(_("A colleague answered since you opened this page. Both texts are below."), before)
    if before:
        before.superseded_at = now
        before.save(update_fields=["superseded_at"])
    period = answer_period(of)
    answer = Answer.objects.create(
        number=before.number + 1 if before else 1,
        organisation=of.asked_by,
        answered_by=user,
        answered_at=now,
        due_at=period.closes_at if period else None,
        **given,
        **to,
    )
    for keep in answer_records:
        keep(answer)
    refresh_documents(objects=[answer, *filter(None, [before])])
    after_commit(telling.answered, answer)
    return answer
