"""What changes votes. Each service is atomic, takes its lock, then reads the clock and asks who may."""

from .casting import cast_ballot, cast_named_vote, find_own_ballot, hand_out_code
from .closing import close_due_votes, close_vote
from .opening import open_vote
from .preparing import prepare_vote, set_roll

__all__ = [
    "cast_ballot",
    "cast_named_vote",
    "close_due_votes",
    "close_vote",
    "find_own_ballot",
    "hand_out_code",
    "open_vote",
    "prepare_vote",
    "set_roll",
]
