"""An officer builds a questionnaire by plain forms, opens it, rewords it; two officers at once lose nothing."""

import pytest

from consultations.enums import Deed
from consultations.questionnaires.definition import load
from consultations.questionnaires.enums import QuestionnaireStatus
from consultations.questionnaires.models import Questionnaire
from tests.policylab.accounts.factories import signed_in
from tests.proposals import factories as plans

from . import factories

pytestmark = pytest.mark.django_db


def at(of, rest=""):
    return f"/fr/consultations/{of.ref}/questionnaire/prepare/{rest}"


def draft_of(of):
    return load(Questionnaire.objects.get(phase__consultation=of).draft)


def posted(client, of, rest, **data):
    edition = Questionnaire.objects.get(phase__consultation=of).edition
    return client.post(at(of, rest), {"edition": edition, **data})


def built(client, of):
    """A page with a choice, a scale and a free reply, as an officer types them."""
    client.post(at(of))
    posted(client, of, "page/", title_fr="Vous et le parc", title_ar="أنتم والحديقة")
    choices = {"choices_fr": "Souvent\nJamais", "choices_ar": "كثيرا\nأبدا"}
    posted(client, of, "page/p1/add/single/", title_fr="Venez-vous ?", title_ar="هل تأتون؟", **choices)
    scale = {"low": "1", "high": "5", "low_words_fr": "pas du tout", "high_words_fr": "tout à fait"}
    posted(client, of, "page/p1/add/scale/", title_fr="Vous y sentez-vous bien ?", **scale)
    posted(client, of, "page/p1/add/text/", title_fr="Que manque-t-il ?")


def test_a_condition_is_chosen_in_the_officer_s_language():
    of = factories.consultation()
    client = signed_in(factories.officer_of(of))
    built(client, of)
    page = client.get(at(of, "question/q3/when/").replace("/fr/", "/ar/", 1)).content.decode()
    assert '<bdi lang="ar">هل تأتون؟</bdi>' in page
    assert '1 · <bdi lang="fr">pas du tout</bdi>' in page, "not yet in Arabic, and said so"


def test_from_nothing_to_open():
    of = factories.consultation()
    client = signed_in(factories.officer_of(of))
    assert client.get(at(of)).status_code == 200
    assert client.get(at(of, "check/")).url == at(of), "there is nothing to check yet"
    built(client, of)
    assert posted(client, of, "question/q3/when/", q1="c2").status_code == 302
    posted(client, of, "act/", act="ready", ready="age", key="p1")
    made = draft_of(of)
    assert [one.key for one in made.questions()] == ["q1", "q2", "q3", "q4"]
    assert made.question("q3").when.any_of == ("c2",)
    assert made.question("q4").why["ar"]
    assert not made.question("q4").required
    assert [(one.key, one.title["fr"]) for one in made.question("q2").choices] == [
        ("1", "pas du tout"),
        ("5", "tout à fait"),
    ]
    page = client.get(at(of)).content.decode()
    assert "Venez-vous ?" in page
    assert "tout à fait" in page
    assert client.get(at(of, "preview/")).status_code == 200
    check = client.get(at(of, "check/"))
    assert [name for name, _keys in check.context["lacking"]] == ["العربية"]
    assert posted(client, of, "check/").status_code == 302
    opened = Questionnaire.objects.get(phase__consultation=of)
    assert opened.status == QuestionnaireStatus.OPENED
    assert opened.wordings.get().definition == opened.draft
    assert of.log.get().deed == Deed.ASKED
    posted(client, of, "check/")
    assert opened.wordings.count() == 1, "a double press opens once"


def test_what_is_incomplete_is_not_opened():
    of = factories.consultation()
    client = signed_in(factories.officer_of(of))
    client.post(at(of))
    posted(client, of, "page/", title_fr="Vide")
    posted(client, of, "page/p1/add/single/", title_fr="Lequel ?", choices_fr="Un seul")
    assert posted(client, of, "check/").status_code == 409
    assert Questionnaire.objects.get().status == QuestionnaireStatus.PREPARED
    answer = posted(client, of, "page/p1/add/single/", title_fr="Lequel ?", choices_fr="Un\nDeux", choices_ar="واحد")
    assert answer.context["form"].errors["choices_ar"], "a line too few would put a word beside the wrong choice"


