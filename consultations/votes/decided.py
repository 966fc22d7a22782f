"""What a vote said, for those below who know no vote: of one plan to the officer who answers it, of all to the promise check."""

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation
from proposals.answers import Decision
from proposals.models import Proposal

from .afterwards import annulled_words, headlined, is_annulled
from .enums import VoteStatus
from .models import Option
from .selectors import options_of, shown_votes
from .words import headline, tell, why_not


def decision_on(plan: Proposal) -> Decision | None:
    """In the words of the result page; nothing before the vote is counted. Of an annulled vote that it was, and why."""
    rows = Option.objects.filter(version__proposal=plan, vote__status=VoteStatus.COUNTED)
    rows = rows.select_related("vote__result", "vote__annulment", "vote__phase__consultation")
    own = rows.order_by("-vote__phase__closes_at").first()
    if own is None:
        return None
    vote = own.vote
    told = tell(vote, options_of(vote))
    result = next(one for one in told.plans if one.option.pk == own.pk)
    annulled = annulled_words(vote)
    return Decision(
        headline=headlined(vote, headline(told)),
        letter=result.letter,
        outcome=_("The vote was annulled") if annulled else result.outcome,
        reasons=[annulled] if annulled else why_not(result, told),
        url=reverse("votes:result", args=[vote.phase.consultation.ref]),
    )


def adopted_in(consultation: Consultation) -> set[int] | None:
    """The plans its counted votes adopted, by pk; None before one is counted; an annulled vote adopts nothing.

    Asks nothing the report has read."""
    counted = [
        vote for vote in shown_votes([consultation]) if vote.status == VoteStatus.COUNTED and not is_annulled(vote)
    ]
    decided = [(option, vote.result.outcome["adopted"]) for vote in counted for option in options_of(vote)]
    kept = {option.version.proposal_id for option, adopted in decided if option.version and option.letter in adopted}
    return kept if counted else None
