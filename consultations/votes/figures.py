"""The figures of a result as tables show them: on the result's page and in the report of its consultation."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from policylab.core.numbers import number
from policylab.core.rounding import fewer_than

from .addresses import version_url
from .afterwards import is_annulled
from .enums import Method
from .models import Vote
from .words import PlanResult, Told, became_of, because, seats_of, short_name, why_not
from .words.page import asked, bars_note, figures_caption
from .words.told import FEW


def shown_plan(plan: PlanResult, told: Told) -> dict[str, Any]:
    """`fate` colours what became of it: nothing, where the vote was annulled."""
    option = plan.option
    url = version_url(option) if option.version else ""
    return {
        "plan": plan,
        "fate": None if is_annulled(option.vote) else plan.adopted,
        "title": option.title,
        "lang": option.language,
        "url": url,
        "because": because(plan, told),
    }


def groups_of(plans: list[dict[str, Any]], told: Told) -> list[dict[str, Any]]:
    """All together; or college by college, where each elects its own seats."""
    if not told.elections:
        return [
            {"title": _("College by college"), "anchor": "colleges", "note": bars_note(told.method), "plans": plans}
        ]
    return [
        {
            "title": seats_of(code, told),
            "anchor": f"seats-{code.lower()}",
            "note": "" if place else bars_note(told.method),
            "sentences": became_of(code, told),
            "plans": [one for one in plans if one["plan"].college == code],
        }
        for place, code in enumerate(told.elections)
    ]


def refusals(told: Told) -> list[dict[str, Any]]:
    """Why not this one, for each that was not chosen."""
    return [{"plan": plan, "asked": asked(plan), "why": why_not(plan, told)} for plan in told.plans if not plan.adopted]


def table_of(vote: Vote) -> dict[str, Any]:
    return {"heads": heads_of(vote), "caption": figures_caption(vote.method)}


def heads_of(vote: Vote) -> list[str]:
    """Over each college the number of its papers."""
    papers = vote.result.outcome["papers"]
    heads = [pgettext("for a seat", "Candidate") if vote.method == Method.STV else _("Plan")]
    for college in vote.result.outcome["colleges"]:
        said = fewer_than(FEW) if college.get("withheld") else number(papers[college["code"]])
        facts = {"college": short_name(college["code"]), "papers": said}
        heads.append(_("%(college)s (%(papers)s)") % facts)
    return [*heads, _("Total")]
