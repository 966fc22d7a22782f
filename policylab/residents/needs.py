"""Slot: what a town's register is for. Filled by whoever counts residents; without a need none is read in, and none is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from policylab.directory.models import Organisation


@dataclass(frozen=True)
class Need:
    """`draft`: nothing is open yet, and maybe never will be."""

    title: str
    url: str
    language: str = ""
    draft: bool = False


# name -> function(town hall, now) giving what still needs the register; certified, called off or past it is needed no more.
needs: dict[str, Callable[[Organisation, datetime], list[Need]]] = {}


def needs_of(body: Organisation, now: datetime) -> list[Need]:
    return [need for source in needs.values() for need in source(body, now)]
