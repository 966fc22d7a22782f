"""Commitments as rows of the table: each of the Four Co's has its rows, or its empty place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from proposals.enums import Co
from proposals.models import Commitment
from proposals.selectors import college_of_commitment


@dataclass(frozen=True)
class CommitmentRow:
    co: Co
    commitment: Commitment | None = None
    college: str = ""
    is_mine: bool = False


def commitment_rows(commitments: Iterable[Commitment], taken: set[str], user: Any = None) -> list[CommitmentRow]:
    rows = [
        CommitmentRow(
            Co(given.co), given, college_of_commitment(given) or "", bool(user) and given.made_by_id == user.pk
        )
        for given in commitments
    ]
    rows += [CommitmentRow(co) for co in Co if co not in taken]
    return sorted(rows, key=lambda row: list(Co).index(row.co))
