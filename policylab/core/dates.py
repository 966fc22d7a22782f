"""Dates, hours and numbers as people write them in the five languages.

Django's own formats know neither the months of Tunis (جانفي, فيفري), nor "18 h 00", nor where a line must not break; so the
words stand here. `POLICYLAB_ARABIC_MONTHS` picks the Arabic month names. Digits are 0 to 9 everywhere (DESIGN 4.13).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NB = "\N{NO-BREAK SPACE}"
ARABIC_MONTHS = {
    "maghreb": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "levant": "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|"),
    "nile": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}


@dataclass(frozen=True)
class Manner:
    """How one language writes dates: patterns over day, month, year, weekday, hour; `~` is a space that must not break."""

    months: tuple[str, ...]
    short: tuple[str, ...]
    weekdays: tuple[str, ...]
    date: str
    brief: str
    day: str
    at: str
    hour: str = "%H:%M"
    first: str = "1"
    thousands: str = NB
    from_digits: int = 4
    decimal: str = ","
    percent: str = "{}%"


MANNERS = {
    "en": Manner(
        tuple("January February March April May June July August September October November December".split()),
        tuple("Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split()),
        tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
        "{d}~{m} {y}", "{d}~{m} {y}", "{w} {date}", "{date} at~{t}", thousands=",", decimal=".",
    ),
    "fr": Manner(
        tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
        tuple("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()),
        tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
        "{d}~{m} {y}", "{d}~{m} {y}", "{w} {date}", "{date} à~{t}", hour=f"%-H{NB}h{NB}%M", first="1er", percent="{}" + NB + "%",
    ),
    "es": Manner(
        tuple("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()),
        tuple("ene feb mar abr may jun jul ago sept oct nov dic".split()),
        tuple("lunes martes miércoles jueves viernes sábado domingo".split()),
        "{d}~de~{m} de~{y}", "{d}~{m} {y}", "{w} {date}", "{date}, a~las~{t}", from_digits=5, percent="{}" + NB + "%",
    ),
    "it": Manner(
        tuple("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()),
        tuple("gen feb mar apr mag giu lug ago set ott nov dic".split()),
        tuple("lunedì martedì mercoledì giovedì venerdì sabato domenica".split()),
        "{d}~{m} {y}", "{d}~{m} {y}", "{w} {date}", "{date} alle~ore~{t}", first="1º", thousands=".", from_digits=5,
    ),
    "ar": Manner(
        (), (), tuple("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()),
        "{d}~{m} {y}", "{d}~{m} {y}", "{w} {date}", "{date}، الساعة~{t}", from_digits=5,
    ),
}  # fmt: skip


def language() -> str:
    return (get_language() or "en")[:2]


def manner() -> Manner:
    return MANNERS.get(language(), MANNERS["en"])


def month(number: int, *, short: bool = False) -> str:
    if language() == "ar":
        return ARABIC_MONTHS[settings.POLICYLAB_ARABIC_MONTHS][number - 1]
    return (manner().short if short else manner().months)[number - 1]


def local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


def iso(moment: date | datetime) -> str:
    """For the `datetime` attribute: to the minute, with the distance from Greenwich."""
    moment = local(moment)
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def write(moment: date | datetime, form: str = "full") -> str:
    """`full` weekday, date, hour; `day` weekday, date; `date`; `short` 14 Dec 2026; `moment` short with the hour; `hour`."""
    there = local(moment)
    if not isinstance(there, datetime):
        return _day(there, form, language(), settings.POLICYLAB_ARABIC_MONTHS)
    words = _day(there.date(), form, language(), settings.POLICYLAB_ARABIC_MONTHS)
    if form not in {"full", "moment", "hour"}:
        return words
    how = manner()
    hour = there.strftime(how.hour)
    return (hour if form == "hour" else how.at.format(date=words, t=hour)).replace("~", NB)


@lru_cache(maxsize=10_000)
def _day(day: date, form: str, code: str, arabic_months: str) -> str:
    """Remembered: a report writes the same days hundreds of times, and a tenth of its time went there."""
    how, brief = manner(), form in {"short", "moment"}
    number = how.first if day.day == 1 else str(day.day)
    words = (how.brief if brief else how.date).format(d=number, m=month(day.month, short=brief), y=day.year)
    if form in {"full", "day"}:
        words = how.day.format(w=how.weekdays[day.weekday()], date=words)
    return words.replace("~", NB)


def span(start: date | datetime, end: date | datetime) -> str:
    """Two days as one range: 1–14 Sept 2026, 15 Sept – 31 Oct 2026."""
    how, a, b = manner(), local(start), local(end)
    first, last = (how.first if day.day == 1 else str(day.day) for day in (a, b))
    if (a.year, a.month, a.day) == (b.year, b.month, b.day):
        return write(start, "short")
    if (a.year, a.month) == (b.year, b.month):
        return f"{first}–{last}{NB}{month(a.month, short=True)} {a.year}"
    if a.year == b.year:
        return f"{first}{NB}{month(a.month, short=True)}{NB}– {last}{NB}{month(b.month, short=True)} {b.year}"
    return f"{write(start, 'short')}{NB}– {write(end, 'short')}"


def time_left(left: timedelta) -> str:
    """Days while there are two or more, then hours, then minutes: never more than is really left."""
    minutes = max(int(left.total_seconds() // 60), 0)
    if minutes >= 48 * 60:
        return ngettext("%(count)s day left", "%(count)s days left", minutes // 1440) % {"count": minutes // 1440}
    if minutes >= 60:
        return ngettext("%(count)s hour left", "%(count)s hours left", minutes // 60) % {"count": minutes // 60}
    if minutes:
        return ngettext("%(count)s minute left", "%(count)s minutes left", minutes) % {"count": minutes}
    return _("Less than a minute left")


def time_to_come(left: timedelta) -> str:
    """The same for what has not begun."""
    minutes = max(int(left.total_seconds() // 60), 0)
    if minutes >= 48 * 60:
        return ngettext("Opens in %(count)s day", "Opens in %(count)s days", minutes // 1440) % {
            "count": minutes // 1440
        }
    if minutes >= 60:
        return ngettext("Opens in %(count)s hour", "Opens in %(count)s hours", minutes // 60) % {"count": minutes // 60}
    if minutes:
        return ngettext("Opens in %(count)s minute", "Opens in %(count)s minutes", minutes) % {"count": minutes}
    return _("Opens in less than a minute")


def wait_words(seconds: int) -> str:
    """How long until one may try again, rounded up: never a promise broken."""
    if seconds < 90:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    minutes = -(-seconds // 60)
    if minutes < 90:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = -(-minutes // 60)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
