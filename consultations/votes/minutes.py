"""The minutes of a vote: what was asked, who could answer, what came of it, and who vouches for it.

From frozen figures alone, in the words of the result page: what is withheld there is withheld here.
"""

from typing import Any

from django.utils.translation import gettext as _

from policylab.core import dates

from .afterwards import certification_of, standing_words
from .models import Vote
from .papers import ASKED
from .report import counted_facts
from .selectors import options_of
from .words import quorum_words, tell


def minutes_of(vote: Vote) -> dict[str, Any]:
    told = tell(vote, options_of(vote))
    certification = certification_of(vote)
    return {
        "told": counted_facts(vote),
        "question": ASKED[vote.method],
        "method": vote.get_method_display(),
        "dates": _dates(vote),
        "quorums": quorum_words(told),
        "standing": standing_words(vote),
        "certification": certification,
        "incidents": certification.incidents if certification else "",
        "command": f"python3 recount.py vote-{vote.ref}.zip --sha256 {vote.result.package_digest}",
    }


def _dates(vote: Vote) -> list[tuple[str, str]]:
    phase = vote.phase
    moments = [
        (_("The vote was opened"), vote.opened_at),
        (_("Voting began"), phase.opens_at),
        (_("Voting ended"), phase.closes_at),
        (_("Counted"), vote.result.counted_at),
    ]
    return [(label, dates.write(moment)) for label, moment in moments if moment]
