"""Readings: what is refused, what is hidden from page and chart alike, and the chart that says what the table says."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from policylab.core.errors import Refused
from proposals.delivery import services
from proposals.delivery.chart import chart_of
from proposals.delivery.models import Measurement
from tests.proposals import factories as plans
from tests.proposals.pages import at, browser

from . import factories as make

pytestmark = pytest.mark.django_db


def shown(indicator) -> str:
    return browser().get(at(indicator.proposal, "delivery/", "en")).content.decode()


def cells(page: str) -> list[str]:
    return re.findall(r'<td class="n">([^<]*)</td>', page)


def test_women_and_men_stand_apart_beside_their_total():
    indicator = make.indicator()
    make.measured(indicator, 97, 68, 29)
    assert cells(shown(indicator)) == ["68", "29", "97"]


@pytest.mark.parametrize(("women", "men", "total"), [(3, 41, 44), (41, 3, 44), (20, 20, 42), (0, 9, 9)])
def test_fewer_than_five_are_hidden_with_what_would_tell_of_them(women, men, total):
    indicator = make.indicator()
    make.measured(indicator, total, women, men)
    page = shown(indicator)
    assert cells(page) == ["not shown", "not shown", str(total)]
    drawn = page[page.index('<svg class="chart"') : page.index("</svg>", page.index('<svg class="chart"'))]
    assert drawn.count('class="whole"') == 1
    assert 'class="women"' not in drawn


def test_a_reading_that_makes_no_sense_is_refused():
    indicator = make.indicator()
    officer = make.officer(indicator.proposal)
    make.measured(indicator, 40, 20, 20, user=officer)
    make.measured(indicator, 40, 20, 20, user=officer)  # a double click
    for figures, day, field in (
        ((41, 20, 20), 0, "measured_on"),
        ((40, 20, 20), 1, "measured_on"),
        ((30, 20, 20), -1, "total"),
        ((30, 20, None), -1, "men"),
    ):
        with pytest.raises(Refused) as refused:
            make.measured(indicator, *figures, day=day, user=officer)
        assert refused.value.field == field
    with pytest.raises(PermissionDenied):
        make.measured(indicator, 50, user=plans.person(), day=-2)
    assert Measurement.objects.count() == 1


def test_a_wrong_reading_is_struck_out_and_stays_to_be_read():
    indicator = make.indicator()
    officer = make.officer(indicator.proposal)
    make.measured(indicator, 50, 30, 20, day=-9, user=officer)
    wrong = make.measured(indicator, 970, 680, 290, day=-2, user=officer)
    address = at(indicator.proposal, f"delivery/indicators/{indicator.ref}/{wrong.measured_on}/strike/", "en")
    said = {"text": "Un zéro de trop.", "language": "fr"}
    with pytest.raises(PermissionDenied):
        services.strike_measurement(user=plans.person(), measurement=wrong, **said)
    assert "970" in browser(officer).get(address).content.decode()
    assert browser(officer).post(address, said | {"text": ""}).status_code == 400
    assert browser(officer).post(address, said).status_code == 302
    assert browser(officer).get(address).status_code == 404, "nothing of that day stands any more"
    services.strike_measurement(user=officer, measurement=wrong, **said)  # a double click
    with pytest.raises(Refused):
        services.strike_measurement(user=officer, measurement=wrong, text="Autre chose.", language="fr")
    page = shown(indicator)
    assert page.count("970") == page.count("<s>970</s>") == 1
    assert "Un zéro de trop." in page
    assert 'class="value"' in page, "the chart goes on with what stands"
    make.measured(indicator, 97, 68, 29, day=-2, user=officer)
    assert shown(indicator).count("<b>97</b>") == 1


def test_time_runs_with_the_language():
    indicator = make.indicator(counts_people=False)
    officer = make.officer(indicator.proposal)
    readings = [make.measured(indicator, total, day=day, user=officer) for day, total in ((-40, 10), (-1, 90))]

    def first_column(language: str) -> float:
        with override(language):
            return float(re.search(r'class="whole" x="([\d.]+)%"', chart_of(indicator, readings))[1])

    assert first_column("fr") < 50 < first_column("ar")
