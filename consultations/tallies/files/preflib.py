"""PrefLib's rankings: `.soc .soi` strict, `.toc .toi` with equal ranks; `.soc .toc` complete, `.soi .toi` perhaps not.

Nicholas Mattei and Toby Walsh, «PrefLib: A Library for Preferences», ADT 2013; the header of 2022, preflib.org/format.
"""

from __future__ import annotations

import re
from collections import Counter

from consultations.tallies.ballots import Ranked

from .election import BrokenFile, Election, Kind, a_number

SUFFIXES = (".soc", ".soi", ".toc", ".toi")
_HEADER = re.compile(r"# ?([A-Z][A-Z ]*?)(?: (\d+))?: ?(.*)")
_TIER = re.compile(r"\{[^{}]*\}|[^{},]+")
_RANKING = re.compile(r"\s*({tier}\s*(,\s*{tier}\s*)*)?".format(tier=r"(\{[\s\d,]*\}|\d+)"))


def read_preflib(text: str, suffix: str) -> Election:
    """`suffix` says which of the four it is."""
    names: dict[str, str] = {}
    papers: Counter[Ranked] = Counter()
    stated: dict[str, tuple[int, int]] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            _read_header(line, number, names, stated)
        elif line.strip():
            count, paper = _read_paper(line, number, names, suffix)
            papers[paper] += count
    _compare(stated, names, papers, len(lines))
    return Election(kind=Kind.RANKED, names=names, papers=papers)


def _read_header(line: str, number: int, names: dict[str, str], stated: dict[str, tuple[int, int]]) -> None:
    match = _HEADER.fullmatch(line.rstrip())
    if not match:
        return  # a comment
    key, which, value = match.groups()
    if key == "ALTERNATIVE NAME" and which:
        if which in names:
            raise BrokenFile(number, f"alternative {which} is named a second time")
        names[which] = value
    elif key in ("NUMBER ALTERNATIVES", "NUMBER VOTERS"):
        stated[key] = (number, a_number(value.strip(), number, key.lower()))


def _read_paper(line: str, number: int, names: dict[str, str], suffix: str) -> tuple[int, Ranked]:
    count, colon, ranking = line.partition(":")
    if not colon or not _RANKING.fullmatch(ranking):
        raise BrokenFile(number, "a ranking looks like “12: 3,1,{2,4}”, how many voters first")
    tiers = [frozenset(re.findall(r"\d+", tier)) for tier in _TIER.findall(ranking)]
    paper = tuple(tier for tier in tiers if tier)
    named = re.findall(r"\d+", ranking)
    for one in named:
        if one not in names:
            raise BrokenFile(number, f"alternative {one} has no “# ALTERNATIVE NAME {one}:” line above")
    if len(set(named)) < len(named):
        raise BrokenFile(number, "an alternative stands in this ranking twice")
    if suffix.startswith(".s") and any(len(tier) > 1 for tier in paper):
        raise BrokenFile(number, f"equal ranks have no place in a {suffix} file")
    if suffix.endswith("c") and len(named) < len(names):
        raise BrokenFile(number, f"every ranking of a {suffix} file is complete, this one is not")
    return a_number(count.strip(), number, "the number of voters", least=1), paper


def _compare(stated: dict[str, tuple[int, int]], names: dict[str, str], papers: Counter[Ranked], last: int) -> None:
    """What the header says there is against what there is."""
    if not names:
        raise BrokenFile(max(last, 1), "the file ends without an “# ALTERNATIVE NAME 1:” line")
    found = {"NUMBER ALTERNATIVES": len(names), "NUMBER VOTERS": sum(papers.values())}
    for key, (number, value) in stated.items():
        if found[key] != value:
            raise BrokenFile(number, f"{key.lower()} is {value} here, and {found[key]} are in the file")
