"""Plans as everybody reads them: the same page for all, without a cookie, in few questions to the database."""

import hashlib

import pytest

from policylab.directory.enums import OrganisationKind
from tests.consultations import factories as consultations

from . import factories as make
from .pages import at, browser

pytestmark = pytest.mark.django_db

TABS = ["", "commitments/", "comments/", "versions/", "compare/", "v/1/", "v/1/text.json"]


def read(url: str) -> str:
    answer = browser().get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.mark.parametrize("page", TABS)
def test_reading_a_plan_sets_no_cookie(page, django_assert_max_num_queries):
    plan = make.committed(make.supported(make.revised().proposal)).proposal
    reader = browser()
    reader.get(at(plan))  # Wagtail's site, content types: kept by the process
    with django_assert_max_num_queries(8):
        answer = reader.get(at(plan, page))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "csrf" not in answer.content.decode()
    assert answer["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("page", TABS[:4])
def test_who_signed_in_pays_for_little_more(page, django_assert_max_num_queries):
    """Session, account, what is unread, whether it is followed and backed; the form of a comment asks for whom one speaks."""
    plan = make.published(round=consultations.opened("propose").round)
    make.committed(make.supported(plan))
    reader = browser(make.person())
    reader.get(at(plan))
    with django_assert_max_num_queries(15):
        assert reader.get(at(plan, page)).status_code == 200


@pytest.mark.parametrize("page", TABS)
def test_a_draft_does_not_exist_for_others(page):
    draft = make.draft()
    for reader in (browser(), browser(make.person())):
        assert reader.get(at(draft, page)).status_code == 404


def test_a_draft_is_its_authors_to_read_but_has_no_versions():
    draft = make.draft()
    author = browser(draft.author)
    assert make.TEXTS["title"] in author.get(at(draft)).content.decode()
    assert author.get(at(draft, "versions/")).status_code == 404


def test_a_plan_says_who_wrote_it_and_when_and_what_is_asked():
    page = read(at(make.supported(make.published(make.person("Participant 4")), 2)))
    for words in ("Participant 4", "c-citizen", make.TEXTS["need"], make.TEXTS["success"], "<dd>2</dd>"):
        assert words in page


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        (OrganisationKind.COOPERATIVE, "c-sse"),
        (OrganisationKind.PUBLIC_BODY, "c-public"),
        (OrganisationKind.UNIVERSITY, ""),
    ],
)
def test_the_college_of_a_plan_is_that_of_the_body_in_whose_name_it_stands(kind, mark):
    page = (
        read(at(make.published(in_name_of=make.organisation(kind, "Corps"))))
        .partition('class="who by"')[2]
        .partition("</p>")[0]
    )
    assert "Corps" in page
    assert mark in page
    assert "c-citizen" not in page


def test_typed_html_is_shown_as_it_was_typed():
    plan = make.published(
        title="<script>alert(1)</script>", need="<img src=x onerror=alert(1)>", service="**a** [b](javascript:c)"
    )
    for page in ("", "v/1/", "compare/"):
        html = read(at(plan, page))
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in read(at(plan))


def test_words_carry_their_language_and_direction():
    page = read(at(make.published(language="ar", title="مكتبة مفتوحة", need="لا أحد")))
    assert 'lang="ar" dir="auto"' in page


def test_the_digest_is_that_of_the_file_beside_it():
    plan = make.revised().proposal
    body = browser().get(at(plan, "v/2/text.json")).content
    assert hashlib.sha256(body).hexdigest() in read(at(plan, "v/2/"))


def test_an_old_version_keeps_its_address_and_its_words():
    plan = make.revised(service="Tout autre chose").proposal
    assert make.TEXTS["service"] in read(at(plan, "v/1/"))
    assert "Tout autre chose" in read(at(plan))


def test_compare_shows_what_changed_word_by_word():
    plan = make.published(service="du lundi au vendredi")
    make.revised(plan, service="du lundi au samedi")
    page = read(at(plan, "compare/?from=1&to=2"))
    assert "</span>vendredi</del>" in page
    assert "</span>samedi</ins>" in page
    assert make.TEXTS["roles"] not in page


def test_compare_goes_both_ways():
    plan = make.published(service="du lundi au vendredi")
    make.revised(plan, service="du lundi au samedi")
    assert "</span>vendredi</ins>" in read(at(plan, "compare/?from=2&to=1"))


@pytest.mark.parametrize(
    "query", ["from=1&to=9", "from=x", "from=-1", "from=0", "to=99999999999999999999", "from=١", "from=1%00"]
)
def test_compare_with_a_version_that_never_was_is_not_found(query):
    assert browser().get(at(make.published(), f"compare/?{query}")).status_code == 404


@pytest.mark.parametrize("ref", ["unknown", "bcdfghjkmn", "1", "x" * 300])
@pytest.mark.parametrize("page", ["", "versions/", "v/1/", "v/1/text.json", "v/999999999999999999999/"])
def test_an_address_that_never_was_is_not_found(ref, page):
    assert browser().get(f"/fr/plans/{ref}/{page}").status_code == 404


def test_an_empty_place_among_the_four_is_shown_and_leads_to_the_form():
    plan = make.committed(in_name_of=make.organisation(name="Mdinti"), co="design").proposal
    page = read(at(plan))
    assert "Mdinti" in page
    assert page.count(at(plan, "commit/?co=")) == 3
    assert at(plan, "commit/?co=design") not in page


def test_a_withdrawn_plan_can_be_read_and_offers_nothing_to_do():
    page = read(at(make.withdrawn()))
    assert make.TEXTS["need"] in page
    assert 'class="act"' not in page


@pytest.mark.parametrize(
    ("closed", "url"), [((), "support/"), (("support",), "commit/"), (("support", "comment", "write", "amend"), None)]
)
def test_the_panel_shows_the_one_thing_to_do_now(closed, url):
    plan = make.published()
    make.move(plan.round, *closed, to="after") if closed else None
    panel = read(at(plan)).partition('class="act"')[2].partition("</section>")[0]
    if url is None:
        assert "href" not in panel
    else:
        assert f'class="btn go" href="{at(plan, url)}"' in panel


def test_its_author_is_led_to_the_next_version():
    plan = make.published()
    panel = browser(plan.author).get(at(plan)).content.decode().partition('class="act"')[2].partition("</section>")[0]
    assert f'class="btn go" href="{at(plan, "edit/")}"' in panel


def test_an_erased_author_is_a_former_participant():
    plan = make.published(make.person("Nour"))
    author = plan.author
    author.display_name, author.is_active, author.erased_at = "", False, make.db_now()
    author.save()
    assert "Nour" not in read(at(plan))
