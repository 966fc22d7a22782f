"""Dates as people write them in five languages; what is left is never more than what is really left."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from policylab.core import dates

CLOSING = datetime(2026, 12, 14, 17, 0, tzinfo=UTC)  # 18:00 in Tunis


def written(moment, form="full", language="fr"):
    with translation.override(language):
        return dates.write(moment, form).replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "الاثنين 14~ديسمبر 2026، الساعة~18:00"),
        ("en", "Monday 14~December 2026 at~18:00"),
        ("es", "lunes 14~de~diciembre de~2026, a~las~18:00"),
        ("fr", "lundi 14~décembre 2026 à~18~h~00"),
        ("it", "lunedì 14~dicembre 2026 alle~ore~18:00"),
    ],
)
def test_the_full_form_in_each_language(language, words):
    assert written(CLOSING, language=language) == words


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("day", "lundi 14~décembre 2026"),
        ("date", "14~décembre 2026"),
        ("short", "14~déc. 2026"),
        ("moment", "14~déc. 2026 à~18~h~00"),
        ("hour", "18~h~00"),
    ],
)
def test_the_other_forms(form, words):
    assert written(CLOSING, form) == words


def test_a_day_without_hour_and_the_first_of_a_month():
    assert written(date(2026, 5, 1)) == "vendredi 1er~mai 2026"


@pytest.mark.parametrize(("where", "january"), [("maghreb", "جانفي"), ("levant", "كانون الثاني"), ("nile", "يناير")])
def test_arabic_months_are_those_of_the_place(settings, where, january):
    settings.POLICYLAB_ARABIC_MONTHS = where
    assert january in written(date(2027, 1, 5), "date", "ar")


def test_every_language_of_the_site_has_its_words(settings):
    assert set(dates.MANNERS) == {code for code, _name in settings.LANGUAGES}
    for language, manner in dates.MANNERS.items():
        assert len(manner.weekdays) == 7
        if language != "ar":
            assert len(manner.months) == len(manner.short) == 12
    assert all(len(months) == 12 for months in dates.ARABIC_MONTHS.values())


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 9, 1), date(2026, 9, 14), "1er–14~sept. 2026"),
        (date(2026, 9, 15), date(2026, 10, 31), "15~sept.~– 31~oct. 2026"),
        (date(2026, 12, 15), date(2027, 1, 15), "15~déc. 2026~– 15~janv. 2027"),
        (date(2026, 12, 15), date(2026, 12, 15), "15~déc. 2026"),
    ],
)
def test_two_days_as_one_range(start, end, words):
    with translation.override("fr"):
        assert dates.span(start, end).replace("\N{NO-BREAK SPACE}", "~") == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3, hours=8), "3 days left"),
        (timedelta(days=3) - timedelta(seconds=1), "2 days left"),
        (timedelta(hours=47, minutes=59), "47 hours left"),
        (timedelta(hours=1), "1 hour left"),
        (timedelta(minutes=59, seconds=59), "59 minutes left"),
        (timedelta(seconds=30), "Less than a minute left"),
    ],
)
def test_what_is_left_is_rounded_down(left, words):
    with translation.override("en"):
        assert dates.time_left(left) == words


@pytest.mark.parametrize(("seconds", "words"), [(60, "60 seconds"), (91, "2 minutes"), (6000, "2 hours")])
def test_waiting_is_rounded_up(seconds, words):
    with translation.override("en"):
        assert dates.wait_words(seconds) == words


def shown(template, **context):
    with translation.override("en"):
        return Template("{% load look %}" + template).render(Context(context))


def test_due_counts_from_the_now_of_the_page():
    now = CLOSING - timedelta(days=5)
    assert "5 days left" in shown("{% due closes %}", closes=CLOSING, now=now)
    assert "Opens in 2 days" in shown("{% due closes opens %}", closes=CLOSING, opens=now + timedelta(days=2), now=now)
    assert "Closed" in shown("{% due closes %}", closes=CLOSING, now=CLOSING)
    assert shown("{% due closes %}", closes=None, now=now) == ""
    assert shown("{% due unknown opens %}", opens=now, now=now) == ""


def test_an_exact_date_stands_in_a_time_element_with_its_zone():
    html = shown("{% until closes %}", closes=CLOSING)
    assert html.startswith('until <time datetime="2026-12-14T18:00+01:00">Monday 14')
