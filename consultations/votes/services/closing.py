"""Closing: counted, cut off from what could lead back, frozen and published, all in one transaction, once.

Row positions betray (PostgreSQL's xmin and ctid, SQLite's rowid): ballots and roll are therefore deleted and written anew in
random order, with new keys, by this one transaction. What a database keeps of deleted rows is cleared afterwards
(`sweeping`), as far as it goes; docs/ballot-secrecy.md says how far.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from consultations.tallies.contents import NamedPaper, PackageInput, PublishedOption
from consultations.tallies.documents import document
from consultations.tallies.package import ballots_digest, build_package
from consultations.votes import telling
from consultations.votes.enums import VoteStatus
from consultations.votes.models import Ballot, NamedVote, Option, Package, Result, Vote
from consultations.votes.outcomes import asked_of, choices_of, count_papers
from consultations.votes.selectors import VoteStage, closing_time, options_of, stage_of_vote, votes_due
from consultations.votes.who import who_took_part
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from search.services import refresh_documents

from . import sweeping
from ._locks import locked_vote, shut
from ._rows import rewrite_for_good

logger = logging.getLogger(__name__)


def close_due_votes() -> int:
    """Every vote whose time has come; `run_due` calls it. One that fails holds up no other, and is tried again."""
    closed, first_error = 0, None
    for vote in votes_due(db_now()):
        try:
            closed += close_vote(vote=vote) is not None
        except Exception as error:
            logger.exception("The vote %s could not be counted", vote.ref)
            first_error = first_error or error
    if first_error:
        raise first_error
    return closed


@transaction.atomic
def close_vote(*, vote: Vote) -> Result | None:
    """The result, if this call made it; None where it is not yet time or somebody else was first. Only the clock may ask."""
    vote = locked_vote(vote)
    shut(vote.pk)
    now = db_now()
    if stage_of_vote(vote, now) != VoteStage.COUNTING:
        return None
    ballots = list(vote.ballots.all())
    named = list(vote.named_votes.select_related("organisation"))
    given = package_input(vote, ballots, named)
    result = _freeze(vote, given, now)
    rewrite_for_good(vote)
    vote.college_choices.all().delete()
    Vote.objects.filter(pk=vote.pk).update(status=VoteStatus.COUNTED, unswept=True)
    refresh_documents(objects=[vote])
    after_commit(sweeping.sweep_due_votes)
    after_commit(telling.vote_counted, result)
    return result


def package_input(vote: Vote, ballots: Sequence[Ballot], named: Sequence[NamedVote]) -> PackageInput:
    """Everything the count and the package rest on, as plain data."""
    consultation, options = vote.phase.consultation, options_of(vote)
    asked = asked_of(vote, options)
    separated = list(zip((one.college for one in ballots), choices_of(asked, ballots), strict=True))
    by_name = [
        NamedPaper(one.college, one.organisation.name_in(consultation.language), choices, one.reason)
        for one, choices in zip(named, choices_of(asked, named), strict=True)
    ]
    counted = count_papers(asked, [*separated, *((one.college, one.choices) for one in by_name)])
    return PackageInput(
        ref=vote.ref,
        titles={text.language: text.title for text in consultation.texts.all()},
        closed_at=closing_time(vote).isoformat(),
        asked=asked,
        options=tuple(_published(one) for one in options),
        ballots=separated,
        named=by_name,
        receipts=tuple(one.receipt_hash for one in ballots),
        result=document(counted),
        software=f"policylab {settings.SOFTWARE_VERSION}",
    )


def _published(option: Option) -> PublishedOption:
    digest = option.version.digest if option.version else ""
    return PublishedOption(option.letter, digest, option.title, option.language, option.college)


def _freeze(vote: Vote, given: PackageInput, now: datetime) -> Result:
    content = build_package(given)
    result = Result.objects.create(
        vote=vote,
        outcome=given.result,
        ballots_digest=ballots_digest(given),
        rule=vote.rule,
        tie_order=given.result["tie_order"],
        software_version=given.software,
        package_digest=hashlib.sha256(content).hexdigest(),
        counted_at=now,
        who=who_took_part(vote),
    )
    Package.objects.create(result=result, content=content, receipts=sorted(given.receipts))
    return result
