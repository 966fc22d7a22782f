"""What an officer said of a result once it was counted: that it stands, or that it does not count. In words, for every reader.

Where a result is told and the vote was annulled, this comes first: the count stays readable, and decides nothing.
"""

from django.utils.translation import gettext as _

from policylab.core import dates

from .models import Annulment, Certification, Vote


def certification_of(vote: Vote) -> Certification | None:
    return getattr(vote, "certification", None)


def annulment_of(vote: Vote) -> Annulment | None:
    return getattr(vote, "annulment", None)


def is_annulled(vote: Vote) -> bool:
    return annulment_of(vote) is not None


def headlined(vote: Vote, counted: str) -> str:
    """The headline of a result, wherever one is told."""
    if not is_annulled(vote):
        return counted
    return _("This vote was annulled. Counted was: %(headline)s") % {"headline": counted}


def annulled_words(vote: Vote) -> str:
    """When and why, in one sentence; nothing where it was not."""
    annulment = annulment_of(vote)
    if annulment is None:
        return ""
    return _("Annulled on %(when)s: %(reason)s") % {
        "when": dates.write(annulment.at, "date"), "reason": annulment.reason,
    }  # fmt: skip


def standing_words(vote: Vote) -> str:
    """How it stands with the result, by the body that ran the vote."""
    found, body = annulment_of(vote) or certification_of(vote), vote.phase.consultation.organisation.name
    if found is None:
        return _("The result is not certified yet.")
    facts = {"when": dates.write(found.at), "body": body}
    if is_annulled(vote):
        return _("%(body)s annulled this vote on %(when)s.") % facts
    return _("The result was certified on %(when)s by %(body)s.") % facts
