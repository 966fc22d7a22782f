"""Numbers, shares and money in five languages."""

import pytest
from django.template import Context, Template
from django.utils import translation

from policylab.core import numbers


@pytest.mark.parametrize(
    ("language", "thousand", "more", "share"),
    [
        ("ar", "1335", "18~400", "62,4%"),
        ("en", "1,335", "18,400", "62.4%"),
        ("es", "1335", "18~400", "62,4~%"),
        ("fr", "1~335", "18~400", "62,4~%"),
        ("it", "1335", "18.400", "62,4%"),
    ],
)
def test_numbers_and_shares(language, thousand, more, share):
    with translation.override(language):
        found = [numbers.number(1335), numbers.number(18400), numbers.percent(62.4, 1)]
    assert [words.replace("\N{NO-BREAK SPACE}", "~") for words in found] == [thousand, more, share]


def test_a_negative_number_has_a_minus_sign():
    with translation.override("fr"):
        assert numbers.number(-5) == "\N{MINUS SIGN}5"


@pytest.mark.parametrize(
    ("language", "minor", "currency", "words"),
    [
        ("fr", 40_000_000, "TND", "40~000~TND"),
        ("fr", 12_500, "TND", "12,500~TND"),
        ("en", 125_050, "EUR", "€1,250.50"),
        ("en", 100, "MAD", "MAD~1"),
    ],
)
def test_money_knows_the_decimals_of_its_currency(language, minor, currency, words):
    with translation.override(language):
        assert numbers.money(minor, currency).replace("\N{NO-BREAK SPACE}", "~") == words


def test_an_amount_keeps_its_direction_in_an_arabic_line():
    with translation.override("ar"):
        html = Template("{% load look %}{% money amount 'TND' %}").render(Context({"amount": 1000}))
    assert html == "<bdi>1\N{NO-BREAK SPACE}TND</bdi>"
