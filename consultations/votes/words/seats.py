"""Seats: who is elected, round by round, and at which votes the others left."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from policylab.core.numbers import number

from .budget import favourites
from .lines import PlanResult, short_name
from .shares import listed, votes_of
from .told import Panel, Table, Told, label_of, name_of, quorum_words

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
    if told.elections:
        return _by_college(told)
    if not told.adopted:
        return ""
    if len(told.adopted) <= IN_A_TITLE:
        quota = told.outcome["quota"]
        facts = {"quota": number(quota["quota"]), "papers": number(quota["papers"])} if quota else None
        return _("Quota: %(quota)s of %(papers)s votes") % facts if facts else ""
    return _("Elected: %(names)s") % {"names": listed([name_of(plan) for plan in told.adopted])}


def _by_college(told: Told) -> str:
    """Who is elected where; a college of which nobody is, too."""
    parts = []
    for code in told.elections:
        names = [name_of(plan) for plan in told.adopted if plan.college == code]
        facts = {"college": short_name(code), "said": listed(names) or _("nobody")}
        # Translators: one item of a list: "Citizens: Amel, Karim"
        parts.append(_("%(college)s: %(said)s") % facts)
    return " · ".join(parts)


def seats_of(code: str, told: Told) -> str:
    """The heading over the candidates of a college that elects its own."""
    seats = told.outcome["seats"][code]
    words = ngettext("%(college)s: %(count)s seat", "%(college)s: %(count)s seats", seats)
    return words % {"college": short_name(code), "count": number(seats)}


def became_of(code: str, told: Told) -> list[str]:
    """Who has its seats, and why one stays empty."""
    names = [name_of(plan) for plan in told.adopted if plan.college == code]
    first = _("Elected: %(names)s") % {"names": listed(names)} if names else _("Nobody is elected")
    if code in told.missed:
        return [first, *quorum_words(told, code)]
    return [first, *empty_words(told.elections[code])]


def parting(told: Told) -> list[str]:
    """Nothing where no two colleges have the same candidates."""
    if told.elections:
        return []
    return favourites(told, _("The colleges part: each has somebody else first most often. %(parts)s."), name_of)


def _rounds(election: dict[str, Any]) -> list[dict[str, Any]]:
    return election["stages"] or []


def because(plan: PlanResult, told: Told) -> list[str]:
    """In which round, with how many votes against the quota."""
    found = next(
        ((n, one) for n, one in enumerate(_rounds(told.election_of(plan)), start=1) if plan.key in one["elected"]), None
    )
    if found is None:
        return []
    place, step = found
    facts = {"round": number(place), "votes": votes_of(step["votes"][plan.key]), "quota": _quota(plan, told)}
    if step["act"] == "remaining":
        return [_("Elected for a seat that was left, with %(votes)s votes; the quota is %(quota)s.") % facts]
    return [_("Elected in round %(round)s with %(votes)s votes; the quota is %(quota)s.") % facts]


def _quota(plan: PlanResult, told: Told) -> str:
    return number(told.election_of(plan)["quota"]["quota"])


def why_not(plan: PlanResult, told: Told) -> list[str]:
    rounds = _rounds(told.election_of(plan))
    if not rounds:
        return [_("So few voted in one college that the figures by which others were elected are not told.")]
    if not told.election_of(plan)["quota"]["papers"]:
        return [_("No paper ranks anybody. A lot decides between equals, it elects nobody: the seats stay empty.")]
    for place, step in enumerate(rounds):
        if step["act"] == "exclusion" and step["option"] == plan.key:
            return list(_left(plan, told, place))
    facts = {"votes": votes_of(rounds[-1]["votes"][plan.key]), "quota": _quota(plan, told)}
    return [
        _("All seats were filled by others; at the end it was %(votes)s votes, and the quota is %(quota)s.") % facts
    ]


def _left(plan: PlanResult, told: Told, place: int) -> Iterator[str]:
    """The votes are those before the round in which they went on to others."""
    rounds = _rounds(told.election_of(plan))
    votes = votes_of(rounds[place - 1]["votes"][plan.key])
    facts = {"round": number(place + 1), "votes": votes, "quota": _quota(plan, told)}
    yield _("Left in round %(round)s with the fewest votes, %(votes)s; the quota is %(quota)s.") % facts
    if rounds[place]["by_lot"]:
        yield _("A lot decided between those who had as few.")


def panels(told: Told) -> list[Panel]:
    """Round by round; where each college elects its own seats one for each that can be told."""
    if not told.elections:
        own = _rounds(told.outcome) and told.has_quorum
        return [_panel(_("Round by round"), "rounds", told.outcome, told.plans)] if own else []
    return [
        _panel(
            _("%(college)s: round by round") % {"college": short_name(code)},
            f"rounds-{code.lower()}",
            election,
            [plan for plan in told.plans if plan.college == code],
        )
        for code, election in told.elections.items()
        if _rounds(election) and code not in told.missed
    ]


def _panel(title: str, anchor: str, election: dict[str, Any], plans: Sequence[PlanResult]) -> Panel:
    return Panel(title, anchor, list(_in_words(election)), tables=[_table(election, plans)])


def _in_words(election: dict[str, Any]) -> Iterator[str]:
    quota = election["quota"]
    yield ngettext(
        "%(count)s paper ranks somebody.", "%(count)s papers rank somebody.", quota["papers"]
    ) % {"count": number(quota["papers"])}  # fmt: skip
    if quota["papers"]:
        yield ngettext(
            "With %(seats)s seat, %(quota)s votes are enough: so many cannot be had by more people than there are seats.",
            "With %(seats)s seats, %(quota)s votes are enough: so many cannot be had by more people than there are seats.",
            quota["seats"],
        ) % {"seats": number(quota["seats"]), "quota": number(quota["quota"])}
    yield from empty_words(election)


def empty_words(election: dict[str, Any]) -> Iterator[str]:
    """Where nobody is ranked, or there are fewer candidates than seats."""
    empty, quota = election["empty"], election["quota"]
    if empty and quota and not quota["papers"]:
        yield _("No paper ranks anybody. A lot decides between equals, it elects nobody: the seats stay empty.")
    elif empty:
        yield ngettext(
            "%(count)s seat stays empty: nobody is left to fill it.",
            "%(count)s seats stay empty: nobody is left to fill them.",
            empty,
        ) % {"count": number(empty)}


def _table(election: dict[str, Any], plans: Sequence[PlanResult]) -> Table:
    rounds, letters = _rounds(election), {plan.key: plan.letter for plan in plans}
    heads = [
        pgettext("for a seat", "Candidate"),
        *(_head(place, step, letters) for place, step in enumerate(rounds, start=1)),
    ]
    rows = [[label_of(plan), *(_cell(plan.key, step) for step in rounds)] for plan in plans]
    return Table(_("Votes after each round"), heads, rows, "23456789", wide=True)


def _head(place: int, step: dict[str, Any], letters: Mapping[str, str]) -> str:
    facts = {"round": number(place), "letter": letters.get(step["option"] or "", "")}
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
