"""How colleges are joined in an approval vote on this site: every college has a majority. (Every method: joined/.)

An option is adopted if in every college more than half of the papers cast approve it. Papers cast are all valid
papers, blank ones included: whoever hands in a blank paper has approved nothing, and that weighs like any other
paper; whoever does not vote weighs nothing. A college in which nobody voted gives no majority, hence nothing is
adopted: silence is not consent. If at most N may be adopted, those that passed are ordered by their share in the
college that likes them least, then by their share of all papers, then by the tie order published when the vote
opened; the first N are adopted.
"""

from __future__ import annotations

from .approval import count_approvals, count_papers
from .joined.deciding import by_share, decide
from .joined.rules import Joining
from .types import Outcome, TallyInput

EVERY_COLLEGE = "every_college"


def tally_every_college(given: TallyInput) -> Outcome:
    """Count the papers and decide; the steps carry every figure the decision rests on."""
    joining = Joining(given.colleges, adopt_at_most=given.adopt_at_most)
    return decide(joining, count_approvals(given), count_papers(given), by_share(joining, given.tie_order))


RULES = {EVERY_COLLEGE: tally_every_college}
