"""How it will be decided, stated beforehand: the rule of colleges, quorums, limit, seats, money."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.tallies.joined.rules import (
    FEWEST_COLLEGES,
    HEAVIEST,
    LIGHTEST,
    Fault,
    WrongWeights,
    check_parts,
    check_weights,
)
from consultations.votes.enums import BY_MAJORITY, SEVERAL, Completion, Method, Rule
from consultations.votes.models import Vote
from consultations.votes.selectors import colleges_of
from policylab.accounts.models import User
from policylab.core.errors import Refused
from policylab.core.numbers import number
from policylab.directory.enums import College

from ._preparation import locked_preparation

MOST_SEATS = 25


@dataclass(frozen=True)
class Stated:
    """Everything but the method, the paper and the roll. Only what the method needs may be said."""

    rule: Rule = Rule.EVERY_COLLEGE
    weights: Mapping[str, int] = field(default_factory=dict)
    quorums: Mapping[str, int] = field(default_factory=dict)
    adopt_at_most: int | None = None
    seats: int | None = None
    college_seats: Mapping[str, int] = field(default_factory=dict)
    money: Decimal | None = None
    currency: str = ""
    completion: str = ""
    money_shares: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def state_rule(*, user: User, vote: Vote, stated: Stated) -> Vote:
    vote = locked_preparation(user, vote)
    check_stated(vote, stated)
    for name, value in asdict(stated).items():
        setattr(vote, name, value)
    if vote.method not in BY_MAJORITY:
        vote.rule = Rule.ONE_PERSON_ONE_VOTE
    vote.save(update_fields=list(asdict(stated)))
    return vote


def stated_of(vote: Vote) -> Stated:
    return Stated(**{one.name: getattr(vote, one.name) for one in fields(Stated)})


def check_stated(vote: Vote, stated: Stated) -> None:
    """Asked again at the opening: plans and colleges may have changed since it was stated."""
    colleges = colleges_of(vote.phase.consultation)
    _require_quorums(colleges, stated.quorums)
    {Method.EQUAL_SHARES: _require_money, Method.STV: _require_seats}.get(Method(vote.method), _require_rule)(
        vote, colleges, stated
    )


def forget_what_is_not_asked(vote: Vote, method: Method) -> None:
    """Another method: what the new one does not ask for goes, a quorum stays."""
    vote.method = method
    if method not in BY_MAJORITY:
        vote.rule, vote.weights = Rule.ONE_PERSON_ONE_VOTE, {}
    if method not in SEVERAL:
        vote.adopt_at_most = None
    if method != Method.STV:
        vote.seats, vote.college_seats = None, {}
    if method != Method.EQUAL_SHARES:
        vote.money, vote.currency, vote.completion, vote.money_shares = None, "", "", {}
    vote.save()


def _require_rule(vote: Vote, colleges: Sequence[College], stated: Stated) -> None:
    if stated.rule == Rule.WEIGHTED_COLLEGES:
        try:
            check_weights(colleges, stated.weights)
        except WrongWeights as wrong:
            raise Refused(weights_in_words(wrong, stated.weights), field=_where("weight", wrong)) from wrong
    most = vote.options.count()
    limit = stated.adopt_at_most
    if limit is not None and not (vote.method in SEVERAL and 1 <= limit <= most):
        raise Refused(_("Say a number from 1 to the number of plans chosen, or leave it empty."), field="adopt_at_most")


def _require_money(vote: Vote, colleges: Sequence[College], stated: Stated) -> None:
    if stated.money is None or stated.money <= 0:
        raise Refused(_("Say how much money there is."), field="money")
    if not stated.currency or stated.completion not in Completion.values:
        raise Refused(_("Say in which currency, and what is done with the money left over."), field="completion")
    if stated.money_shares:
        try:
            check_parts(colleges, stated.money_shares)
        except WrongWeights as wrong:
            raise Refused(shares_in_words(wrong, stated.money_shares), field=_where("share", wrong)) from wrong


def _require_seats(vote: Vote, colleges: Sequence[College], stated: Stated) -> None:
    if stated.college_seats:
        _require_seats_of_colleges(vote, colleges, stated)
        return
    most = vote.options.count()
    if not stated.seats:
        raise Refused(_("Say how many seats are filled."), field="seats")
    if stated.seats >= most:
        raise Refused(
            ngettext(
                "There is %(count)s candidate: with as many seats there is nothing to choose.",
                "There are %(count)s candidates: with as many seats there is nothing to choose.",
                most,
            )
            % {"count": number(most)},
            field="seats",
        )


def _require_seats_of_colleges(vote: Vote, colleges: Sequence[College], stated: Stated) -> None:
    """Fewer candidates than seats leave seats empty, and preflight says so; a college with none has an empty paper."""
    if stated.seats or set(stated.college_seats) != set(colleges):
        raise Refused(_("Say how many seats each college fills."), field="seated")
    for college in colleges:
        if not 1 <= stated.college_seats[college] <= MOST_SEATS:
            sentence = _("%(college)s: say how many seats, from 1 to %(most)s.")
            raise Refused(sentence % {"college": college.label, "most": number(MOST_SEATS)}, field=f"seats_{college}")
    standing = vote.options.values_list("name", "college")
    if nowhere := next((name for name, college in standing if college not in colleges), None):
        raise Refused(
            _("Say for which college %(name)s stands: each elects its own.") % {"name": nowhere}, field="seated"
        )
    for college in colleges:
        if college not in {stands for _name, stands in standing}:
            sentence = _("%(college)s: nobody stands for its seats yet.")
            raise Refused(sentence % {"college": college.label}, field=f"seats_{college}")


def _require_quorums(colleges: Sequence[College], quorums: Mapping[str, int]) -> None:
    for college, part in quorums.items():
        if college not in colleges or not 1 <= part <= 100:
            raise Refused(_("A quorum is a part of the roll: from 1 to 100 per cent."), field=f"quorum_{college}")


def _where(what: str, wrong: WrongWeights) -> str:
    """The field of the college at fault, or the first question of the rule."""
    if wrong.college:
        return f"{what}_{wrong.college}"
    return "rule" if what == "weight" else "shared"


def weights_in_words(wrong: WrongWeights, weights: Mapping[str, int]) -> str:
    facts = {
        "college": College(wrong.college).label if wrong.college else "",
        "weight": number(weights.get(wrong.college, 0)),
        "least": LIGHTEST,
        "most": HEAVIEST,
        "fewest": FEWEST_COLLEGES,
        "sum": number(sum(weights.values())),
    }
    words = {
        Fault.TOO_FEW_COLLEGES: _("Weights need at least %(fewest)s colleges: with fewer, one decides alone."),
        Fault.TOO_LIGHT: _(
            "%(college)s: %(weight)s per cent are too few. Each college has at least %(least)s, so that none is there for show."
        ),
        Fault.TOO_HEAVY: _(
            "%(college)s: %(weight)s per cent are too many. Each college has at most %(most)s, so that none decides alone."
        ),
        Fault.SUM_NOT_100: _("The weights come to %(sum)s per cent together. They must come to 100."),
        Fault.NOT_ONE_EACH: _("Say a weight for each college."),
    }
    return words[wrong.fault] % facts


def shares_in_words(wrong: WrongWeights, shares: Mapping[str, int]) -> str:
    if wrong.fault == Fault.SUM_NOT_100:
        return _("The shares come to %(sum)s per cent together. They must come to 100.") % {
            "sum": number(sum(shares.values()))
        }
    return _("Say a share of the money for each college, above nothing.")
