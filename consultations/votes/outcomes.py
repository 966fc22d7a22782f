"""A vote as its count takes it: what was stated beforehand, and every paper, as plain data. What comes of it is frozen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from consultations.tallies.counting import Asked, CollegeRoll, Counted, count
from consultations.tallies.notation import Choices, Typed, as_paper, canonical
from policylab.directory.enums import College

from .enums import Method
from .models import Ballot, NamedVote, Option, Vote
from .selectors import college_states


def asked_of(vote: Vote, options: Sequence[Option]) -> Asked:
    """With the rolls as they stand: at closing they move no more."""
    budget = vote.method == Method.EQUAL_SHARES
    return Asked(
        method=vote.method,
        options=tuple(option.letter for option in options),
        colleges=tuple(CollegeRoll(one.college, one.secrecy, one.roll_size, one.voted) for one in college_states(vote)),
        seed=vote.seed,
        rule=vote.rule,
        weights=vote.weights,
        quorums={college: per_cent for college, per_cent in vote.quorums.items() if per_cent},
        adopt_at_most=vote.adopt_at_most,
        seats=vote.seats,
        college_seats={code: vote.college_seats[code] for code in College.values if code in vote.college_seats},
        candidate_colleges={option.letter: option.college for option in options if vote.college_seats},
        costs={option.letter: Fraction(option.cost) for option in options if budget and option.cost is not None},
        money=None if vote.money is None else Fraction(vote.money),
        currency=vote.currency,
        money_shares=vote.money_shares,
        completion=vote.completion,
    )


def choices_of(asked: Asked, cast: Iterable[Ballot | NamedVote]) -> list[Choices]:
    """In the one form; MalformedTally where a stored paper is none of this vote."""
    return [canonical(asked.method, asked.on_paper(one.college), one.choices) for one in cast]


def count_papers(asked: Asked, cast: Iterable[tuple[str, Choices]]) -> Counted:
    """Each paper with its college. Only the clock asks, in `run_due`: for a large budget this takes seconds."""
    from consultations.tallies.equal_shares_search import find_raises  # here: no web process needs numpy

    papers: dict[str, Counter[Typed]] = defaultdict(Counter)
    for college, choices in cast:
        papers[college][as_paper(asked.method, choices)] += 1
    return count(asked, papers, search=find_raises)
