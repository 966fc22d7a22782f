"""Everything looked over before a vote is opened: each line says that it is well, or what to do and where.

`bad` stops the opening (the service asks the same), `warn` is for the officer to weigh.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core import dates
from policylab.core.errors import Refused
from policylab.core.numbers import amount, number
from policylab.directory.enums import College

from .enums import Method, RollKind
from .history import what_is_kept
from .letters import shown
from .models import Option, Vote
from .selectors import LAST_DAY, bodies_on_the_roll, bodies_without_a_voice, closing_time, colleges_of, options_of
from .services.opening import require_current_options, roll_of, secrecy_for, size_of, why_not_open
from .services.stating import check_stated, stated_of
from .tiles import how, size_in_words
from .words.shares import in_order, isolated, listed

GOOD, WARN, BAD = "good", "warn", "bad"
SHORT = timedelta(days=3)
EASY_TO_RANK = 6


@dataclass(frozen=True)
class Line:
    state: str
    title: Any
    text: str
    url: str = ""
    label: Any = ""


def look_over(vote: Vote, now: datetime) -> list[Line]:
    ref = vote.phase.consultation.ref
    return [
        _paper(vote, ref),
        *_languages(vote, ref),
        *_money(vote, ref),
        _stated(vote, ref),
        _dates(vote, ref, now),
        *_colleges(vote, ref),
        *_without_a_voice(vote, ref),
        *_database(),
    ]


def stops(lines: list[Line]) -> bool:
    return any(line.state == BAD for line in lines)


def _paper(vote: Vote, ref: str) -> Line:
    title, place = _("On the paper"), (reverse("votes:paper", args=[ref]), _("Change it"))
    try:
        require_current_options(vote)
    except Refused as refused:
        return Line(BAD, title, str(refused), *place)
    count = len(options_of(vote))
    if vote.method == Method.SCHULZE and count > EASY_TO_RANK:
        return Line(WARN, title, _("More than six plans are hard to put in order on a phone."), *place)
    words = ngettext("%(count)s option, as it stands today.", "%(count)s options, as they stand today.", count)
    return Line(GOOD, title, words % {"count": number(count)})


def _languages(vote: Vote, ref: str) -> Iterator[Line]:
    """The question in the languages of the site; a plan speaks the language of those who wrote it."""
    words = {text.language for text in vote.phase.consultation.texts.all() if text.title and text.asked}
    names = dict(settings.LANGUAGES)
    missing = [name for code, name in names.items() if code not in words]
    title = _("Languages")
    if not missing:
        yield Line(GOOD, title, _("The question stands in every language of this site."))
        return
    text = _("The question is not there in %(languages)s: those readers see it in another language.")
    address = reverse("consultations:languages", args=[ref])
    yield Line(WARN, title, text % {"languages": ", ".join(missing)}, address, _("Add a language"))


def _money(vote: Vote, ref: str) -> Iterator[Line]:
    if vote.method != Method.EQUAL_SHARES or vote.money is None:
        return
    title, place = _("Money"), (reverse("votes:paper", args=[ref]), _("Change the costs"))
    options = options_of(vote)
    dear = [option for option in options if option.cost and option.cost > vote.money]
    together = sum((option.cost or Decimal(0) for option in options), Decimal(0))
    facts = {"money": amount(vote.money, vote.currency), "together": amount(together, vote.currency)}
    if dear:
        text = _("Costs more than all the money there is, and can never be paid: %(plans)s.")
        yield Line(WARN, title, text % {"plans": _letters(dear)}, *place)
    elif together <= vote.money:
        text = _(
            "All plans together cost %(together)s, and there are %(money)s: every plan somebody wants can be paid."
        )
        yield Line(WARN, title, text % facts, *place)
    else:
        yield Line(GOOD, title, _("All plans together cost %(together)s, and there are %(money)s.") % facts)


def _letters(options: list[Option]) -> str:
    return ", ".join(shown(option.letter) for option in options)


def _stated(vote: Vote, ref: str) -> Line:
    title = _("Decision")
    try:
        check_stated(vote, stated_of(vote))
    except Refused as refused:
        return Line(BAD, title, str(refused), reverse("votes:rule", args=[ref]), _("State it"))
    short = [college for college, seats in in_order(vote.college_seats).items() if standing_in(vote, college) < seats]
    if short:
        text = _("Fewer candidates than seats, so that seats stay empty: %(colleges)s.")
        named = ", ".join(str(College(college).label) for college in short)
        return Line(WARN, title, text % {"colleges": named}, reverse("votes:paper", args=[ref]), _("Change it"))
    return Line(GOOD, title, _("Stated as it is written out below."))


def standing_in(vote: Vote, college: str) -> int:
    return sum(option.college == college for option in options_of(vote))


def _dates(vote: Vote, ref: str, now: datetime) -> Line:
    title, place = _("Dates"), (reverse("consultations:move", args=[ref]), _("Move the dates"))
    opens, closes = vote.phase.opens_at, closing_time(vote)
    left = closes - max(opens or now, now)
    if vote.roll_kind == RollKind.OPEN and left <= LAST_DAY:
        text = _("An open roll takes people in until 24 hours before the close: there is no time left for it.")
        return Line(BAD, title, text, *place)
    if left < SHORT:
        return Line(WARN, title, _("Fewer than three days to vote: many will hear of it too late."), *place)
    if opens and opens <= now:
        return Line(WARN, title, _("Voting has begun by its dates: people can vote as soon as you open."))
    return Line(GOOD, title, dates.span(opens or now, closes))


def _colleges(vote: Vote, ref: str) -> Iterator[Line]:
    for college in colleges_of(vote.phase.consultation):
        kind, size = roll_of(vote, college), size_of(vote, college)
        why = why_not_open(college, size, vote.phase.consultation.voice, kind)
        if why:
            yield Line(BAD, college.label, why, reverse("votes:roll", args=[ref]), _("To the roll"))
            continue
        facts = {"size": _size(college, kind, size), "how": how(secrecy_for(college, size))}
        yield Line(GOOD, college.label, _("%(size)s · %(how)s") % facts)


def _size(college: College, kind: RollKind, size: int) -> str:
    if kind == RollKind.CLOSED:
        return size_in_words(size)
    words = ngettext("%(count)s could enter the roll now", "%(count)s could enter the roll now", size)
    return words % {"count": number(size)}


def _without_a_voice(vote: Vote, ref: str) -> Iterator[Line]:
    bodies = [entry.organisation for entry in bodies_on_the_roll(vote) if entry.organisation]
    silent = bodies_without_a_voice(bodies)
    if silent:
        names = listed([isolated(body.name) for body in bodies if body.pk in silent])
        text = _("Nobody speaks on this site yet for: %(bodies)s. As long as that is so, they cannot vote.")
        place = reverse("votes:roll", args=[ref]), _("To the roll")
        yield Line(WARN, _("Who speaks for them"), text % {"bodies": names}, *place)


def _database() -> Iterator[Line]:
    title, kept = _("What the database keeps"), what_is_kept()
    if connection.vendor != "postgresql":
        text = _("It is a file on the server: ask whoever runs it to keep the copies of the voting days apart.")
        yield Line(WARN, title, text)
    elif not kept:
        yield Line(GOOD, title, _("No history of rows that are cleared."))
    for sentence in kept:
        yield Line(WARN, title, sentence)
