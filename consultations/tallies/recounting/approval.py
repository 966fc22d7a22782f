"""Approval: what is said of one paper, and the count."""

from .joining import by_majority, by_share

# Approval ------------------------------------------------------------------------------------------------------------


def paper_of(cell, letters):
    """The letters approved, sorted; None if it is no paper of this vote."""
    chosen = cell.split(" ") if cell else []
    return chosen if chosen == sorted(set(chosen)) and set(chosen) <= set(letters) else None


def count(manifest, papers, ties, reached):
    return by_majority(manifest, papers, reached, lambda cell: cell.split(" "), by_share(manifest, ties))


def rule_in_words():
    return "An option needs more than half of the papers that approve anything"
