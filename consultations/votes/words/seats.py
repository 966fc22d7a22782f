"""Seats: who is elected, round by round, and at which votes the others left."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from policylab.core.numbers import number

from .budget import favourites
from .lines import PlanResult
from .shares import listed, votes_of
from .told import Panel, Table, Told, label_of, name_of

# Of more the headline gives the number, and the line of figures the names.
IN_A_TITLE = 2


def headline(told: Told) -> str:
    """Names where they fit a title."""
    elected = told.adopted
    if not elected:
        return _("Nobody is elected")
    if len(elected) == 1:
        return _("%(name)s is elected") % {"name": name_of(elected[0])}
    if len(elected) == 2:
        return _("%(name)s and %(other)s are elected") % {"name": name_of(elected[0]), "other": name_of(elected[1])}
    return ngettext("%(count)s candidate is elected", "%(count)s candidates are elected", len(elected)) % {
        "count": number(len(elected))
    }


def in_figures(told: Told) -> str:
    if not told.adopted:
        return ""
    if len(told.adopted) <= IN_A_TITLE:
        quota = told.outcome["quota"]
        facts = {"quota": number(quota["quota"]), "papers": number(quota["papers"])} if quota else None
        return _("Quota: %(quota)s of %(papers)s votes") % facts if facts else ""
    return _("Elected: %(names)s") % {"names": listed([name_of(plan) for plan in told.adopted])}


def parting(told: Told) -> list[str]:
    return favourites(told, _("The colleges part: each has somebody else first most often. %(parts)s."), name_of)


def _rounds(told: Told) -> list[dict[str, Any]]:
    return told.outcome["stages"] or []


def because(plan: PlanResult, told: Told) -> list[str]:
    """In which round, with how many votes against the quota."""
    found = next(((n, one) for n, one in enumerate(_rounds(told), start=1) if plan.key in one["elected"]), None)
    if found is None:
        return []
    place, step = found
    facts = {"round": number(place), "votes": votes_of(step["votes"][plan.key]), "quota": _quota(told)}
    if step["act"] == "remaining":
        return [_("Elected for a seat that was left, with %(votes)s votes; the quota is %(quota)s.") % facts]
    return [_("Elected in round %(round)s with %(votes)s votes; the quota is %(quota)s.") % facts]


def _quota(told: Told) -> str:
    return number(told.outcome["quota"]["quota"])


def why_not(plan: PlanResult, told: Told) -> list[str]:
    rounds = _rounds(told)
    if not rounds:
        return [_("So few voted in one college that the figures by which others were elected are not told.")]
    for place, step in enumerate(rounds):
        if step["act"] == "exclusion" and step["option"] == plan.key:
            return list(_left(plan, told, place))
    facts = {"votes": votes_of(rounds[-1]["votes"][plan.key]), "quota": _quota(told)}
    return [
        _("All seats were filled by others; at the end it was %(votes)s votes, and the quota is %(quota)s.") % facts
    ]


def _left(plan: PlanResult, told: Told, place: int) -> Iterator[str]:
    """The votes are those before the round in which they went on to others."""
    votes = votes_of(_rounds(told)[place - 1]["votes"][plan.key])
    facts = {"round": number(place + 1), "votes": votes, "quota": _quota(told)}
    yield _("Left in round %(round)s with the fewest votes, %(votes)s; the quota is %(quota)s.") % facts
    if _rounds(told)[place]["by_lot"]:
        yield _("A lot decided between those who had as few.")


def panels(told: Told) -> list[Panel]:
    if not _rounds(told) or not told.has_quorum:
        return []
    return [Panel(_("Round by round"), "rounds", list(_in_words(told)), tables=[_table(told)])]


def _in_words(told: Told) -> Iterator[str]:
    quota, empty = told.outcome["quota"], told.outcome["empty"]
    papers = ngettext(
        "%(count)s paper ranks somebody.", "%(count)s papers rank somebody.", quota["papers"]
    ) % {"count": number(quota["papers"])}  # fmt: skip
    yield papers
    yield ngettext(
        "With %(seats)s seat, %(quota)s votes are enough: so many cannot be had by more people than there are seats.",
        "With %(seats)s seats, %(quota)s votes are enough: so many cannot be had by more people than there are seats.",
        quota["seats"],
    ) % {"seats": number(quota["seats"]), "quota": number(quota["quota"])}
    if empty:
        yield ngettext(
            "%(count)s seat stays empty: nobody is left to fill it.",
            "%(count)s seats stay empty: nobody is left to fill them.",
            empty,
        ) % {"count": number(empty)}


def _table(told: Told) -> Table:
    rounds = _rounds(told)
    heads = [
        pgettext("for a seat", "Candidate"),
        *(_head(place, step, told) for place, step in enumerate(rounds, start=1)),
    ]
    rows = [[label_of(plan), *(_cell(plan.key, step) for step in rounds)] for plan in told.plans]
    return Table(_("Votes after each round"), heads, rows, "23456789", wide=True)


def _head(place: int, step: dict[str, Any], told: Told) -> str:
    facts = {"round": number(place), "letter": told.plan(step["option"]).letter if step["option"] else ""}
    return {
        "first": _("%(round)s. First places"),
        "surplus": _("%(round)s. Surplus of %(letter)s"),
        "exclusion": _("%(round)s. %(letter)s leaves"),
        "remaining": _("%(round)s. Seats left"),
    }[step["act"]] % facts


def _cell(letter: str, step: dict[str, Any]) -> str:
    votes = votes_of(step["votes"][letter])
    # Translators: in a table of rounds: "12, elected"
    return _("%(votes)s, elected") % {"votes": votes} if letter in step["elected"] else votes
