"""The figures of a result as tables show them: on the result's page and in the report of its consultation."""

from typing import Any

from django.utils.translation import gettext as _

from policylab.core.numbers import number

from .addresses import version_url
from .models import Vote
from .words import PlanResult, short_name


def shown_plan(plan: PlanResult) -> dict[str, Any]:
    option = plan.option
    url = version_url(option) if option.version else ""
    return {"plan": plan, "title": option.title, "lang": option.language, "url": url}


def heads_of(vote: Vote) -> list[str]:
    """Over each college the number of its papers."""
    papers = vote.result.outcome["papers"]
    heads = [_("Plan")]
    for college in vote.result.outcome["colleges"]:
        facts = {"college": short_name(college["code"]), "papers": number(papers[college["code"]])}
        heads.append(_("%(college)s (%(papers)s)") % facts)
    return [*heads, _("Total")]
