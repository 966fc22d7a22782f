"""Who took part: citizens on the roll and those who voted, by gender and by age, as far as they say it of themselves.

Counted once, at closing, from what people say on that day, and frozen with small cells hidden already: no figure that
could tell of a person is stored, and nothing is copied onto the roll. It stays outside the package: a recount needs none of it.
"""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consultations.hiding import HIDDEN
from consultations.tallies.crossed import hide
from policylab.core.numbers import number
from policylab.directory.enums import College
from policylab.residents.enums import AgeBand, Gender

from .models import Result, Vote

# Where fewer say it, the rest would be most of the table.
SAID_BY_AT_LEAST = 10
ASKED: dict[str, list[str]] = {"gender": Gender.values, "age_band": AgeBand.values}
Line = tuple[str, int | None, int | None]


def who_took_part(vote: Vote) -> dict[str, list[Line]]:
    """One query: {"gender": [(what they say, on the roll, voted)]}, the last line those who say nothing."""
    people = vote.roll.filter(college=College.CITIZEN).order_by()
    asked = [f"user__about_me__{name}" for name in ASKED]
    found = list(people.values_list(*asked, "has_voted").annotate(Count("pk")))
    tables = {}
    for place, (name, values) in enumerate(ASKED.items()):
        counts: Counter[tuple[str, bool]] = Counter()
        for row in found:
            counts[row[place] or "", row[-2]] += row[-1]
        if lines := lines_of(counts, values):
            tables[name] = lines
    return tables


def lines_of(counts: Counter[tuple[str, bool]], values: list[str]) -> list[Line]:
    """Empty where too few say it, and where what is known anyway, how many voted in all, would have to be hidden."""
    if sum(counts[value, voted] for value in values for voted in (True, False)) < SAID_BY_AT_LEAST:
        return []
    names = [*values, ""]
    table = hide([[counts[name, True], counts[name, False]] for name in names], rows_known=False)
    if None in table.column_totals or not any(table.row_totals):
        return []
    return [(name, table.row_totals[at], table.rows[at][0]) for at, name in enumerate(names)]


def shown_who(result: Result) -> list[dict[str, Any]]:
    """As components/table.html takes them."""
    captions = {"gender": _("Citizens by gender"), "age_band": _("Citizens by age")}
    heads = {"gender": _("Gender"), "age_band": _("Age band")}
    return [
        {
            "caption": captions[name],
            "heads": [heads[name], _("On the roll"), _("Have voted")],
            "rows": [[_said(name, line[0]), *map(_figure, line[1:])] for line in result.who[name]],
        }
        for name in ASKED
        if name in result.who
    ]


def _figure(count: int | None) -> str:
    return HIDDEN if count is None else number(count)


def _said(name: str, value: str) -> str:
    if not value:
        return _("did not say")
    if name == "age_band":
        return str(AgeBand(value).label)
    return {
        Gender.WOMAN: pgettext("counted", "Women"),
        Gender.MAN: pgettext("counted", "Men"),
        Gender.OTHER: _("neither, or said differently"),
    }[Gender(value)]
