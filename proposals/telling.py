"""What follows an act on a plan: who follows it is told, search learns of it. Runs after commit, and may fail by itself."""

from .models import Commitment, Proposal, Version


def plan_published(version: Version) -> None:
    pass


def version_published(version: Version) -> None:
    pass


def plan_withdrawn(proposal: Proposal) -> None:
    pass


def commitment_made(commitment: Commitment) -> None:
    pass
