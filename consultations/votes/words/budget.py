"""A budget: what Equal Shares funds and why, the rule of most votes beside it, and who has nothing funded under each."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.votes.papers import ANSWERS
from policylab.core.numbers import number

from .lines import PlanResult, short_name
from .shares import listed, share_of, sum_of
from .told import Group, Panel, Table, Told, label_of


def headline(told: Told) -> str:
    if not told.adopted:
        return _("No plan is funded")
    if len(told.adopted) == 1:
        return _("Plan %(letter)s is funded") % {"letter": told.adopted[0].letter}
    return ngettext("%(count)s plan is funded", "%(count)s plans are funded", len(told.adopted)) % {
        "count": number(len(told.adopted))
    }


def in_figures(told: Told) -> str:
    if not told.adopted:
        return ""
    facts = {"spent": _money(_spent(told), told), "money": _money(told.outcome["money"], told)}
    letters = " · ".join(plan.letter for plan in told.adopted)
    return _("%(spent)s of %(money)s: %(plans)s") % {**facts, "plans": letters}


def _spent(told: Told) -> str:
    """From what was stated beforehand, so that it can be told where figures are withheld."""
    return str(sum((Fraction(told.outcome["costs"][plan.key]) for plan in told.adopted), Fraction(0)))


def _money(exact: str | int, told: Told) -> str:
    return sum_of(exact, told.outcome["currency"])


def _most(bought: dict[str, Any], told: Told) -> str:
    return sum_of(bought["payment"], told.outcome["currency"], at_most=True)


def parting(told: Told) -> list[str]:
    """What each college wants most, where that is not the same."""
    return favourites(told, _("The colleges part: each wants another plan most. %(parts)s."), lambda plan: plan.letter)


def favourites(told: Told, sentence: str, named: Any) -> list[str]:
    """Where no plan is the most wanted, alone or level with others, in all colleges that said something."""
    most: dict[str, set[str]] = {}
    for place, line in enumerate(told.plans[0].lines if told.plans else []):
        counts = {plan.key: plan.lines[place].approvals or 0 for plan in told.plans}
        if any(counts.values()):
            most[line.label] = {one for one, count in counts.items() if count == max(counts.values())}
    if len(most) < 2 or set.intersection(*most.values()):
        return []
    # Translators: one item of a list: "Citizens: B"
    item = _("%(college)s: %(said)s")
    parts = [
        item % {"college": label, "said": " · ".join(named(told.plan(one)) for one in sorted(own))}
        for label, own in most.items()
    ]
    return [sentence % {"parts": listed(parts)}]


def because(plan: PlanResult, told: Told) -> list[str]:
    """Who pays, and how much at most."""
    cost = _money(told.outcome["costs"][plan.key], told)
    bought = _one(told.outcome["bought"], plan)
    if bought:
        sentence = _("Funded: %(cost)s, paid by those who want it, each %(most)s at most.")
        return [sentence % {"cost": cost, "most": _most(bought, told)}]
    filled = _one(told.outcome["filled"], plan)
    if filled:
        left = _money(filled["left"], told)
        return [_("Funded: %(cost)s of the %(left)s left over in the end.") % {"cost": cost, "left": left}]
    return [_("Funded: %(cost)s.") % {"cost": cost}]


def why_not(plan: PlanResult, told: Told) -> list[str]:
    """What those who want it have left against its cost; and that the rest did not do either."""
    cost = _money(told.outcome["costs"][plan.key], told)
    if told.outcome["votes"] is None:
        return [_("So few voted in one college that the figures by which it is not funded are not told.")]
    if not told.outcome["votes"][plan.key]:
        return [_("Nobody wants it.")]
    left = _money(told.outcome["left_between"][plan.key], told)
    sentence = _("It costs %(cost)s. Those who want it have only %(left)s left between them.")
    filled = _one(told.outcome["filled"], plan)
    rest = _("When its turn came, only %(left)s of all the money were left.")
    more = [rest % {"left": _money(filled["left"], told)}] if filled else []
    return [sentence % {"cost": cost, "left": left}, *more]


def _one(steps: list[dict[str, Any]] | None, plan: PlanResult) -> dict[str, Any] | None:
    return next((step for step in steps or [] if step["project"] == plan.key), None)


def panels(told: Told) -> list[Panel]:
    if told.outcome["votes"] is None or not told.has_quorum:
        return []
    sentences = [_spent_in_words(told), _beside(told)]
    money = Panel(_("Plan by plan"), "money", sentences, tables=[_projects(told)])
    people = told.outcome["by_college"]
    nothing = Panel(_("Who has nothing funded"), "nothing", [_without(people)], _bars(people), [_people(told, people)])
    return [money, nothing] if sum(one["voters"] for one in people) else [money]


def _spent_in_words(told: Told) -> str:
    money, spent = Fraction(told.outcome["money"]), Fraction(_spent(told))
    sentence = _("%(spent)s of %(money)s are spent, %(left)s stay.")
    return sentence % {
        "spent": _money(str(spent), told), "money": _money(str(money), told), "left": _money(str(money - spent), told),
    }  # fmt: skip


def _by_most_votes(told: Told) -> set[str]:
    return {step["project"] for step in told.outcome["greedy"] if step["funded"]}


def _beside(told: Told) -> str:
    greedy = _by_most_votes(told)
    if greedy == {plan.key for plan in told.adopted}:
        return _("Had the plans with most votes been funded one after the other, they would be the same.")
    letters = [plan.letter for plan in told.plans if plan.key in greedy]
    sentence = _("Had the plans with most votes been funded one after the other, they would be: %(plans)s.")
    return sentence % {"plans": " · ".join(letters)}


def _projects(told: Told) -> Table:
    heads = [_("Plan"), _("Cost"), _("Voters who want it"), _("Each pays at most"), _("Funded"), _("By most votes")]
    greedy = _by_most_votes(told)
    return Table(
        _("Plans, their cost, and what became of them"),
        heads,
        [_project(plan, told, plan.key in greedy) for plan in told.plans],
        "234",
    )


def _project(plan: PlanResult, told: Told, by_most_votes: bool) -> list[str]:
    bought = _one(told.outcome["bought"], plan)
    said = {True: str(ANSWERS["yes"]), False: str(ANSWERS["no"])}
    return [
        label_of(plan),
        _money(told.outcome["costs"][plan.key], told),
        number(plan.total),
        _most(bought, told) if bought else "–",
        said[plan.adopted],
        said[by_most_votes],
    ]


def _without(people: list[dict[str, Any]]) -> str:
    voters = sum(one["voters"] for one in people)
    ours, theirs = (sum(one[rule] for one in people) for rule in ("without_by_equal_shares", "without_by_greedy"))
    sentence = ngettext(
        "Of %(voters)s voter, %(ours)s has nothing funded of what they wanted; by most votes alone it would be %(theirs)s.",
        "Of %(voters)s voters, %(ours)s have nothing funded of what they wanted; by most votes alone it would be %(theirs)s.",
        voters,
    )
    return sentence % {"voters": number(voters), "ours": number(ours), "theirs": number(theirs)}


def _bars(people: list[dict[str, Any]]) -> list[Group]:
    """Two rules, each college under both."""
    rules = ((_("Equal Shares"), "without_by_equal_shares"), (_("By most votes"), "without_by_greedy"))
    return [Group(title, bars=[_bar(one, one[rule]) for one in people if one["voters"]]) for title, rule in rules]


def _bar(one: dict[str, Any], count: int) -> tuple[str, str, float, str]:
    part = Fraction(count, one["voters"])
    return one["college"], short_name(one["college"]), float(100 * part), share_of(part)


def _people(told: Told, people: list[dict[str, Any]]) -> Table:
    heads = [
        _("College"),
        _("Voters"),
        _("Its part of the money"),
        _("Nothing, by Equal Shares"),
        _("Nothing, by most votes"),
    ]
    rows = [
        [
            short_name(one["college"]),
            number(one["voters"]),
            _money(one["money"], told),
            number(one["without_by_equal_shares"]),
            number(one["without_by_greedy"]),
        ]
        for one in people
    ]
    return Table(_("Voters who have nothing funded, by college"), heads, rows, "2345")
