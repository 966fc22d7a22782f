"""What editors type as lines becomes a table; what the lab adds to a record is marked; a page is cited as it should be."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from home.blocks import rows_of
from home.citation import citation_of, original_of
from tests.home import factories


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("  \n ", []),
        ("a | b\nc | d", [["a", "b"], ["c", "d"]]),
        ("a\tb|c\n\nd\te", [["a", "b|c"], ["d", "e"]]),
        ("a | b | c\nd", [["a", "b", "c"], ["d", "", ""]]),
    ],
)
def test_lines_as_rows(text, rows):
    assert rows_of(text) == rows


@pytest.mark.django_db
def test_a_record_says_so_and_marks_what_the_lab_concludes():
    page = factories.note(
        "Notice",
        is_record=True,
        record="<p>Un fait.</p>",
        record_title="The original",
        authors="Oxfam Italia",
        year=2023,
    )
    text = Client().get(page.url).content.decode()
    assert "Oxfam Italia (2023). The original." in text
    assert "Un fait." in text
    assert 'id="record"' in text
    assert text.count('class="tag"') >= 1
    assert 'id="record"' not in Client().get(factories.note().url).content.decode()


@pytest.mark.django_db
def test_lines_that_are_ours_are_marked_in_roadmaps_and_cases():
    for page in (factories.roadmap(), factories.case()):
        text = Client().get(page.url).content.decode()
        at = text.index("Une voisine")
        assert '<span class="tag"' in text[at : at + 80]
        if "La commune</li>" in text:
            assert '<span class="tag"' not in text[text.index("La commune") : text.index("La commune") + 15]


@pytest.mark.django_db
def test_a_citation_names_authors_year_and_edition():
    page = factories.note("Le lieu", authors="TCSE", year=2026, number=3)
    assert citation_of(page).startswith("TCSE (2026). Le lieu.")
    assert "3," in citation_of(page)
    assert str(page.last_published_at.year) in citation_of(page)
    assert citation_of(factories.toolkit("La boîte")).startswith("policylab (")


@pytest.mark.django_db
def test_of_a_record_the_original_is_named_apart():
    page = factories.note("Notice", is_record=True, authors="Oxfam Italia", record_title="The original")
    assert citation_of(page).startswith("policylab (")
    assert original_of(page) == "Oxfam Italia. The original."
    page.authors = ""
    assert original_of(page) == "The original"


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return get_image_model().objects.create(title="Courbe", file=get_test_image_file(size=(1600, 900)))


def chart(image, data="Année | Emplois\n2016 | 12\n2019 | 400") -> tuple[str, dict]:
    return "figure", {
        "image": image.pk,
        "alt": "De 12 à 400",
        "caption": "Emplois",
        "credit": "OIT, CC BY",
        "data": data,
    }


# Wagtail leaves the file it makes a size of to the garbage collector.
UNCLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@UNCLOSED
@pytest.mark.django_db
def test_a_chart_is_shown_with_its_words_and_as_a_table(picture, tmp_path):
    page = factories.note(body=factories.stream(chart(picture)))
    text = Client().get(page.url).content.decode()
    assert 'alt="De 12 à 400" width="1120" height="630"' in text
    assert ".webp" in text
    assert "OIT, CC BY" in text
    assert '<td data-l="Emplois" class="n"><span>400</span></td>' in text
    source = text.split('<img src="')[1].split('"')[0]
    assert source.startswith("/media/")
    assert (tmp_path / source.removeprefix("/media/")).exists()


@UNCLOSED
@pytest.mark.django_db
def test_many_pictures_cost_no_more_than_one(picture):
    def cost(number: int) -> int:
        page = factories.note(body=factories.stream(*[chart(picture) for _one in range(number)]))
        Client().get(page.url)
        with CaptureQueriesContext(connection) as found:
            Client().get(page.url)
        return len(found)

    assert cost(1) == cost(5) <= 15
