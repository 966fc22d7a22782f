"""The chapter on the authority's answers in the report of whoever gathered the plans."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core import dates
from policylab.core.named import name_of
from policylab.core.numbers import number
from policylab.core.registries import ReportPart

from .answers import days_past
from .models import Answer, Round

PLACE, SHOWN = 70, 40
# What is told; with whole plans, versions and bodies the reading of forty answers takes three times as long.
OF_AN_ANSWER = (
    *("reason", "language", "verdict", "answered_at", "due_at", "round", "organisation"),
    *("proposal__ref", "proposal__current__title", "proposal__current__language", "proposal__current__proposal"),
)


def chapter(round: Round, now: datetime) -> Iterable[ReportPart]:
    """Nothing as long as nothing was answered: whoever promised a date says what is still to come."""
    standing = Answer.objects.current().filter(Q(round=round) | Q(proposal__round=round))
    told = standing.select_related("proposal__current").only(*OF_AN_ANSWER).annotate(body=name_of("organisation"))
    answers = list(told.order_by("answered_at", "pk")[:SHOWN])
    if answers:
        whole = next((answer for answer in answers if answer.round_id), None)
        facts = {
            "whole": _row(whole) if whole else None,
            "rows": [_row(answer) for answer in answers if answer.proposal_id],
        }
        yield ReportPart("answer", PLACE, _("The answer"), "proposals/_report_answers.html", facts)


def _row(answer: Any) -> dict[str, Any]:
    """Late is told, with the date that had been promised."""
    late = days_past(answer.due_at, answer.answered_at)
    when = _("%(body)s, %(when)s") % {
        "body": answer.body,
        "when": dates.write(answer.answered_at, "date"),
    }
    return {
        "reason": answer.reason,
        "language": answer.language,
        "when": when,
        "late": _late(late) if late else "",
        **(_of_plan(answer) if answer.proposal_id else {}),
    }


def _of_plan(answer: Answer) -> dict[str, Any]:
    words = answer.proposal.current
    return {
        "verdict": answer.get_verdict_display(),
        "url": reverse("proposals:detail", args=[answer.proposal.ref]),
        "title": words.title,
        "title_language": words.language,
    }


def _late(days: int) -> str:
    sentence = ngettext("%(count)s day later than promised", "%(count)s days later than promised", days)
    return sentence % {"count": number(days)}
