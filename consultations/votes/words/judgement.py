"""Majority judgement: how each option was graded, by all and by each college."""

from typing import Any

from django.utils.translation import gettext as _

from consultations.votes.papers import GRADES
from policylab.core.numbers import number

from .lines import PlanResult, short_name
from .shares import in_order
from .told import Group, Panel, Scale, Table, Told, label_of


def panels(told: Told) -> list[Panel]:
    gauges = told.outcome["gauges"]
    if not gauges:
        return []
    sentences = [
        _(
            "The majority grade is the one in the middle: at least half of the papers give it or a better one, and at least half "
            "give it or a worse one. It stands beside the decision, which asks for Good or better."
        ),
        *(_grade_in_words(plan, gauges[plan.key]) for plan in told.plans if sum(gauges[plan.key]["papers"])),
    ]
    groups = [Group(label_of(plan), scales=[scale for _who, scale in _scales(plan, told)]) for plan in told.plans]
    return [Panel(_("Grade by grade"), "grades", sentences, groups, [_table(plan, told) for plan in told.plans])]


def _grade_in_words(plan: PlanResult, gauge: dict[str, Any]) -> str:
    sentence = _("Plan %(letter)s: %(grade)s (%(above)s better, %(below)s worse).")
    return sentence % {
        "letter": plan.letter,
        "grade": _word(gauge["grade"]),
        "above": number(gauge["above"]),
        "below": number(gauge["below"]),
    }


def _word(grade: int) -> str:
    return str(GRADES[len(GRADES) - 1 - grade])


def _gauges(plan: PlanResult, told: Told) -> list[tuple[str, dict[str, Any]]]:
    """All papers first, then each college."""
    of_each = in_order(told.outcome["gauges_by_college"])
    own = [(short_name(code), gauges[plan.key]) for code, gauges in of_each.items()]
    return [(_("All papers"), told.outcome["gauges"][plan.key]), *own]


def _scales(plan: PlanResult, told: Told) -> list[tuple[str, Scale]]:
    return [
        (who, Scale(who, _best_first(gauge["papers"]), _word(gauge["grade"])))
        for who, gauge in _gauges(plan, told)
        if sum(gauge["papers"])
    ]


def _best_first(papers: list[int]) -> list[float]:
    return [100 * count / sum(papers) for count in reversed(papers)]


def _table(plan: PlanResult, told: Told) -> Table:
    rows = [[who, *(number(count) for count in reversed(gauge["papers"]))] for who, gauge in _gauges(plan, told)]
    heads = [_("Papers"), *(str(word) for word in GRADES)]
    return Table(_("How plan %(letter)s was graded") % {"letter": plan.letter}, heads, rows, "23456", wide=True)
