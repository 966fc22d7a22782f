"""What papers look like to the methods, and lots that nobody can steer.

A method is handed papers as a mapping from what stands on a paper to how many people handed in just that. So the order
of papers cannot matter: there is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TypeVar

Approved = frozenset[str]  # the options approved; none of them: a blank paper
Ranked = tuple[frozenset[str], ...]  # best first, equals together; who is not named stands behind all who are
Graded = frozenset[tuple[str, int]]  # option and grade, 0 the worst; who is not named has the worst
Chosen = TypeVar("Chosen", Approved, Ranked, Graded, str)


def digest(papers: Mapping[Chosen, int]) -> str:
    """One digest for all that was chosen, sorted; no person, time or number of a ballot goes into it."""
    lines = sorted(json.dumps([_plain(paper), number], ensure_ascii=False) for paper, number in papers.items())
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def draw(options: Iterable[str], *, seed: str, choices: str) -> tuple[str, ...]:
    """The order that breaks ties: by SHA-256 of the seed announced beforehand, the digest of all choices, the option.

    Who fixes the seed does not know the choices yet; who casts a paper would have to know all others to steer the lot.
    """
    return tuple(sorted(options, key=lambda option: hashlib.sha256(f"{seed}\n{choices}\n{option}".encode()).digest()))


def _plain(paper: object) -> object:
    if isinstance(paper, frozenset):
        return sorted(_plain(one) for one in paper)  # type: ignore[type-var]
    return [_plain(one) for one in paper] if isinstance(paper, tuple) else paper
