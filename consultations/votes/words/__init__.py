"""The frozen outcome in words, made from its figures (Result.outcome) and nothing else; a file for each method."""

from .lines import PlanResult, short_name
from .papers import paper_in_words
from .seats import became_of, seats_of
from .told import Told, blank_papers, papers_cast, quorum_words, tell, withheld_words
from .whole import because, headline, in_figures, panels, parting, why_not

__all__ = [
    "PlanResult",
    "Told",
    "became_of",
    "because",
    "blank_papers",
    "headline",
    "in_figures",
    "panels",
    "paper_in_words",
    "papers_cast",
    "parting",
    "quorum_words",
    "seats_of",
    "short_name",
    "tell",
    "why_not",
    "withheld_words",
]
