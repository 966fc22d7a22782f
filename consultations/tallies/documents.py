"""A result as plain JSON: result.json of the package, and all that result pages read (Result.outcome).

    method, rule, adopt_at_most, seats, money, currency, completion, costs, weights, money_shares     as stated beforehand
    seed, choices, tie_order        the seed, the digest of all published choices, and the order the two drew
    colleges    [{code, secrecy, roll, voted, withheld}]
    papers      {college: papers cast}
    blank       {college: blank ones of them, which weigh nothing}; null where withheld
    quorums     [{college, papers, needed, per_cent, met}]
    options     [{letter, approvals, lacking, smallest_share, total_share, weighted_share, place, reason}] in the order of
                the paper. approvals: {college: papers that say yes, approve it, find it Good or better, rank it above «None of
                these», want it, have it first}; lacking: colleges without a majority for it (of the papers that are not blank)
    order       [{option, place, decided_by}] of those that pass
    adopted     letters in their order: adopted, funded or elected

    majority_judgement   gauges {letter: {papers: [worst … best], grade, above, below}}, gauges_by_college {college: gauges}
    schulze     schulze {duels, chains, order: [{option, place, beside}]}, irv {winner, rounds: [{votes, papers, out,
                tied_with}]}, differ (another winner), paper_weights {college: what one paper weighs in the two}
    equal_shares   shares {completion, voters, start, increment, raises, share, next_overspends, tie_order}, votes
                {letter: weighed}, bought [{project, cost, payment, effective_votes}],
                left_between {letter not bought: what those who want it have left, together},
                filled and greedy [{project, votes, cost, left, funded}],
                by_college [{college, voters, weight, money, votes, without_by_equal_shares, without_by_greedy}], spent
    stv         first {letter: votes}, quota {papers, seats, quota}, stages [{act, option, votes, elected, by_lot}], empty
                Where each college elects its own: seats is {college: seats}, elections {college: these four}, each option says
                its college, and approvals holds that one only

Shares are texts "approvals/papers" in lowest terms; other figures whole numbers, or texts ("10/3", "12.50000"): exact.

A college with separated ballots in which one to four voted is withheld: its approvals and blank papers are null, and so is every
figure from which they could be reckoned: shares, decided_by, and the method's own block. Who lacks a majority there is told. It
has no say in the order of those that pass (joined/deciding.py); funded and elected are told in the order of the paper.
Where each college elects its own seats, those of such a college are told without figures, in the order of the paper; what the
other colleges said is whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from .budgets import Asked as Wanted
from .counting import Counted
from .equal_shares import Share
from .equal_shares_run import Bought
from .greedy import Looked
from .joined.budget import BudgetOutcome
from .joined.deciding import deciding_share
from .joined.opinions import Judged
from .joined.ranked import RankedOutcome
from .joined.rules import Joining, Rule
from .joined.seats import Elections, Seats
from .stv import Quota, Stage
from .tally import Tally
from .tally import document as plain
from .types import OptionOutcome, OrderStep, Reason

Block = dict[str, Any]


def document(counted: Counted) -> Block:
    return {**_stated(counted), **_turnout(counted), **_decided(counted), **_block(counted)}


def _stated(counted: Counted) -> Block:
    asked = counted.asked
    return {
        "method": str(asked.method),
        "rule": str(asked.rule),
        "adopt_at_most": asked.adopt_at_most,
        "seats": dict(asked.college_seats) or asked.seats,
        "money": plain(asked.money),
        "currency": asked.currency,
        "completion": str(asked.completion),
        "costs": plain(asked.costs),
        "weights": plain(asked.weights),
        "money_shares": plain(asked.money_shares),
        "seed": asked.seed,
        "choices": counted.choices,
        "tie_order": list(counted.tie_order),
    }


def _turnout(counted: Counted) -> Block:
    asked, withheld = counted.asked, counted.withheld
    return {
        "colleges": [{**vars(college), "withheld": college.code in withheld} for college in asked.colleges],
        "papers": dict(counted.papers),
        "blank": {code: None if code in withheld else number for code, number in counted.blank.items()},
        "quorums": [{**vars(step), "per_cent": plain(asked.quorums[step.college])} for step in counted.quorums],
    }


def _decided(counted: Counted) -> Block:
    if counted.outcome is None:
        return _taken(counted)
    steps = [step for step in counted.outcome.steps if isinstance(step, OrderStep)]
    decided_by = {step.option: None if counted.withheld else str(step.decided_by) for step in steps}
    return {
        "options": [_option(counted, one) for one in counted.outcome.options],
        "order": [{**asdict(step), "decided_by": decided_by[step.option]} for step in steps],
        "adopted": list(counted.outcome.adopted),
    }


def _option(counted: Counted, one: OptionOutcome) -> Block:
    rule, smallest, total = counted.asked.rule, _share(one.smallest_share), _share(one.total_share)
    weighted = None
    if rule == Rule.WEIGHTED_COLLEGES:
        joining = Joining(counted.asked.codes, Rule(rule), counted.asked.weights)
        weighted = _share(deciding_share(joining, one))
    shares = {"smallest_share": smallest, "total_share": total, "weighted_share": weighted}
    return {
        "letter": one.option,
        "approvals": _approvals(counted, one.option),
        "lacking": list(one.lacking),
        **(dict.fromkeys(shares) if counted.withheld else shares),
        "place": one.place,
        "reason": str(one.reason),
    }


def _approvals(counted: Counted, option: str) -> dict[str, int | None]:
    withheld = counted.withheld
    return {one.college: None if one.college in withheld else one.approvals for one in counted.counts[option]}


def _taken(counted: Counted) -> Block:
    """A budget or seats: no majority, no share of approvals, no limit but the money or the seats."""
    detail = counted.detail
    assert isinstance(detail, BudgetOutcome | Seats | Elections)
    taken = _elected(counted, detail) if isinstance(detail, Elections) else _winners(counted, detail)
    stand = counted.asked.candidate_colleges if isinstance(detail, Elections) else {}
    nothing: Block = {"lacking": [], "smallest_share": None, "total_share": None, "weighted_share": None}
    return {
        "options": [
            {
                "letter": one,
                **({"college": stand[one]} if stand else {}),
                "approvals": _approvals(counted, one),
                **nothing,
                "place": taken.index(one) + 1 if detail.reasons[one] is Reason.ADOPTED else None,
                "reason": str(detail.reasons[one]),
            }
            for one in counted.asked.options
        ],
        "order": [],
        "adopted": list(taken),
    }


def _winners(counted: Counted, detail: BudgetOutcome | Seats) -> tuple[str, ...]:
    """Where a college is withheld not in their order either, for its papers made it too."""
    taken = detail.funded if isinstance(detail, BudgetOutcome) else detail.elected
    return tuple(one for one in counted.asked.options if one in taken) if counted.withheld else taken


def _elected(counted: Counted, detail: Elections) -> tuple[str, ...]:
    """Of a withheld college not in the order of their election: that would tell more than who has a seat."""
    listed: list[str] = []
    for own in detail.by_college:
        hidden = own.colleges[0] in counted.withheld
        listed += [one for one in counted.asked.options if one in own.elected] if hidden else own.elected
    return tuple(listed)


def _share(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


def _block(counted: Counted) -> Block:
    """The method's own figures; as if they were not there where a college is withheld, but for what has been decided."""
    if counted.detail is None:
        return {}
    if isinstance(counted.detail, Elections):
        return {"elections": _elections(counted, counted.detail)}
    block = _BLOCKS[type(counted.detail)](counted.detail)
    return _without_figures(block) if counted.withheld else block


