"""Yes or no on one text: what is said of one paper, and the count."""

from .joining import by_majority, by_share

# Yes or no -----------------------------------------------------------------------------------------------------------


def paper_of(cell, letters):
    """The answer; None if it is no paper of this vote. A blank one abstains."""
    return {"yes": "yes", "no": "no", "": "abstain"}.get(cell) if len(letters) == 1 else None


def count(manifest, papers, ties, reached):
    text = manifest["options"][0]["letter"]
    return by_majority(
        manifest, papers, reached, lambda cell: [text] if cell == "yes" else [], by_share(manifest, ties)
    )


def rule_in_words():
    return "The text needs more yes than no"
