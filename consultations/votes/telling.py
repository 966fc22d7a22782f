"""What follows an act in a vote: who follows the consultation is told. Runs after commit, and may fail by itself."""

from .models import Result, Vote


def vote_opened(vote: Vote) -> None:
    pass


def vote_counted(result: Result) -> None:
    pass
