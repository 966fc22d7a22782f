"""The curated list of themes."""

import pytest
from django.core.management import call_command
from django.utils import translation

from policylab.core.named import LANGUAGES
from policylab.themes.models import Theme
from policylab.themes.services import load_themes

pytestmark = pytest.mark.django_db


def test_the_list_is_loaded_in_order_and_named_in_five_languages():
    call_command("load_themes", verbosity=0)
    themes = list(Theme.objects.public())
    assert 10 <= len(themes) <= 15
    assert themes[0].slug == "social-economy"
    for code in LANGUAGES:
        names = [getattr(theme, f"name_{code}") for theme in themes]
        assert all(names)
        assert len(set(names)) == len(names)


def test_loading_twice_changes_nothing_and_mends_a_name():
    load_themes()
    before = list(Theme.objects.values_list("pk", "slug"))
    Theme.objects.filter(slug="waste").update(name_fr="Faux", position=99)
    load_themes()
    assert list(Theme.objects.values_list("pk", "slug")) == before
    assert Theme.objects.get(slug="waste").name_fr == "Déchets et recyclage"


def test_a_retired_theme_stays_but_is_not_offered():
    load_themes()
    Theme.objects.filter(slug="waste").update(retired_on="2026-01-01")
    load_themes()
    assert Theme.objects.filter(slug="waste").exists()
    assert not Theme.objects.public().filter(slug="waste").exists()


def test_the_reader_s_language_names_a_theme():
    load_themes()
    with translation.override("ar"):
        assert str(Theme.objects.get(slug="youth")) == "الشباب"