def _elections(counted: Counted, elections: Elections) -> dict[str, Block]:
    """A withheld college takes nothing from what the others can tell: nobody else voted on its seats."""
    found = {own.colleges[0]: _seats(own) for own in elections.by_college}
    return {code: _without_figures(block) if code in counted.withheld else block for code, block in found.items()}


def _without_figures(block: Block) -> Block:
    kept: Block = {"empty": block["empty"]} if "empty" in block else {}
    return {**dict.fromkeys(block), **kept}


def _judged(judged: Judged) -> Block:
    return {"gauges": plain(judged.gauges), "gauges_by_college": plain(judged.gauges_by_college)}


def _ranked(ranked: RankedOutcome) -> Block:
    return {
        "schulze": {
            "duels": {one: dict(standing.votes) for one, standing in ranked.schulze.scores.items()},
            "chains": {one: dict(standing.chains) for one, standing in ranked.schulze.scores.items()},
            "order": plain(ranked.schulze.steps),
        },
        "irv": {"winner": ranked.irv.winners[0], "rounds": plain(ranked.irv.steps)},
        "differ": ranked.differ,
        "paper_weights": dict(ranked.weights),
    }


def _budget(budget: BudgetOutcome) -> Block:
    tally: Tally[Wanted, Share | Bought | Looked] = budget.equal_shares
    costs = {one: wanted.cost for one, wanted in tally.scores.items()}
    return {
        "shares": plain(tally.steps[0]),
        "votes": {one: wanted.votes for one, wanted in tally.scores.items()},
        "bought": plain([step for step in tally.steps if isinstance(step, Bought)]),
        "filled": plain([step for step in tally.steps if isinstance(step, Looked)]),
        "greedy": plain(budget.greedy.steps),
        "left_between": plain(budget.left_between),
        "by_college": plain(budget.colleges),
        "spent": plain(sum((costs[one] for one in budget.funded), Fraction(0))),
    }


def _seats(seats: Seats) -> Block:
    steps = seats.tally.steps
    return {
        "first": dict(seats.tally.scores),
        "quota": next(plain(step) for step in steps if isinstance(step, Quota)),
        "stages": [plain(step) for step in steps if isinstance(step, Stage)],
        "empty": seats.empty,
    }


_BLOCKS: dict[type, Callable[[Any], Block]] = {
    Judged: _judged,
    RankedOutcome: _ranked,
    BudgetOutcome: _budget,
    Seats: _seats,
}
