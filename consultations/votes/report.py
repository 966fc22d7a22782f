"""The chapter on the vote in the report of a consultation: who was on the roll, who voted, what was decided and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from consultations.enums import ConsultationStatus
from consultations.hiding import hidden_words
from consultations.models import Consultation
from policylab.core import dates
from policylab.core.numbers import number, percent
from policylab.core.registries import ReportPart
from policylab.directory.enums import College

from .afterwards import annulled_words, headlined, standing_words
from .enums import VoteStatus
from .figures import refusals, shown_plan, table_of
from .models import Vote
from .rule_words import rule_of
from .selectors import closing_time, options_of, shown_votes
from .sharing import short_of
from .tiles import how, voted_here
from .who import shown_who
from .words import blank_papers, headline, papers_cast, tell

PLACE = 60


def chapter(consultation: Consultation, now: datetime) -> Iterable[ReportPart]:
    vote = next(iter(shown_votes([consultation])), None)
    if vote is None or consultation.status == ConsultationStatus.CANCELLED:
        return
    if vote.status == VoteStatus.COUNTED:
        yield ReportPart("vote", PLACE, _("The result"), "consultations/votes/_report.html", counted_facts(vote))
    else:
        yield ReportPart("vote", PLACE, _("The vote"), "consultations/votes/_report.html", _running(vote))


def _running(vote: Vote) -> dict[str, Any]:
    """No figure of what was cast."""
    when = dates.write(closing_time(vote))
    known = {row.college: row for row in vote.colleges.all()}
    return {
        "lead": _("The vote closes on %(when)s. Until then nobody sees what was cast.") % {"when": when},
        "roll": [
            _roll_row(college, known[college].secrecy, known[college].roll_size)
            for college in College.values
            if college in known
        ],
    }


def counted_facts(vote: Vote) -> dict[str, Any]:
    told, outcome = tell(vote, options_of(vote)), vote.result.outcome
    return {
        "lead": headlined(vote, headline(told)),
        "standing": standing_words(vote),
        "annulled": annulled_words(vote),
        "papers": f"{papers_cast(told)} {blank_papers(told)}",
        "closed": _("closed on %(when)s") % {"when": dates.write(closing_time(vote))},
        "roll": [_counted_row(one) for one in outcome["colleges"]],
        "who": shown_who(vote.result),
        "hidden_words": hidden_words(),
        "plans": [shown_plan(plan, told) for plan in told.plans],
        "table": table_of(vote),
        "refusals": refusals(told),
        "rule": rule_of(vote),
        "digest": vote.result.package_digest,
        "short": short_of(vote),
    }


def _roll_row(college: str, secrecy: str, roll: int) -> list[str]:
    """Who, how, how many may."""
    return [str(College(college).label), how(secrecy), number(roll)]


def _counted_row(one: dict[str, Any]) -> list[str]:
    """And how many have."""
    share = "–" if one.get("withheld") or not one["roll"] else percent(100 * one["voted"] / one["roll"])
    return [*_roll_row(one["code"], one["secrecy"], one["roll"]), voted_here(one), share]
