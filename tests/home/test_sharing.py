"""Every kind of public object by its short address: the reader's own language, a picture, a square, words for the preview."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from home.sharing import short_of
from policylab.core import registries
from policylab.core.sharing.short import Short, ways_to_share
from policylab.core.sharing.square import square_of
from policylab.directory.enums import OrganisationStatus
from tests.consultations import factories as consultations
from tests.consultations.questionnaires import factories as questionnaires
from tests.consultations.votes import factories as votes
from tests.home import factories as pages
from tests.policylab.directory import factories as directory
from tests.proposals import factories as plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plans_without_source")]


@pytest.fixture
def town() -> dict[str, Short]:
    """One public object of each kind."""
    vote = votes.opened()
    return {
        "c": Short("c", vote.phase.consultation.ref),
        "p": Short("p", plans.published().ref),
        "v": Short("v", vote.ref),
        "q": Short("q", questionnaires.questionnaire().ref),
        "o": Short("o", directory.organisation(name_ar="جمعية").ref),
        "n": short_of(pages.note("Les clusters")),
    }


def follow(short: Short, **headers: str):
    return Client().get(short.path, headers=headers, follow=True)


def test_every_kind_has_a_short_address(town):
    assert set(town) == set(registries.shared)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_it_leads_to_the_page_in_the_reader_s_language(town, language):
    for short in town.values():
        first = Client().get(short.path, headers={"accept-language": language})
        assert first.status_code == 302
        assert {"Accept-Language", "Cookie"} <= {name.strip() for name in first["Vary"].split(",")}
        assert first["Location"].startswith(f"/{language}/")
        assert Client().get(first["Location"]).status_code == 200


def test_a_chosen_language_comes_before_the_browser_s(town):
    client = Client()
    client.cookies["django_language"] = "it"
    assert client.get(town["p"].path, headers={"accept-language": "fr"})["Location"].startswith("/it/")


def test_a_page_is_found_in_the_language_it_was_translated_to():
    note = pages.note("Les clusters")
    arabic = pages.translated(note, "ar", title="العناقيد")
    short = short_of(note)
    assert short == short_of(arabic)
    assert registries.shared["n"](short.ref).title == "Les clusters"
    assert follow(short, **{"accept-language": "ar"}).context["page"].title == "العناقيد"


def test_the_page_says_how_to_share_it(town):
    for short in town.values():
        page = BeautifulSoup(follow(short, **{"accept-language": "fr"}).content, "html.parser")
        told = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
        assert told["og:image"] == f"http://testserver/fr/share/{short.letter}/{short.ref}.png"
        assert (told["og:locale"], bool(told["og:title"])) == ("fr_FR", True)
        assert told["og:url"].startswith("http://testserver/fr/")
        assert page.find("code", id="short-address").text == f"http://testserver{short.path}"
        assert page.select_one(".share img")["src"] == short.square


def test_pictures_are_kept_and_asked_anew(town):
    for short in town.values():
        client = Client()
        shown = client.get(f"/ar/share/{short.letter}/{short.ref}.png")
        assert (shown.status_code, shown["Content-Type"], dict(shown.cookies)) == (200, "image/png", {})
        assert "public" in shown["Cache-Control"]
        assert client.get(shown.request["PATH_INFO"], headers={"if-none-match": shown["ETag"]}).status_code == 304


@pytest.mark.parametrize("letter", sorted(registries.shared))
def test_a_picture_asks_few_questions(town, letter, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        assert Client().get(f"/fr/share/{letter}/{town[letter].ref}.png").status_code == 200


def test_nothing_is_known_of_what_is_not_public():
    hidden = [
        Short("c", consultations.complete().ref),
        Short("p", plans.draft().ref),
        Short("v", votes.prepared().ref),
        Short("q", questionnaires.prepared().ref),
        Short("o", directory.organisation(status=OrganisationStatus.ASKED).ref),
        Short("n", pages.note(live=False).translation_key.hex[:10]),
        *(Short(letter, "zzzzzzzzzz") for letter in registries.shared),
        Short("n", "0123456789abcdef"),
    ]
    for short in hidden:
        last = follow(short, **{"accept-language": "ar"})
        assert last.status_code == 404, short
        assert 'lang="ar"' in last.content.decode()
        for kind in ("png", "svg"):
            prefix = "/fr" if kind == "png" else ""
            assert Client().get(f"{prefix}/share/{short.letter}/{short.ref}.{kind}").status_code == 404, short


def test_a_letter_nobody_fills_is_no_address():
    assert Client().get("/fr/share/x/zzzzzzzzzz.png").status_code == 404
    assert Client().get("/x/zzzzzzzzzz", follow=True).status_code == 404


def test_a_vote_that_runs_tells_no_figure(town):
    with translation.override("en"):
        assert registries.shared["v"](town["v"].ref).note.startswith("closes on ")


def test_a_plan_tells_no_name_of_a_person():
    plan = plans.published(plans.person("Amel Ben Salah"))
    assert "Amel" not in repr(registries.shared["p"](plan.ref))


def test_a_cancelled_consultation_says_so():
    with translation.override("en"):
        assert registries.shared["c"](consultations.cancelled().ref).note == "This consultation was cancelled"


def test_the_square_holds_the_short_address(town):
    short = town["p"]
    svg = Client().get(short.square)
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content == square_of(f"http://testserver{short.path}")
    assert svg.content != square_of(f"http://testserver{short.path}x")


def test_words_of_a_shared_link_are_plain():
    ways = {way.name: way.url for way in ways_to_share("L&#x27;eau &amp; nous", "https://lab.tn/p/x")}
    assert ways["WhatsApp"] == "https://wa.me/?text=L%27eau%20%26%20nous%0Ahttps%3A%2F%2Flab.tn%2Fp%2Fx"
    assert all(url.startswith(("https://", "mailto:?")) for url in ways.values())
