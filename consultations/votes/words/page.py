"""Headings of a result, by method: what is counted of each college, and what its options are called."""

from django.utils.translation import gettext as _

from consultations.votes.enums import Method

from .lines import PlanResult
from .shares import isolated


def bars_note(method: str) -> str:
    """What the bars show."""
    return {
        Method.YES_NO: _("Of the papers of each college with yes or no, the share that says yes."),
        Method.APPROVAL: _("Of the papers of each college that tick anything, the share that approves the plan."),
        Method.MAJORITY_JUDGEMENT: _(
            "Of the papers of each college that grade anything, the share that finds the plan Good or better."
        ),
        Method.SCHULZE: _(
            "Of the papers of each college that rank anything, the share that ranks the plan above None of these."
        ),
        Method.EQUAL_SHARES: _("Of the papers of each college that tick anything, the share that wants the plan."),
        Method.STV: _("Of the papers of each college that rank anybody, the share that has the candidate first."),
    }[Method(method)]


def figures_caption(method: str) -> str:
    """Over the table of the same."""
    return {
        Method.YES_NO: _("Papers that say yes, by college"),
        Method.APPROVAL: _("Papers that approve the plan, by college"),
        Method.MAJORITY_JUDGEMENT: _("Papers that find the plan Good or better, by college"),
        Method.SCHULZE: _("Papers that rank the plan above None of these, by college"),
        Method.EQUAL_SHARES: _("Papers that want the plan, by college"),
        Method.STV: _("Papers that have the candidate first, by college"),
    }[Method(method)]


def asked(plan: PlanResult) -> str:
    if plan.method == Method.STV:
        return _("Why not %(name)s?") % {"name": isolated(plan.option.title)}
    if plan.method == Method.YES_NO:
        return _("Why is the plan not adopted?")
    return _("Why not plan %(letter)s?") % {"letter": plan.letter}


def what_next(method: str, adopted: bool) -> str:
    if not adopted:
        return _("The authority answers in writing")
    if method == Method.STV:
        return _("Follow what becomes of it")
    return _("Follow what becomes of the adopted plans")
