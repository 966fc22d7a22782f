"""The share kit: from the same facts everywhere, and gone when nobody is to be invited."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone, translation

from consultations import kit, services
from consultations.enums import PhaseKind
from consultations.selectors import PhaseState, standing_schedule
from consultations.sharing import card_of
from policylab.core import dates
from policylab.core.clock import Stage
from policylab.core.spoken import seconds_aloud, spoken_day
from tests.consultations import factories

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SHEETS = ("a4/", "a3/", "leaflet/")


def facts(**fields) -> kit.Facts:
    with translation.override(fields.get("language", "fr")):
        phases = [
            PhaseState(PhaseKind.VOTE, "Vote", Stage.UPCOMING, NOW + 20 * DAY, NOW + 30 * DAY),
            PhaseState(PhaseKind.PROPOSE, "Propose", Stage.OPEN, NOW - DAY, NOW + 13 * DAY),
            PhaseState(PhaseKind.ANSWER, "Answer", Stage.UPCOMING, NOW + 30 * DAY, NOW + 60 * DAY),
        ]
        usual = {
            "language": "fr",
            "title": "La bibliothèque, le soir ?",
            "title_language": "fr",
            "question": "Jusqu’à quelle heure ouvrir ?",
            "body": "Ville de Tunis",
            "place": "",
            "doings": kit.doings_in(phases, NOW),
            "level": "Impliquer",
            "promise": "Nous travaillons avec vous.",
            "behind": "",
            "url": "https://lab.example/c/abc",
            "page": "https://lab.example/fr/consultations/abc/",
            "site": "lab.example",
        }
        return kit.Facts(**usual | fields)


def test_texts_say_what_is_open_first_with_days_left_and_days_in_words():
    told = facts()
    assert [doing.open for doing in told.doings] == [True, False]  # the body's answer is nobody's to come for
    message = kit.message_of(told)
    assert message.startswith("*La bibliothèque, le soir ?*\n")
    assert message.endswith("\nhttps://lab.example/c/abc")
    assert "jeudi 3 décembre 2026" in message.replace(dates.NB, " ")
    assert "13 jours" in message.replace(dates.NB, " ")
    aloud = kit.announcement_of(told)
    assert "jusqu’au jeudi trois décembre." in aloud
    assert "lab.example" in aloud
    assert "/c/abc" not in aloud
    assert not any(figure.isdigit() for figure in aloud)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "it"])
def test_what_is_read_aloud_takes_half_a_minute_and_never_leaves_out_who_asks_what_until_when(language):
    told = facts(language=language, title="ب" * 60, question="Une longue question ? " * 12)
    aloud = kit.announcement_of(told)
    with translation.override(language):
        assert seconds_aloud(aloud) <= 30
        assert all(said in aloud for said in (told.body, told.title, told.doings[0].aloud, told.site))
        assert told.question not in aloud
        assert not any(figure.isdigit() for figure in "".join(spoken_day(NOW + day * DAY) for day in range(31)))


def test_what_is_asked_is_its_question():
    assert kit.question_in("Il pleut. Faut-il un toit ? Lequel ?") == "Faut-il un toit ?"
    assert kit.question_in("هطل المطر.\nهل نبني سقفًا؟") == "هل نبني سقفًا؟"
    assert kit.question_in("Dites-nous tout. Merci.") == "Dites-nous tout."
    assert kit.question_in("") == ""
    long = kit.question_in("mot " * 100 + "?")
    assert len(long) <= kit.QUESTION + 1
    assert long.endswith("mot…")


def test_a_title_is_as_large_as_there_is_room():
    short, long = facts(title="Le soir ?"), facts(title="Des mots de la ville " * 9)
    assert (short.size, short.has_room) == ("s1", True)
    assert long.size > "s5"
    assert not facts(title="Des mots de la ville " * 9, question="Encore des mots " * 11).has_room
    assert "&quot;" in kit.card_for_sites(facts(title='«"»'), "https://lab.example/x.png")


def test_a_leaflet_is_in_three_languages_its_own_first():
    assert kit.leaflet_languages(["ar", "fr"], "fr") == ["fr", "ar", "en"]
    assert kit.leaflet_languages(["it"], "it") == ["it", "ar", "fr"]
    assert kit.leaflet_languages(["ar", "en", "es", "fr"], "es") == ["es", "ar", "en"]


def read(consultation, page="", language="fr"):
    return Client().get(f"/{language}/consultations/{consultation.ref}/kit/{page}")


@pytest.mark.django_db
def test_a_date_that_moves_moves_everywhere_and_the_page_says_so():
    found = factories.opened("propose")
    assert "alert" not in read(found).content.decode().partition("<main")[2]
    stands = standing_schedule(found)
    until = stands[PhaseKind.PROPOSE][1] + 3 * DAY
    moved = stands | {PhaseKind.PROPOSE: (stands[PhaseKind.PROPOSE][0], until)}
    services.move_dates(**factories.course(found), schedule=moved)
    with translation.override("fr"):
        new, old = (dates.write(moment, "day") for moment in (until, stands[PhaseKind.PROPOSE][1]))
        aloud, printed = spoken_day(until), dates.write(timezone.now(), "short")
    page = read(found).content.decode()
    parts = BeautifulSoup(page, "html.parser")
    assert f"jusqu’au {new}" in parts.select_one("#message").text
    assert aloud in parts.select_one("#announcement").text
    assert printed in parts.select_one(".alert").text
    for sheet in SHEETS:
        made = read(found, sheet).content.decode()
        assert f"jusqu’au {new}" in made
        assert old not in made
    with translation.override("fr"):
        assert dates.write(until, "date") in card_of(found.ref).note  # the picture of a card is drawn of this
    leaflet = BeautifulSoup(made, "html.parser")
    assert [panel["lang"] for panel in leaflet.select(".panel")] == ["en", "fr", "fr", "ar"]
    assert read(found, "leaflet.html/").status_code == 404


@pytest.mark.django_db
def test_the_card_is_a_link_and_a_picture_kept_by_its_etag(django_assert_max_num_queries):
    found = factories.opened("propose")
    with django_assert_max_num_queries(8):
        page = Client().get(f"/fr/consultations/{found.ref}/kit/?in=ar")
    assert not page.cookies
    snippet = BeautifulSoup(page.content, "html.parser").select_one("#snippet").text
    link = BeautifulSoup(snippet, "html.parser").a
    assert link["href"] == f"http://testserver/ar/consultations/{found.ref}/"
    picture = Client().get(link.img["src"])
    assert (picture["Content-Type"], picture.cookies) == ("image/png", {})
    again = Client().get(link.img["src"], headers={"If-None-Match": picture["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_nobody_is_invited_to_what_stands_still_or_is_over():
    called_off = factories.cancelled()
    page = read(called_off, language="en").content.decode()
    assert "there is nothing left to share" in page
    assert "poster" not in page.partition("<main")[2]
    assert read(called_off, "a4/")["Location"].endswith("/kit/")
    over = read(factories.opened("answer"), language="en").content.decode()
    assert "Nobody can take part any more" in over
    officer = factories.officer((found := factories.opened("propose")).organisation)
    services.pause_consultation(**factories.course(found, user=officer))
    assert "Wait with posters" in read(found, language="en").content.decode()


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_poster_can_be_had_as_a_file():
    found = factories.opened("propose")
    assert "/kit/a3.pdf" in read(found, language="ar").content.decode()
    file = read(found, "a3.pdf", "ar")
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert file["Content-Disposition"].endswith(f'"a3-{found.ref}-ar.pdf"')


@pytest.mark.django_db
def test_it_is_found_from_the_page_and_from_the_desk():
    found = factories.opened("propose")
    officer = factories.officer(found.organisation)
    at = f"/fr/consultations/{found.ref}/kit/"
    assert at in Client().get(f"/fr/consultations/{found.ref}/").content.decode()
    desk = Client()
    desk.force_login(officer)
    assert BeautifulSoup(desk.get(f"/fr/consultations/{found.ref}/").content, "html.parser").select(
        f'.head a[href="{at}"]'
    )
    assert at in desk.get("/fr/consultations/mine/").content.decode()
