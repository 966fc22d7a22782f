"""What votes put into the slots of the packages below: due, trail, tab, search, notices, one's own data."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consultations.audience import taking_part
from consultations.done import done_sources
from consultations.enums import PhaseKind
from consultations.kept import adopted_by_vote
from consultations.models import Consultation
from consultations.readiness import opened_in
from consultations.waiting import offices_held
from policylab.core import registries
from policylab.core.keys import key_of
from policylab.notices.sentences import notice_kinds, notice_sentences
from policylab.residents.needs import needs
from proposals.answers import decisions
from proposals.models import Proposal

from . import audience, decided, deeds, done, intents, privacy, report, sharing, telling, trail, waiting
from .afterwards import annulled_words, headlined
from .enums import VoteStatus
from .models import Result, Vote
from .permissions import shows_vote_tab
from .selectors import needed_by_votes, options_of
from .services import close_due_votes, delete_due_marks
from .services.announcing import announce_votes
from .services.sealing import seal_due_votes
from .services.sweeping import sweep_due_votes
from .words import headline, in_figures, tell

DUE = {
    "votes": close_due_votes,
    "votes forgotten": delete_due_marks,
    "votes sealed": seal_due_votes,
    "votes swept": sweep_due_votes,
    "vote dates": announce_votes,
}


def vote_url(consultation: Consultation, name: str = "detail") -> str:
    return reverse(f"votes:{name}", args=[consultation.ref])


def documents(votes: Iterable[Vote] | None = None) -> Iterator[registries.Document]:
    """Every vote from its opening on, in each language of its consultation: the question and the plans on the paper."""
    rows = Vote.objects.public().select_related("phase__consultation__territory", "result", "annulment")
    if votes is not None:
        rows = rows.filter(pk__in=[vote.pk for vote in votes])
    for vote in rows.prefetch_related("phase__consultation__texts").order_by("pk").iterator(chunk_size=200):
        for text in vote.phase.consultation.texts.all():
            with override(text.language):
                yield _document(vote, text)


def _document(vote: Vote, text: Any) -> registries.Document:
    consultation = vote.phase.consultation
    counted = vote.status == VoteStatus.COUNTED
    return registries.Document(
        key=key_of(vote),
        language=text.language,
        kind="result" if counted else "vote",
        title=text.title,
        body="\n".join(_body(vote, counted)),
        url=vote_url(consultation, "result" if counted else "detail"),
        territory=consultation.territory.path if consultation.territory else "",
        opens_at=vote.phase.opens_at,
        closes_at=vote.phase.closes_at,
        published_at=vote.result.counted_at if counted else vote.opened_at,
    )


def _body(vote: Vote, counted: bool) -> Iterator[str]:
    """Once it is counted, what came of it, in the reader's words."""
    options = options_of(vote)
    if counted:
        told = tell(vote, options)
        yield from filter(None, (annulled_words(vote), headlined(vote, headline(told)), in_figures(told)))
    yield from (option.title for option in options)


def fill_slots() -> None:
    slots: list[tuple[list[Any], Any]] = [
        (decisions, decided.decision_on),
        (adopted_by_vote, decided.adopted_in),
        (done_sources, done.done_in),
        (taking_part, audience.on_the_roll),
    ]
    for slot, filler in slots:
        if filler not in slot:
            slot.append(filler)
    opened_in[PhaseKind.VOTE] = Exists(Vote.objects.public().filter(phase=OuterRef("pk")))
    registries.due |= DUE
    needs["votes"] = needed_by_votes
    registries.add_trail(Proposal, trail.trail_of_plans)
    registries.add_trail(Consultation, trail.trail_of_consultations)
    registries.add_trail(Vote, trail.trail_of_votes)
    registries.add_trail(Vote, trail.overdue_of_votes)
    registries.add_tab(Consultation, registries.Tab("vote", _("Vote"), vote_url, 50, shows_vote_tab))
    registries.search_sources["votes.vote"] = documents
    registries.kind_names |= {"vote": Vote._meta.verbose_name, "result": Result._meta.verbose_name}
    registries.personal_data["votes"] = privacy.what_is_stored
    registries.erasure["votes"] = privacy.erase
    registries.deeds["named votes"] = deeds.votes_cast_by_name
    _say_what_waits()
    registries.add_report(Consultation, report.chapter)
    registries.intents |= dict.fromkeys(("votes:mine", "votes:ballot"), intents.to_vote)
    registries.shared["v"] = sharing.card_of
    notice_sentences.update(telling.SENTENCES)
    notice_kinds.update(telling.KINDS)


def _say_what_waits() -> None:
    registries.add_waiting("ballots", waiting.ballots_of, waiting.entries_to_vote)
    registries.add_waiting("votes", waiting.votes_to_open, offices_held)
    registries.add_waiting("results", waiting.votes_to_certify, offices_held)
