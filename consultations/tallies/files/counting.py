"""Count what a file holds by the method named: what `manage.py tally` does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from consultations.tallies.approval import approval
from consultations.tallies.ballots import digest, draw
from consultations.tallies.budgets import Budget, count_votes
from consultations.tallies.equal_shares import Completion
from consultations.tallies.equal_shares_search import equal_shares_quickly
from consultations.tallies.greedy import greedy
from consultations.tallies.irv import irv
from consultations.tallies.majority_judgement import majority_judgement
from consultations.tallies.schulze import schulze
from consultations.tallies.stv import stv
from consultations.tallies.tally import Tally
from consultations.tallies.yes_no import yes_no

from .election import Election, Kind, WrongPapers
from .reading import as_answers, as_approved, as_graded, as_ranked

MOST_GRADES = 101  # per cent, say


@dataclass(frozen=True)
class Wish:
    """What the method is to know beside the papers; `seed` is what was announced for ties."""

    seats: int = 1
    completion: Completion = Completion.ADD1_GREEDY
    seed: str = ""


def _ties(election: Election, wish: Wish) -> tuple[str, ...]:
    return draw(election.options, seed=wish.seed, choices=digest(election.papers))


def _yes_no(election: Election, wish: Wish) -> Tally:
    return yes_no(as_answers(election), text=election.options[0])


def _approval(election: Election, wish: Wish) -> Tally:
    return approval(election.options, as_approved(election), tie_order=_ties(election, wish), seats=wish.seats)


def _majority_judgement(election: Election, wish: Wish) -> Tally:
    papers = as_graded(election)
    grades = 1 + max((grade for paper in papers for _, grade in paper), default=0)
    if grades > MOST_GRADES:
        raise WrongPapers(f"majority judgement asks for a few grades, and here are points up to {grades - 1}")
    ties = _ties(election, wish)
    return majority_judgement(election.options, papers, tie_order=ties, grades=max(grades, 5), seats=wish.seats)


def _schulze(election: Election, wish: Wish) -> Tally:
    return schulze(election.options, as_ranked(election), tie_order=_ties(election, wish), seats=wish.seats)


def _irv(election: Election, wish: Wish) -> Tally:
    return irv(election.options, as_ranked(election), tie_order=_ties(election, wish))


def _stv(election: Election, wish: Wish) -> Tally:
    return stv(election.options, as_ranked(election), seats=wish.seats, tie_order=_ties(election, wish))


def _equal_shares(election: Election, wish: Wish) -> Tally:
    return equal_shares_quickly(_budget(election, wish), completion=wish.completion)


def _greedy(election: Election, wish: Wish) -> Tally:
    given = _budget(election, wish)
    votes = _points(election) if election.kind is Kind.POINTS else given.votes
    ties, least = given.tie_order, election.threshold
    return greedy(given.costs, votes, budget=given.money, tie_order=ties, threshold=least)


def _budget(election: Election, wish: Wish) -> Budget:
    if not election.costs:
        raise WrongPapers("a budget asks for costs, and only a .pb file has them")
    return Budget(election.costs, as_approved(election), election.budget, _ties(election, wish))


def _points(election: Election) -> dict[str, int]:
    votes = count_votes(election.options, {})
    for paper, number in election.papers.items():
        for option, points in paper:
            votes[option] += points * number
    return votes


METHODS: dict[str, Callable[[Election, Wish], Tally]] = {
    "yes_no": _yes_no,
    "approval": _approval,
    "majority_judgement": _majority_judgement,
    "schulze": _schulze,
    "irv": _irv,
    "equal_shares": _equal_shares,
    "greedy": _greedy,
    "stv": _stv,
}
WITH_SEATS = ("approval", "majority_judgement", "schulze", "stv")


def count(election: Election, method: str, wish: Wish) -> Tally:
    """WrongPapers where the file, or the wish, is none for this method."""
    if wish.seats != 1 and method not in WITH_SEATS:
        raise WrongPapers(f"--seats is for {', '.join(WITH_SEATS)}")
    if not 1 <= wish.seats <= len(election.names):
        raise WrongPapers(f"{wish.seats} seats, and there are {len(election.names)} options")
    return METHODS[method](election, wish)
