"""The share kit of a consultation: what its posters, leaflet, texts and card say, all from the same facts.

Facts are said in one language: its words where it has them in that language, the fixed words always. Nothing is stored, so
when a date moves the kit has moved with it; what hangs on a wall has not, which its page says.
"""

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from policylab.core import dates
from policylab.core.clock import Stage
from policylab.core.spoken import fitting, spoken_day
from policylab.directory.enums import OrganisationKind

from .enums import ConsultationStatus, Level, PhaseKind
from .models import Consultation
from .promises import PROMISES
from .selectors import PhaseState, changes_of, colleges_of, is_paused, schedule_of, words_of
from .sharing import short_of
from .voices import voice_of

QUESTION = 180
ALOUD = timedelta(seconds=30)
# Of a leaflet: three languages, its own first.
ON_A_LEAFLET, USUAL = 3, ("ar", "fr", "en")
# What one can come for; other phases are the body's own work.
ACTS = {
    PhaseKind.ASK: gettext_lazy("Answer the questions"),
    PhaseKind.PROPOSE: gettext_lazy("Write a plan, or back one"),
    PhaseKind.DISCUSS: gettext_lazy("Comment on the plans and support them"),
    PhaseKind.VOTE: gettext_lazy("Vote between the plans"),
}
ALOUD_NOW = {
    PhaseKind.ASK: gettext_lazy("You can answer the questions until %(day)s."),
    PhaseKind.PROPOSE: gettext_lazy("You can write a plan until %(day)s."),
    PhaseKind.DISCUSS: gettext_lazy("You can comment on the plans and support them until %(day)s."),
    PhaseKind.VOTE: gettext_lazy("You can vote until %(day)s."),
}
ALOUD_LATER = {
    PhaseKind.ASK: gettext_lazy("You can answer the questions from %(day)s on."),
    PhaseKind.PROPOSE: gettext_lazy("You can write a plan from %(day)s on."),
    PhaseKind.DISCUSS: gettext_lazy("You can comment on the plans and support them from %(day)s on."),
    PhaseKind.VOTE: gettext_lazy("You can vote from %(day)s on."),
}
# Titles on a poster, in em of sheets.css: the largest size at which title and question leave room for what stands below.
SIZES = {"s1": 9.4, "s2": 8.2, "s3": 7.2, "s4": 6.4, "s5": 5.4, "s6": 4.6, "s7": 3.8, "s8": 2.9}
WIDE, HIGH, A_DOING = 41.0, 32.5, 2.8
LETTER, LINE = {"ar": 0.36}, {"ar": 1.12}  # of the size; Arabic is narrower and needs higher lines
USUAL_LETTER, USUAL_LINE, QUESTION_LINE, QUESTION_LETTERS = 0.47, 0.9, 2.3, 44


@dataclass(frozen=True)
class Doing:
    """Something people can do, or will: `when` is to be read, `aloud` to be heard, `left` true on the day it is read only."""

    what: str
    when: str
    aloud: str
    left: str
    open: bool


@dataclass(frozen=True)
class Facts:
    """What the kit says in one language. `address` is the short one as it is printed, `url` the same to be pressed."""

    language: str
    title: str
    title_language: str
    question: str
    body: str
    place: str
    doings: tuple[Doing, ...]
    level: str
    promise: str
    behind: str
    url: str
    page: str
    site: str
    has_desk: bool = True

    @property
    def address(self) -> str:
        return self.url.partition("://")[2]

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def title_direction(self) -> str:
        return "rtl" if self.title_language == "ar" else "ltr"

    @property
    def size(self) -> str:
        """The class of its title."""
        room = self._room - (self._asked if self.has_room else 0)
        return next((name for name, size in SIZES.items() if self._height(size) <= room), "s8")

    @property
    def has_room(self) -> bool:
        """For the question, under a title that may ask at length already."""
        return self._height(SIZES["s8"]) + self._asked <= self._room

    @property
    def _room(self) -> float:
        return HIGH - A_DOING * len(self.doings) - (2 if self.language == "ar" else 0)

    @property
    def _asked(self) -> float:
        return QUESTION_LINE * len(textwrap.wrap(self.question, QUESTION_LETTERS))

    def _height(self, size: float) -> float:
        letter, line = LETTER.get(self.title_language, USUAL_LETTER), LINE.get(self.title_language, USUAL_LINE)
        return size * line * len(textwrap.wrap(self.title, int(WIDE / size / letter)))


def facts_of(consultation: Consultation, language: str, site: str, now: datetime) -> Facts:
    """`site` is the address of this site, with a slash at its end."""
    with override(language):
        words, level = words_of(consultation), Level(consultation.level)
        behind, short = voice_of(consultation, colleges_of(consultation)), short_of(consultation)
        return Facts(
            language=language,
            title=words.title,
            title_language=words.language,
            question=question_in(words.asked),
            body=str(consultation.organisation.name),
            place=_elsewhere(consultation),
            doings=doings_in(schedule_of(consultation, now), now),
            level=str(level.label),
            promise=str(PROMISES[level].sentence),
            behind=str(behind.sentence) if behind else "",
            url=site.rstrip("/") + (short.path if short else ""),
            page=site.rstrip("/") + reverse("consultations:detail", args=[consultation.ref]),
            site=urlsplit(site).netloc.removeprefix("www."),
            has_desk=consultation.organisation.kind == OrganisationKind.MUNICIPALITY,
        )


