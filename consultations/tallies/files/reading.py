"""Open a file by the end of its name, and see its papers as the method at hand asks for them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from consultations.tallies.ballots import Approved, Graded, Ranked

from .abif import read_abif
from .election import BrokenFile, Election, Kind, WrongPapers
from .pabulib import read_pabulib
from .preflib import SUFFIXES, read_preflib

KNOWN = (".pb", *SUFFIXES, ".abif")


def read_election(path: Path) -> Election:
    """OSError where it cannot be opened, BrokenFile where it is broken."""
    suffix = path.suffix.lower()
    if suffix not in KNOWN:
        raise WrongPapers(f"a file of votes ends in one of {' '.join(KNOWN)}")
    text = _decode(path.read_bytes())
    if suffix == ".pb":
        return read_pabulib(text)
    return read_abif(text) if suffix == ".abif" else read_preflib(text, suffix)


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenFile(content.count(b"\n", 0, error.start) + 1, "this is not UTF-8 text") from error


def as_approved(election: Election) -> Counter[Approved]:
    """Points: those given any. A ranking: those named, unless everybody names all."""
    if election.kind is Kind.RANKED and all(len(_named(paper)) == len(election.names) for paper in election.papers):
        raise WrongPapers("every paper ranks every option, so none says which it approves")
    found: Counter[Approved] = Counter()
    for paper, number in election.papers.items():
        found[_approved(paper, election.kind)] += number
    return found


def _approved(paper: object, kind: Kind) -> Approved:
    if kind is Kind.POINTS:
        return frozenset(option for option, points in paper if points)  # type: ignore[attr-defined]
    return _named(paper) if kind is Kind.RANKED else paper  # type: ignore[arg-type, return-value]


def _named(paper: Ranked) -> frozenset[str]:
    return frozenset().union(*paper)


def as_ranked(election: Election) -> Counter[Ranked]:
    """Points: more before less. Approval: all approved, equal, before the rest."""
    found: Counter[Ranked] = Counter()
    for paper, number in election.papers.items():
        found[_ranked(paper, election.kind)] += number
    return found


def _ranked(paper: object, kind: Kind) -> Ranked:
    if kind is Kind.RANKED:
        return paper  # type: ignore[return-value]
    if kind is Kind.APPROVED:
        return (paper,) if paper else ()  # type: ignore[return-value]
    tiers: dict[int, set[str]] = {}
    for option, points in paper:  # type: ignore[attr-defined]
        tiers.setdefault(points, set()).add(option)
    return tuple(frozenset(tiers[points]) for points in sorted(tiers, reverse=True))


def as_graded(election: Election) -> Counter[Graded]:
    """Only points are grades: a rank says nothing of how good an option is found."""
    if election.kind is not Kind.POINTS:
        raise WrongPapers("majority judgement asks for points or scores on the papers, and there are none")
    return Counter(election.papers)


def as_answers(election: Election) -> Counter[str]:
    """One text, two options: the first is yes, the second no; who puts neither before the other abstains."""
    if len(election.names) != 2:
        raise WrongPapers(f"yes or no asks for two options, the first of them yes; there are {len(election.names)}")
    yes, no = election.options
    found: Counter[str] = Counter()
    for paper, number in as_ranked(election).items():
        first = next((tier for tier in paper if tier & {yes, no}), frozenset())
        found["abstain" if first >= {yes, no} or not first else "yes" if yes in first else "no"] += number
    return found
