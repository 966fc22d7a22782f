"""The rule in clear, made from what was stated beforehand: it stands on every page of a vote, from preparing on."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core.numbers import amount, number, percent
from policylab.directory.enums import College

from .enums import SEVERAL, Completion, Method, Rule
from .models import Vote
from .words.shares import listed


def rule_of(vote: Vote) -> list[str]:
    """One sentence after the other, in the order in which things happen at the count."""
    method = Method(vote.method)
    how = {Method.EQUAL_SHARES: _budget, Method.STV: _seats}.get(method, _majority)
    return [sentence for sentence in (*how(vote), *_quorum(vote), _blank(method), *_lot(vote, method)) if sentence]


def by_college(parts: Mapping[str, int]) -> str:
    """ "Citizens 40%, Public authorities 30%", in the one order in which colleges are shown."""
    # Translators: one item of a list: "Citizens 40%"
    item = _("%(college)s %(share)s")
    named = [item % {"college": one.label, "share": percent(parts[one])} for one in College if one in parts]
    return listed(named)


def seats_by_college(seats: Mapping[str, int]) -> str:
    """ "Citizens 2, Public authorities 1"."""
    # Translators: one item of a list: "Citizens 2", a college and its seats
    item = _("%(college)s %(seats)s")
    named = [item % {"college": one.label, "seats": number(seats[one])} for one in College if one in seats]
    return listed(named)


def _majority(vote: Vote) -> list[str]:
    [apart, approves], passes = _in_a_college(vote), _passes(vote)
    sentences = {
        Rule.EVERY_COLLEGE: [apart, approves, passes],
        Rule.WEIGHTED_COLLEGES: [approves, passes],
        Rule.ONE_PERSON_ONE_VOTE: [passes, approves, _("A plan is adopted if that one college approves it.")],
    }[Rule(vote.rule)]
    return sentences + (_limit(vote) if vote.method in SEVERAL else [])


def _in_a_college(vote: Vote) -> list[str]:
    approves = {
        Method.YES_NO: _("A college approves the plan if more than half of its papers with yes or no say yes."),
        Method.APPROVAL: _(
            "A college approves a plan if more than half of its papers that tick anything tick this plan."
        ),
        Method.MAJORITY_JUDGEMENT: _(
            "A college approves a plan if more than half of its papers that grade anything grade this plan Good or better."
        ),
        Method.SCHULZE: _(
            "A college approves a plan if more than half of its papers that rank anything rank this plan above None of these."
        ),
    }[Method(vote.method)]
    return [
        _("Each college counts its papers by itself, so that a large college does not drown a small one."),
        approves,
    ]


def _passes(vote: Vote) -> str:
    if vote.rule == Rule.EVERY_COLLEGE:
        return _(
            "A plan is adopted if every college approves it. Where no paper of a college says anything, nothing is adopted."
        )
    if vote.rule == Rule.WEIGHTED_COLLEGES:
        return _(
            "The share of each college counts by its weight: %(weights)s. A plan is adopted if that comes to more than half."
        ) % {"weights": by_college(vote.weights)}
    return _(
        "One person, one vote: papers of all colleges are counted as one college. Each person votes once, and each organisation."
    )


def _limit(vote: Vote) -> list[str]:
    if not vote.adopt_at_most:
        return []
    first = ngettext(
        "At most %(limit)s plan is adopted.", "At most %(limit)s plans are adopted.", vote.adopt_at_most
    ) % {"limit": number(vote.adopt_at_most)}
    few = _(
        "A college in which fewer than 5 vote with separated ballots has no say in this order: "
        "from it one could tell how they voted."
    )
    if vote.method == Method.SCHULZE:
        return [
            first,
            _("Those that pass are taken in the order in which all papers together rank them (Schulze)."),
            few,
        ]
    order = {
        Rule.EVERY_COLLEGE: _(
            "First comes the plan with the larger share where it is liked least, then the larger of all papers."
        ),
        Rule.WEIGHTED_COLLEGES: _(
            "First comes the plan with the larger weighted share, then the larger of all papers."
        ),
        Rule.ONE_PERSON_ONE_VOTE: _("First comes the plan with the larger share of all papers."),
    }[Rule(vote.rule)]
    return [first, order, few]


def _budget(vote: Vote) -> list[str]:
    left = {
        Completion.NONE: _("What is left over is not spent."),
        Completion.ADD1: _("What is left over raises all parts, step by step, as long as the sum is kept."),
        Completion.ADD1_EXHAUSTIVE: _(
            "What is left over raises all parts, step by step, until nothing that anybody wants would still fit."
        ),
        Completion.ADD1_GREEDY: _(
            "What is left over raises all parts, step by step; the rest goes to the plans with most voters that still fit."
        ),
    }
    whose = (
        _("Each college has a stated part of it, its voters the same part each: %(shares)s.")
        % {"shares": by_college(vote.money_shares)}
        if vote.money_shares
        else _("Each voter has the same part of it, whichever their college.")
    )
    return [
        _("There are %(money)s to share out.") % {"money": amount(vote.money, vote.currency)} if vote.money else "",
        whose,
        _("A plan is paid for by those who want it, as equally as they can. First comes the plan that asks least of each."),
        left[Completion(vote.completion)] if vote.completion else "",
    ]  # fmt: skip


def _seats(vote: Vote) -> list[str]:
    seats = vote.seats or 0
    whose = [
        ngettext("%(count)s seat is filled.", "%(count)s seats are filled.", seats) % {"count": number(seats)},
        _("Papers of all colleges are counted together, by the single transferable vote (Scottish rules)."),
    ]
    if vote.college_seats:
        whose = [
            _("Each college elects its own seats: %(seats)s.") % {"seats": seats_by_college(vote.college_seats)},
            _(
                "Its papers name its own candidates and are counted apart, by the single transferable vote (Scottish rules)."
            ),
        ]
    return [
        *whose,
        _(
            "Whoever reaches the quota is elected; what they have over goes on to the next name on those papers. If nobody "
            "does, the last one leaves, and their papers go on."
        ),
        _(
            "When as many are left as there are seats, they have them, with whatever votes they have. Where no paper ranks "
            "anybody the seats stay empty."
        ),
    ]


def _quorum(vote: Vote) -> list[str]:
    if not vote.quorums:
        return []
    sentence = _("Of those on the roll so many must have voted: %(parts)s. Where they have not, nothing is decided.")
    if vote.college_seats:
        sentence = _(
            "Of those on the roll so many must have voted: %(parts)s. Where they have not, the seats of that college stay empty."
        )
    return [sentence % {"parts": by_college(vote.quorums)}]


def _blank(method: Method) -> str:
    if method == Method.YES_NO:
        return _("Who abstains has voted, and counts for the turnout; their paper weighs nothing.")
    return _("A blank paper is cast and counts for the turnout; it weighs nothing.")


def _lot(vote: Vote, method: Method) -> list[str]:
    """Of one text, half is not a majority: nothing there is level."""
    if method == Method.YES_NO:
        return []
    lot = _(
        "What is level in all this is decided by lot. The lot is drawn from a number published at the opening and from all "
        "papers together, so that nobody can steer it and everybody can draw it again."
    )
    return [lot, _("That number is %(seed)s.") % {"seed": vote.seed}] if vote.seed else [lot]