def _elsewhere(consultation: Consultation) -> str:
    """Where, unless the name of the body has said so."""
    place = str(consultation.territory.name) if consultation.territory else ""
    return "" if place in str(consultation.organisation.name) else place


def question_in(asked: str) -> str:
    """What is asked in one sentence: the first that ends in a question mark, Latin or Arabic, else the first."""
    sentences = [part.strip() for part in re.split(r"(?<=[.!?؟…])\s+|\n+", asked) if part.strip()]
    found = next((part for part in sentences if part[-1] in "?؟"), sentences[0] if sentences else "")
    return found if len(found) <= QUESTION else f"{found[:QUESTION].rpartition(' ')[0]}…"


# --- dates ------------------------------------------------------------------------------------------------------------
def doings_in(schedule: Sequence[PhaseState], now: datetime) -> tuple[Doing, ...]:
    """What is open, then what is to come; nobody is invited to what only its dates have opened."""
    known = [phase for phase in schedule if phase.kind in ACTS and phase.stage != Stage.CLOSED and not phase.note]
    return tuple(_doing(phase, now) for phase in sorted(known, key=lambda phase: phase.stage != Stage.OPEN))


def _doing(phase: PhaseState, now: datetime) -> Doing:
    kind, opens, closes = PhaseKind(phase.kind), phase.opens_at or now, phase.closes_at or now
    if phase.stage == Stage.OPEN:
        when, left = _("until %(when)s") % {"when": dates.write(closes)}, dates.time_left(closes - now)
        return Doing(str(ACTS[kind]), when, ALOUD_NOW[kind] % {"day": spoken_day(closes)}, left, True)
    left = dates.time_to_come(opens - now)
    return Doing(
        str(ACTS[kind]), dates.span(opens, closes), ALOUD_LATER[kind] % {"day": spoken_day(opens)}, left, False
    )


def why_no_kit(consultation: Consultation, schedule: Sequence[PhaseState]) -> str:
    """Why nobody is to be invited any more, or just now; nothing while people can take part or will."""
    if consultation.status == ConsultationStatus.CANCELLED:
        return _("This consultation was cancelled: there is nothing left to share. Take down what hangs.")
    if is_paused(consultation):
        return _("This consultation is paused. Wait with posters until it goes on: its dates may change.")
    if all(phase.stage == Stage.CLOSED for phase in schedule if phase.kind in ACTS):
        return _("Nobody can take part any more: what is worth sharing now is what came of it.")
    if not any(phase.kind in ACTS and phase.stage != Stage.CLOSED and not phase.note for phase in schedule):
        return _("What people are to do here is still being prepared. Wait with posters until it is open.")
    return ""


def moved_at(consultation: Consultation) -> datetime | None:
    """When its dates last changed since it was opened: what was printed before is wrong."""
    if not getattr(consultation, "has_changed", True):
        return None
    return next((entry.at for entry in changes_of(consultation) if entry.facts.get("dates")), None)


# --- languages --------------------------------------------------------------------------------------------------------
def leaflet_languages(written: Iterable[str], first: str) -> list[str]:
    """Its own languages, the first one first, filled up with those most read around here."""
    own = sorted(set(written), key=lambda code: (code != first, code))
    return list(dict.fromkeys([*own, *USUAL]))[:ON_A_LEAFLET]


def titles_in(told: Sequence[Facts]) -> list[Facts]:
    """Those whose title says something new."""
    return [one for one in told if one.title_language == one.language] or list(told[:1])


# --- texts ------------------------------------------------------------------------------------------------------------
def message_of(facts: Facts) -> str:
    """For WhatsApp: what stands between stars is bold there."""
    with override(facts.language):
        lines = [f"*{facts.title.replace('*', '')}*", facts.question, "", *map(_line, facts.doings), ""]
        lines += [f"{facts.promise} ({facts.body})", facts.url]
        return "\n".join(lines)


def _line(doing: Doing) -> str:
    said = _("%(what)s: %(when)s (%(left)s)") if doing.open else _("%(what)s: %(when)s")
    return said % vars(doing)


def announcement_of(facts: Facts) -> str:
    """For the radio: read aloud in half a minute, dates in words, no address but that of the site."""
    with override(facts.language):
        said = {"body": facts.body, "title": facts.title.rstrip(" ."), "site": facts.site}
        sentences = [
            (0, _("%(body)s asks you: %(title)s") % said + ("" if said["title"][-1:] in "?؟!" else ".")),
            (3, facts.question),
            *((place and 2, doing.aloud) for place, doing in enumerate(facts.doings)),
            (1, facts.promise),
            (0, _("Everything stands on %(site)s.") % said),
            (1, _("Who has no internet asks at the town hall.") if facts.has_desk else ""),
        ]
        return fitting([(rank, text) for rank, text in sentences if text], int(ALOUD.total_seconds()))


def card_for_sites(facts: Facts, picture: str) -> Any:
    """A link and a picture, for another website: no script, no cookie, and the picture is always today's."""
    alt = f"{facts.title} · {facts.body}"
    return format_html(
        '<a href="{}"><img src="{}" width="600" height="315" alt="{}" loading="lazy"></a>', facts.page, picture, alt
    )
