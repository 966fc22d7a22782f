"""Promises, and what their keepers say of them: done with evidence, moved with a reason, or how it stands."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.models import Organisation
from proposals.delivery import telling
from proposals.delivery.enums import ReportKind
from proposals.delivery.evidence import to_keep
from proposals.delivery.models import Milestone, MilestoneReport
from proposals.delivery.permissions import (
    can_explain_milestone,
    can_move_milestone,
    can_promise_milestone,
    can_tick_milestone,
    can_untick_milestone,
)
from proposals.delivery.selectors import body_for
from proposals.delivery.standing import today_of
from proposals.models import Proposal
from proposals.parties import parties_of

from ._locks import free_ref, locked_milestone, locked_plan


@transaction.atomic
def promise_milestone(
    *,
    user: User,
    proposal: Proposal,
    organisation: Organisation,
    begins_on: date,
    due_on: date,
    key: str = "",
    **words: str,
) -> Milestone:
    """`words`: title, language. `key` comes with the form: the same form sent twice is one promise."""
    proposal = locked_plan(proposal)
    if not can_promise_milestone(user, proposal, organisation):
        raise PermissionDenied
    known = Milestone.objects.filter(ref=key, proposal=proposal).first() if key else None
    if known:
        return known
    _require_promise(proposal, organisation, begins_on, due_on)
    return Milestone.objects.create(
        ref=free_ref(Milestone, key),
        proposal=proposal,
        organisation=organisation,
        begins_on=begins_on,
        due_on=due_on,
        first_due_on=due_on,
        made_by=user,
        made_at=db_now(),
        **words,
    )


@transaction.atomic
def tick_milestone(
    *, user: User, milestone: Milestone, done_on: date, text: str, language: str, link: str = "", upload: Any = None
) -> Milestone:
    """Done, with evidence. The same form sent twice is one tick; whoever comes second reads that it was ticked."""
    milestone = locked_milestone(milestone)
    if not can_tick_milestone(user, milestone):
        raise PermissionDenied
    if milestone.done_on:
        if _said(milestone, user, ReportKind.DONE, text):
            return milestone
        raise Refused(_("It was ticked meanwhile: its evidence stands on the plan's page."))
    now = db_now()
    if done_on > today_of(now):
        raise Refused(_("That day is still to come."), field="done_on")
    report = _report(user, milestone, now, kind=ReportKind.DONE, text=text, language=language, link=link, upload=upload)
    milestone.done_on = done_on
    milestone.save(update_fields=["done_on"])
    after_commit(telling.milestone_done, report)
    return milestone


@transaction.atomic
def untick_milestone(*, user: User, milestone: Milestone, text: str, language: str) -> Milestone:
    """Not done after all, with the reason in public. What was said when it was ticked stays; it can be ticked again."""
    milestone = locked_milestone(milestone)
    if not can_untick_milestone(user, milestone):
        raise PermissionDenied
    if milestone.done_on is None:
        if _said(milestone, user, ReportKind.AGAIN, text):
            return milestone
        raise Refused(_("It is not ticked: there is nothing to take back."))
    milestone.reports.filter(kind=ReportKind.DONE).update(taken_back=True)
    _report(user, milestone, db_now(), kind=ReportKind.AGAIN, text=text, language=language)
    milestone.done_on = None
    milestone.save(update_fields=["done_on"])
    return milestone


@transaction.atomic
def move_milestone(*, user: User, milestone: Milestone, due_on: date, text: str, language: str) -> Milestone:
    """Another day, with the reason in public; the first promise stays where it was."""
    milestone = locked_milestone(milestone)
    if not can_move_milestone(user, milestone):
        raise PermissionDenied
    _require_open(milestone)
    if milestone.due_on == due_on and _said(milestone, user, ReportKind.MOVED, text):
        return milestone
    if milestone.due_on == due_on:
        raise Refused(_("That is the day it is promised for already."), field="due_on")
    now = db_now()
    if due_on < max(today_of(now), milestone.begins_on):
        raise Refused(_("A new promise is for a day to come."), field="due_on")
    moved = {"moved_from": milestone.due_on, "moved_to": due_on}
    report = _report(user, milestone, now, kind=ReportKind.MOVED, text=text, language=language, **moved)
    milestone.due_on = due_on
    milestone.save(update_fields=["due_on"])
    after_commit(telling.milestone_moved, report)
    return milestone


@transaction.atomic
def explain_milestone(
    *, user: User, milestone: Milestone, text: str, language: str, link: str = "", upload: Any = None
) -> Milestone:
    """How it stands; why it is late, where it is. Sent twice it is said once."""
    milestone = locked_milestone(milestone)
    if not can_explain_milestone(user, milestone):
        raise PermissionDenied
    _require_open(milestone)
    if not _said(milestone, user, ReportKind.NEWS, text):
        _report(user, milestone, db_now(), kind=ReportKind.NEWS, text=text, language=language, link=link, upload=upload)
    return milestone


def _require_promise(proposal: Proposal, organisation: Organisation, begins_on: date, due_on: date) -> None:
    if not parties_of(proposal).filter(pk=organisation.pk).exists():
        raise Refused(_("This organisation has committed to nothing in this plan."), field="organisation")
    if due_on < begins_on:
        raise Refused(_("It would end before it begins: change one of the two days."), field="due_on")


def _require_open(milestone: Milestone) -> None:
    if milestone.done_on:
        raise Refused(_("It is done: nothing about it changes any more."))


def _said(milestone: Milestone, user: User, kind: str, text: str) -> bool:
    """Whether the last thing said of it is this: a form sent twice."""
    last = milestone.reports.order_by("-pk").first()
    return last is not None and (last.reported_by_id, last.kind, last.text) == (user.pk, kind, text)


def _report(user: User, milestone: Milestone, now: datetime, *, upload: Any = None, **said: Any) -> MilestoneReport:
    """In the name of the body this person acts for. The file is read before it is kept."""
    report = MilestoneReport(
        milestone=milestone, organisation=body_for(user, milestone), reported_by=user, reported_at=now, **said
    )
    if upload:
        ending, kept = to_keep(upload)
        report.file_name, report.file_size = f"{upload.name.rpartition('.')[0][:90]}.{ending}", kept.size
        report.file.save(f"file.{ending}", kept, save=False)
    report.save()
    return report
