"""What changes plans. Each service is atomic, takes the plan's lock, then reads the clock and asks who may."""

from .answering import answer_proposal, answer_round
from .backing import count_comments, forget_supports, support_proposal, withdraw_support
from .commitments import make_commitment, withdraw_commitment
from .drafts import discard_draft, draft_proposal, forget_drafts, open_draft, place_draft, save_draft
from .publishing import publish_proposal, revise_proposal, withdraw_proposal
from .rounds import end_round, open_round, pause_round, resume_round, set_windows

__all__ = [
    "answer_proposal",
    "answer_round",
    "count_comments",
    "discard_draft",
    "draft_proposal",
    "end_round",
    "forget_drafts",
    "forget_supports",
    "make_commitment",
    "open_draft",
    "open_round",
    "pause_round",
    "place_draft",
    "publish_proposal",
    "resume_round",
    "revise_proposal",
    "save_draft",
    "set_windows",
    "support_proposal",
    "withdraw_commitment",
    "withdraw_proposal",
    "withdraw_support",
]
