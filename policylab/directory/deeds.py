"""What a body did, as its page shows it: by kind, in the order of the loop."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from policylab.core.registries import DEEDS_AT_MOST, Deed


@dataclass(frozen=True)
class Deeds:
    step: int
    kind: str
    all: list[Deed]

    @property
    def has_more(self) -> bool:
        """Its source stopped counting: there may be older ones."""
        return len(self.all) >= DEEDS_AT_MOST


def grouped(deeds: Iterable[Deed]) -> list[Deeds]:
    return [
        Deeds(step, kind, list(of_kind))
        for (step, kind), of_kind in groupby(deeds, key=lambda deed: (deed.step, str(deed.kind)))
    ]
