"""`{% load plans %}`: the words of a plan as its pages show them."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from policylab.directory.enums import College
from proposals.enums import Verdict
from proposals.models import SECTIONS, Proposal, Sections
from proposals.plain import plain_text
from proposals.selectors import college_of_plan

register = template.Library()
register.filter("plain_text", plain_text)

HEADINGS = {
    "title": _("Title"),
    "need": _("The need"),
    "service": _("The service"),
    "roles": _("Who does what"),
    "resources": _("Resources"),
    "success": _("How success is seen"),
}
SHORT_DIGEST = 8


@register.filter
def sections(text: Sections) -> list[tuple[Any, str]]:
    """Headings and words, in their order."""
    return [(HEADINGS[name], getattr(text, name)) for name in SECTIONS]


@register.filter
def heading(name: str) -> Any:
    """The heading of a part of a plan."""
    return HEADINGS[name]


@register.filter
def short_digest(digest: str) -> str:
    """Enough of a digest to tell two versions apart: 9b1f·c07e."""
    return f"{digest[:4]}·{digest[4:SHORT_DIGEST]}"


@register.filter
def verdict_mark(verdict: str) -> str:
    """The colour of a verdict's tag; its word stands in it."""
    return {Verdict.ADOPTED: "good", Verdict.DECLINED: "bad"}.get(Verdict(verdict), "")


@register.filter
def college_of(plan: Proposal) -> College | None:
    return college_of_plan(plan)