def test_every_part_has_its_act():
    of = factories.consultation()
    client = signed_in(factories.officer_of(of))
    built(client, of)
    posted(client, of, "act/", act="copy", key="q1")
    posted(client, of, "act/", act="down", key="q1")
    assert [one.key for one in draft_of(of).questions()] == ["q4", "q1", "q2", "q3"]
    posted(client, of, "question/q1/delete/")
    posted(client, of, "intro/", intro_fr="Cinq minutes.")
    posted(client, of, "page/")
    posted(client, of, "page/", title_fr="Pour finir")
    posted(client, of, "act/", act="page_up", key="p2")
    posted(client, of, "act/", act="drop_page", key="p2")
    made = draft_of(of)
    assert [page.key for page in made.pages] == ["p1"]
    assert [one.key for one in made.questions()] == ["q4", "q2", "q3"]
    assert made.intro == {"fr": "Cinq minutes."}
    posted(client, of, "question/q4/", title_fr="Y venez-vous ?", choices_fr="Très souvent\nJamais")
    assert [(one.key, one.title["fr"]) for one in draft_of(of).question("q4").choices] == [
        ("c1", "Très souvent"),
        ("c2", "Jamais"),
    ]
    assert posted(client, of, "act/", act="no such").status_code == 404
    assert client.post(at(of, "drop/")).status_code == 302
    assert not Questionnaire.objects.exists()


def test_two_officers_at_once_lose_nothing():
    of = factories.consultation()
    client = signed_in(factories.officer_of(of))
    built(client, of)
    stale = Questionnaire.objects.get().edition
    posted(client, of, "question/q3/", title_fr="Que faut-il d’abord ?")
    late = {"edition": stale, "title_fr": "Que manque-t-il le soir ?"}
    answer = client.post(at(of, "question/q3/"), late)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Que faut-il d’abord ?" in page
    assert "Que manque-t-il le soir ?" in page
    assert draft_of(of).question("q3").title["fr"] == "Que faut-il d’abord ?"
    client.post(at(of, "question/q3/"), late | {"edition": answer.context["form"].data["edition"]})
    assert draft_of(of).question("q3").title["fr"] == "Que manque-t-il le soir ?"
    client.post(at(of, "act/"), {"edition": stale, "act": "up", "key": "q3"})
    assert [one.key for one in draft_of(of).questions()] == ["q1", "q2", "q3"], "told, not done"
    edition = Questionnaire.objects.get().edition
    client.post(at(of, "question/q3/delete/"), {"edition": edition})
    answer = client.post(at(of, "question/q3/"), late | {"edition": edition, "kind": "text"})
    assert "Que manque-t-il le soir ?" in answer.content.decode()
    client.post(at(of, "question/q3/"), late | {"edition": edition + 1, "kind": "text"})
    assert draft_of(of).question("q3"), "saved once more, it is written anew"


def test_a_wording_published_while_it_is_open_leaves_the_earlier_one():
    made = factories.questionnaire()
    of = made.phase.consultation
    client = signed_in(factories.officer_of(of))
    given = factories.sheet(made)
    assert not client.get(at(of, "check/")).context["changes"]
    posted(client, of, "question/often/delete/")
    posted(client, of, "question/what/", title_fr="Pour quoi faire ?", choices_fr="Lire\nÉtudier\nRencontrer", most="2")
    page = client.get(at(of, "check/"))
    assert [str(one) for one in page.context["changes"]["dropped"]] == ["Question often ?"]
    assert page.context["faults"], "why_not hung on the question that is gone"
    posted(client, of, "question/why_not/when/")
    assert made.wordings.count() == 1
    edition = Questionnaire.objects.get().edition
    posted(client, of, "check/")
    posted(client, of, "check/")
    assert [one.number for one in made.wordings.all()] == [1, 2]
    given.refresh_from_db()
    assert load(given.wording.definition).question("often")
    assert draft_of(of).question("what").choices[1].key == "c2"
    assert client.post(at(of, "check/"), {"edition": edition - 1}).status_code == 409
    posted(client, of, "page/use/add/text/", title_fr="Et encore ?")
    assert draft_of(of).question("q1"), "keys of published wordings are taken: this one never was"


def test_others_find_nothing_here():
    made = factories.prepared()
    of = made.phase.consultation
    assert signed_in(plans.person()).get(at(of)).status_code == 404
    assert signed_in(factories.officer_of(factories.votes.consultation())).get(at(of)).status_code == 404
