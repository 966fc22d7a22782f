"""A further language for a consultation that is open."""

import pytest
from django.test import Client

from consultations.models import ConsultationText
from policylab.directory.enums import Role
from search.models import SearchDocument
from tests.policylab.accounts.factories import signed_in
from tests.proposals.factories import member, person

from . import factories

pytestmark = pytest.mark.django_db
ARABIC = {"language": "ar", "title": "فتح التجمّع", "asked": "ماذا نضيف؟", "promised": ""}


@pytest.fixture
def found():
    return factories.opened()


@pytest.fixture
def client(found):
    return signed_in(factories.officer(found.organisation))


def add(client, found, **changes):
    return client.post(f"/fr/consultations/{found.ref}/languages/", ARABIC | changes)


def test_a_language_is_added_and_read_and_found(client, found, django_capture_on_commit_callbacks):
    assert "languages/" in client.get(f"/fr/consultations/{found.ref}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert add(client, found).url == f"/fr/consultations/{found.ref}/"
    page = Client().get(f"/ar/consultations/{found.ref}/").content.decode()
    assert "فتح التجمّع" in page
    assert 'class="in-language"' not in page
    assert SearchDocument.objects.get(language="ar", kind="consultation").title == "فتح التجمّع"


def test_sent_twice_it_is_one_text(client, found):
    assert [add(client, found).status_code for _press in range(2)] == [302, 302]
    assert found.texts.filter(language="ar").count() == 1


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_stands_is_never_changed(client, found, language):
    add(client, found)
    before = set(ConsultationText.objects.values_list("language", "title"))
    answer = add(client, found, language=language, title="Autre chose")
    assert "language" in answer.context["form"].errors
    assert "Autre chose" in answer.content.decode()
    assert set(ConsultationText.objects.values_list("language", "title")) == before


@pytest.mark.parametrize(
    ("field", "words"),
    [("title", ""), ("asked", ""), ("asked", "a" * 100_000), ("title", "a\x00"), ("language", "xx"), ("language", "")],
)
def test_bad_words_come_back(client, found, field, words):
    answer = add(client, found, **{field: words})
    assert field in answer.context["form"].errors
    assert found.texts.count() == 1


def test_what_was_typed_survives_a_session_that_ended(client, found):
    gone = Client()
    assert add(gone, found).status_code == 302
    assert found.texts.count() == 1
    gone.force_login(factories.officer(found.organisation))
    assert "ماذا نضيف؟" in gone.get(f"/fr/consultations/{found.ref}/languages/").content.decode()


def test_with_all_five_there_is_nothing_left_to_add(client, found):
    for language in ("ar", "en", "es", "it"):
        add(client, found, language=language)
    page = client.get(f"/fr/consultations/{found.ref}/languages/").content.decode()
    assert "<textarea" not in page
    assert f"{found.ref}/languages/" not in client.get(f"/fr/consultations/{found.ref}/plans/").content.decode()


def test_only_its_officers_may_and_only_while_it_is_open(client, found):
    officer_elsewhere = factories.officer(factories.town_hall())
    for who in (person(), member(found.organisation, Role.OFFICER), officer_elsewhere):
        other = signed_in(who)
        assert add(other, found).status_code == 403
        assert "languages/" not in other.get(f"/fr/consultations/{found.ref}/plans/").content.decode()
    draft = factories.complete(of=found.organisation)
    assert add(client, draft).status_code == 404
    called_off = factories.cancelled()
    assert add(signed_in(factories.officer(called_off.organisation)), called_off).status_code == 403
    assert not ConsultationText.objects.filter(language="ar").exists()
