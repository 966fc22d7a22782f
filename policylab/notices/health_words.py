"""The state of the site in words for an administrator: what is wrong, and what to do about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from policylab.core.numbers import number

from .readiness import CACHE, DATABASE, ELASTICSEARCH, OUTBOX, RUN_DUE, Part


@dataclass(frozen=True)
class Said:
    title: str
    well: bool
    text: str
    advice: str = ""
    since: datetime | None = None


def in_words(part: Part) -> Said:
    known = {
        DATABASE: _database,
        CACHE: _cache,
        OUTBOX: _outbox,
        RUN_DUE: _run_due,
        "search": _search,
        ELASTICSEARCH: _elasticsearch,
    }
    title, well, wrong, advice = known.get(part.name, _another)(part)
    return Said(title, part.well, well if part.well else wrong, "" if part.well else advice, part.since)


Words = tuple[str, str, str, str]  # title, while it is well, what is wrong, what to do


def _database(part: Part) -> Words:
    return (
        pgettext("part of the site", "Database"),
        _("It answers."),
        _("It does not answer."),
        _("Start it, or look at its disk and its log. Nothing works without it."),
    )


def _cache(part: Part) -> Words:
    return (
        pgettext("part of the site", "Cache"),
        _("It keeps what it is given."),
        _("It forgets what it is given, or does not answer."),
        _("Start Redis, or look at POLICYLAB_REDIS. Until then limits on tries and codes do not hold."),
    )


def _outbox(part: Part) -> Words:
    count = int(part.wrong) if part.wrong.isdecimal() else 0
    wrong = ngettext(
        "%(count)s mail has been waiting for more than ten minutes.",
        "%(count)s mails have been waiting for more than ten minutes.",
        count,
    ) % {"count": number(count)}
    return (
        pgettext("part of the site", "Mail"),
        _("What is to be sent leaves."),
        wrong,
        _(
            "Look whether the timer of run_due runs and whether the mail server answers. No mail is lost: all are tried again."
        ),
    )


def _run_due(part: Part) -> Words:
    return (
        pgettext("part of the site", "What is due"),
        _("Every task ran in the last five minutes."),
        _("Not seen for five minutes: %(tasks)s.") % {"tasks": part.wrong},
        _(
            "Start the timer of manage.py run_due (docs/operations.md). Until then votes do not close and mails do not leave."
        ),
    )


def _search(part: Part) -> Words:
    return (
        pgettext("part of the site", "Search"),
        _("It answers."),
        _("It does not answer."),
        _("Look into its log; manage.py index_all makes its rows anew. Nothing else depends on it."),
    )


def _elasticsearch(part: Part) -> Words:
    return (
        "Elasticsearch",
        _("It answers."),
        _("It does not answer."),
        _("Start it again. Until then the database answers searches, and nothing is lost."),
    )


def _another(part: Part) -> Words:
    return part.name, _("It works."), _("It does not work."), _("Look into the log of this part.")


def summary(parts: list[Part], given_up: int) -> dict[str, Any]:
    """For the page: every part in words, whether all is well, and the mails nobody could be given."""
    return {
        "parts": [in_words(part) for part in parts],
        "all_well": all(part.well for part in parts),
        "given_up": given_up,
    }
