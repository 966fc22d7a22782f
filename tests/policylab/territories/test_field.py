"""Choosing a place: by the list, by a name in any language, by a press where the name is not clear."""

import pytest
from django import forms
from django.utils import translation

from policylab.territories.enums import Scale
from policylab.territories.fields import TerritoryField
from policylab.territories.models import Territory
from policylab.territories.services import import_territories


class Where(forms.Form):
    place = TerritoryField(required=False)


class Town(forms.Form):
    place = TerritoryField(scales=[Scale.MUNICIPALITY])


@pytest.fixture(autouse=True)
def places(db):
    import_territories()
    translation.activate("fr")


def chosen(text, form=Where, **more):
    filled = form({"place": text, **more})
    assert filled.is_valid(), filled.errors
    return filled.cleaned_data["place"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Sakiet Ezzit, Sfax, Tunisie", "TN-61-sakiet-ezzit"),
        ("sakiet ezzit", "TN-61-sakiet-ezzit"),
        ("TN-61-sfax", "TN-61-sfax"),
        ("Sfax", "TN-61-sfax"),
        ("Sfax, Tunisie", "TN-61"),
        ("medenine, medenine, tunisie", "TN-82-medenine"),
        ("صفاقس", "TN-61-sfax"),
        ("Barcelone", "ES-08019"),
        ("Barcelona", "ES-08019"),
        ("  tunisie ", "TN"),
    ],
)
def test_a_place_is_found_as_people_write_it(typed, code):
    assert chosen(typed).code == code


def test_nothing_typed_is_no_place_where_none_is_needed():
    assert chosen("") is None
    assert "place" in Town({"place": ""}).errors


def test_every_line_of_the_list_leads_to_its_own_place():
    from policylab.territories.selectors import places_to_choose

    for language in ("ar", "fr", "en", "es", "it"):
        with translation.override(language):
            places = places_to_choose()
            wrong = [place.label for place in places.all if places.resolve(place.label)[0] != place]
            assert wrong == {"ar": ["تونس"], "es": ["Túnez"]}.get(language, []), "Tunisia is spelt as its capital there"


def test_a_country_spelt_as_its_capital_is_asked_about():
    with translation.override("ar"):
        form = Where({"place": "تونس"})
        assert [error.code for error in form.errors.as_data()["place"]] == ["unclear"]
        assert [code in str(form["place"]) for code in ('value="TN"', 'value="TN-11-tunis"')] == [True, True]
        assert chosen("تونس", **{"place-pick": "TN-11-tunis", "place-for": "تونس"}).code == "TN-11-tunis"
        assert chosen("تونس", Town).code == "TN-11-tunis"


def test_an_unclear_name_brings_the_places_to_press():
    form = Where({"place": "Ezzouhour"})
    assert [error.code for error in form.errors.as_data()["place"]] == ["unclear"]
    html = str(form["place"])
    codes = Territory.objects.filter(name_fr="Ezzouhour").values_list("code", flat=True)
    assert len(codes) == 2
    for code in codes:
        assert f'value="{code}"' in html
    assert 'value="Ezzouhour"' in html
    assert chosen("Ezzouhour", **{"place-pick": codes[1], "place-for": "Ezzouhour"}).code == codes[1]


def test_words_typed_after_a_press_count_more_than_the_press():
    assert chosen("Gabès", **{"place-pick": "TN-61-sfax", "place-for": "Ezzouhour"}).code == "TN-81-gabes"


@pytest.mark.parametrize(
    "typed", ["Atlantis", "<script>alert(1)</script>", "x" * 100_000, "a\x00b", "\u202egnaf", "-1", "%00", "'; DROP"]
)
def test_bad_input_is_said_and_kept_harmless(typed):
    form = Where({"place": typed})
    assert form.errors["place"]
    assert "<script>" not in str(form["place"])
    assert len(str(form["place"])) < 60_000


def test_a_retired_place_is_offered_no_more():
    Territory.objects.filter(code="TN-61-sfax").update(retired_on="2026-01-01")
    assert Where({"place": "TN-61-sfax"}).errors
    assert chosen("Sfax").code == "TN-61"


def test_a_known_place_is_shown_by_its_line_and_unchanged():
    sfax = Territory.objects.get(code="TN-61-sfax")
    for initial in (sfax, sfax.pk):
        assert 'value="Sfax, Sfax, Tunisie"' in str(Where(initial={"place": initial})["place"])
    assert "place" not in Where({"place": "TN-61-sfax"}, initial={"place": sfax}).changed_data


def test_only_the_asked_scale_is_offered():
    assert Town({"place": "Tunisie"}).errors
    assert chosen("Sfax", Town).code == "TN-61-sfax"
    assert 'value="Tunisie"' not in str(Town()["place"])


def test_the_list_costs_one_query_to_draw_and_two_to_read(django_assert_num_queries):
    with django_assert_num_queries(1):
        str(Where()["place"])
    with django_assert_num_queries(2):
        chosen("Sfax")


def test_the_list_is_light_and_in_the_reader_s_language():
    import gzip

    with translation.override("ar"):
        html = str(Where()["place"])
    assert "صفاقس، صفاقس، تونس" in html
    assert len(gzip.compress(html.encode())) < 12_000
