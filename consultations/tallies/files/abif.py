"""ABIF, rankings and scores as people write them in a mail: `42:Memph>Nash>Chat`, `27:A/5,B/3`, `3:A=C`.

Aggregated Ballot Information Format, github.com/electorama/abif (abif-v0.02.ebnf). Where papers carry scores, the scores
count and not the signs between; a file has them on all its papers or on none.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from .election import BrokenFile, Election, Kind, a_number

_NAME = r"(?:\[[^\[\]]+\]|[^\s\[\]{}#:=>,/*]+)"
_CANDIDATE = re.compile(rf"=?\s*({_NAME})\s*:\s*\[([^\[\]]+)\]")
_CHOICE = re.compile(rf"\s*({_NAME})\s*(?:/\s*(\d+)\s*)?([>=,]|$)")


class _Choice(NamedTuple):
    option: str
    points: str
    then: str  # the sign before the next one


def read_abif(text: str) -> Election:
    names: dict[str, str] = {}
    papers: dict[Kind, Counter] = {Kind.RANKED: Counter(), Kind.POINTS: Counter()}
    for number, written in enumerate(text.splitlines(), start=1):
        line = written.partition("#")[0].strip()
        if not line or line.startswith("{"):
            continue
        if match := _CANDIDATE.fullmatch(line):
            names[match[1].strip("[]")] = match[2]
            continue
        count, choices = _read_line(line, number)
        kind, paper = _paper(choices, number)
        papers[kind][paper] += count
        if all(papers.values()):
            raise BrokenFile(number, "some papers of this file carry scores, and some do not")
        for choice in choices:
            names.setdefault(choice.option, choice.option)
    kind = Kind.POINTS if papers[Kind.POINTS] else Kind.RANKED
    if not papers[kind]:
        raise BrokenFile(max(len(text.splitlines()), 1), "the file ends without a paper such as “42:A>B”")
    return Election(kind=kind, names=names, papers=papers[kind])


def _read_line(line: str, number: int) -> tuple[int, list[_Choice]]:
    count, colon, rest = line.partition(":")
    rest = re.sub(r":\s*\{.*\}$", "", rest)  # what a line may say about itself
    choices, at = [], 0
    while colon and rest.strip() and (match := _CHOICE.match(rest, at)):
        choices.append(_Choice(match[1].strip("[]"), match[2] or "", match[3]))
        at = match.end()
        if not match[3]:
            break
    if at < len(rest) or not choices or choices[-1].then:
        raise BrokenFile(number, "a paper looks like “42:A>B=C” or “42:A/5,B/3”, how many voters first")
    if len({one.option for one in choices}) < len(choices):
        raise BrokenFile(number, "an option stands on this paper twice")
    return a_number(count.strip(), number, "the number of voters", least=1), choices


def _paper(choices: list[_Choice], number: int) -> tuple[Kind, object]:
    if all(one.points for one in choices):
        return Kind.POINTS, frozenset((one.option, a_number(one.points, number, "a score")) for one in choices)
    if any(one.points or one.then == "," for one in choices):
        raise BrokenFile(number, "some options of this paper carry a score, and some do not")
    tiers: list[set[str]] = [set()]
    for one in choices:
        tiers[-1].add(one.option)
        if one.then == ">":
            tiers.append(set())
    return Kind.RANKED, tuple(frozenset(tier) for tier in tiers)
