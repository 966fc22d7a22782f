"""What changes votes. Each service is atomic, takes its lock, then reads the clock and asks who may."""

from ._colleges import require_chosen
from .casting import cast_ballot, cast_named_vote, find_own_ballot, hand_out_code
from .certifying import annul_vote, certify_vote
from .choosing import choose_college
from .closing import close_due_votes, close_vote
from .enrolling import enter_roll
from .forgetting import delete_due_marks
from .from_plans import prepare_from_plans
from .opening import open_vote
from .preparing import Candidate, choose_method, choose_plans, name_candidates, prepare_vote, set_roll
from .stating import Stated, state_rule

__all__ = [
    "Candidate",
    "Stated",
    "annul_vote",
    "cast_ballot",
    "cast_named_vote",
    "certify_vote",
    "choose_college",
    "choose_method",
    "choose_plans",
    "close_due_votes",
    "close_vote",
    "delete_due_marks",
    "enter_roll",
    "find_own_ballot",
    "hand_out_code",
    "name_candidates",
    "open_vote",
    "prepare_from_plans",
    "prepare_vote",
    "require_chosen",
    "set_roll",
    "state_rule",
]
