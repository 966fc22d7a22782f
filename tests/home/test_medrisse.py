"""The records of MedRiSSE, by name: five notes, the toolkit with its five roadmaps, the transnational report. Each has a page,
is found by its title in French and Arabic, says what it is, and leads to a consultation or to a plan."""

import re

import pytest
from django.test import Client

from home.demo.library import load_library
from home.models import Publication
from search.models import SearchDocument
from search.services import catch_up
from tests.policylab.accounts.factories import editor

pytestmark = pytest.mark.django_db

NOTES = {
    "note-1": ("Emplois verts, entreprises solidaires", "وظائف خضراء ومؤسسات متضامنة"),
    "note-2": ("L’argent patient", "المال الصبور"),
    "note-3": ("L’argent qui reste", "المال الذي يبقى"),
    "note-4": ("Du crédit à celles qui font", "التمويل لمن تعمل"),
    "note-5": ("Entreprendre pour les autres", "المبادرة من أجل الآخرين"),
}
TOOLKIT = {"toolkit": ("La boîte à outils méditerranéenne de reproductibilité", "الحقيبة المتوسطية لقابلية التكرار")}
ROADMAPS = {
    "roadmap-r1": ("Une monnaie locale pour verser l’aide sociale", "عملة محلية لصرف المساعدة الاجتماعية"),
    "roadmap-r2": (
        "Des services communs de l’ESS et de l’administration",
        "خدمات مشتركة بين الاقتصاد التضامني والإدارة",
    ),
    "roadmap-r3": ("Consommer juste et local", "استهلاك محلي عادل مع تعاونيات النساء"),
    "roadmap-r4": ("Un écosystème pour les entreprises sociales", "منظومة للمؤسسات الاجتماعية"),
    "roadmap-citess": ("CitESS\u00a0: monter un pôle local", "CitESS: إنشاء قطب محلي"),
}
REPORT = {"report": ("Le rapport d’analyse transnational", "تقرير التحليل العابر للحدود")}
EVERYTHING = NOTES | TOOLKIT | ROADMAPS | REPORT


@pytest.fixture
def pages(demo) -> dict[str, Publication]:
    return load_library(editor())


def test_each_is_found_by_its_title_and_its_address_answers(pages):
    catch_up()
    for name, titles in EVERYTHING.items():
        page = pages[name]
        for language, title in zip(("fr", "ar"), titles, strict=True):
            (row,) = SearchDocument.objects.public().filter(language=language, title__startswith=title)
            text = Client().get(row.url).content.decode()
            assert title.replace("'", "&#x27;") in text, row.url
            assert 'class="in-language"' not in text
            assert f"/{language}/consultations/begin/?source={page.translation_key}" in text, row.url
            assert f"/{language}/plans/begin/?source={page.translation_key}" in text, row.url


def test_the_buttons_say_what_they_do(pages):
    said = {"note-1": "Write a plan from it", "toolkit": "Use this toolkit", "roadmap-r1": "Use this roadmap"}
    for name, label in said.items():
        text = Client().get(pages[name].url.replace("/fr/", "/en/")).content.decode()
        assert re.search(rf'<a href="/en/plans/begin/\?source={pages[name].translation_key}">{label}</a>', text)
        assert "Open a consultation from this" in text


def test_each_is_a_record_with_the_labs_own_reading_beside_it(pages):
    for name in EVERYTHING:
        text = Client().get(pages[name].url).content.decode()
        assert text.index('id="record"') < text.index('id="reading"') < text.index('id="text"'), name


def test_notes_toolkit_and_report_are_there_in_five_languages(pages):
    """Where the long reading is not translated, the page says in which languages it can be read."""
    for name in NOTES | TOOLKIT | REPORT:
        assert set(pages[name].translations) == {"fr", "ar", "en", "es", "it"}, name
        for language in ("es", "it"):
            text = Client().get(pages[name].translations[language].url).content.decode()
            assert 'id="reading"' not in text
            assert f'href="{pages[name].url}" lang="fr"' in text[text.index('id="record"') : text.index('id="text"')]


def test_roadmaps_have_phases_conditions_and_risks_in_three_languages(pages):
    for name in ROADMAPS:
        for language in ("fr", "ar", "en"):
            page = pages[name].translations[language].specific
            assert len(page.phases) >= 4, name
            assert len(page.conditions) >= 2, name
            assert len(page.risks) >= 3, name
    assert Publication.objects.child_of(pages["toolkit"]).public().count() == len(ROADMAPS)
