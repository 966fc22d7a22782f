"""A charter is drafted by both sides and published version by version; nothing of it is ever rewritten."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from policylab.core.errors import Refused, Stale
from policylab.directory.enums import Role
from proposals.charters import services
from proposals.charters.models import Charter, CharterDraft, CharterVersion
from proposals.enums import Verdict
from tests.proposals import factories as plans
from tests.proposals.pages import BACKEND, at, browser

from . import factories as make

pytestmark = pytest.mark.django_db


def test_draft_charter_is_for_the_town_hall_and_those_who_wrote_the_plan():
    plan = plans.adopted()
    bare = plans.member(plan.round.asked_by, Role.OFFICER)
    for user in (plans.person(), bare, plans.officer(plans.organisation("municipality"))):
        with pytest.raises(PermissionDenied):
            make.drafted(plan, user)
    draft = make.drafted(plan, plan.author)
    officer = plans.officer(plan.round.asked_by)
    assert make.drafted(plan, officer, draft.edition, text="La Ville prête la salle.").edition == 2


@pytest.mark.parametrize("verdict", ["", Verdict.DECLINED])
def test_draft_charter_needs_an_adopting_answer(verdict):
    plan = plans.published()
    if verdict:
        plans.answered(plan, verdict)
    with pytest.raises(PermissionDenied):
        make.drafted(plan)
    plans.answered(plan, Verdict.PARTLY)
    assert make.drafted(plan)


def test_an_answer_corrected_to_declined_lets_nobody_go_on():
    version = make.published()
    plan = version.charter.proposal
    plans.answered(plan, Verdict.DECLINED, plans.officer(plan.round.asked_by))
    with pytest.raises(PermissionDenied):
        make.drafted(plan, edition=1, text="Encore une promesse.")
    with pytest.raises(PermissionDenied):
        make.signed(version)
    assert browser().get(at(plan, "charter/")).status_code == 200


def test_a_draft_saved_by_the_other_side_is_not_written_over():
    draft = make.drafted()
    plan = draft.charter.proposal
    officer = plans.officer(plan.round.asked_by)
    theirs = make.drafted(plan, officer, draft.edition, text="Le texte de la Ville.")
    with pytest.raises(Stale) as stale:
        make.drafted(plan, edition=draft.edition, text="Le texte des auteurs.")
    assert stale.value.current == theirs
    assert make.drafted(plan, edition=draft.edition, text="Le texte de la Ville.").edition == theirs.edition


def test_publish_charter_twice_is_one_version():
    draft = make.drafted()
    plan = draft.charter.proposal
    publish = {"user": plan.author, "proposal": plan, "edition": draft.edition}
    assert services.publish_charter(**publish) == services.publish_charter(**publish)
    assert CharterVersion.objects.count() == 1


@pytest.mark.usefixtures("in_english")
def test_what_is_published_is_what_was_read():
    draft = make.drafted()
    plan = draft.charter.proposal
    make.drafted(plan, edition=draft.edition, text="Une phrase de plus.")
    with pytest.raises(Refused, match="once more"):
        services.publish_charter(user=plan.author, proposal=plan, edition=draft.edition)


def test_the_digest_is_that_of_the_file_beside_the_text():
    version = make.published()
    file = browser().get(at(version.charter.proposal, "charter/v/1/text.json"))
    assert hashlib.sha256(file.content).hexdigest() == version.digest
    assert version.charter.proposal.author.display_name not in file.content.decode()
    assert make.published(version.charter.proposal, title="Autre titre").digest != version.digest


def test_the_database_holds_what_a_version_and_a_signature_are():
    signature = make.signed()
    wrong = [
        (signature.version, {"digest": "abc"}),
        (signature.version, {"text": ""}),
        (signature.version, {"number": 0}),
        (signature, {"digest": ""}),
        (signature, {"capacity": "friend"}),
    ]
    for row, fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**fields)
    signature.pk, signature.ref = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        signature.save()


# --- pages ------------------------------------------------------------------------------------------------------------
def test_from_the_plan_to_a_published_charter_by_its_forms():
    plan = plans.adopted()
    author = browser(plan.author)
    assert at(plan, "charter/write/") in author.get(at(plan)).content.decode()
    assert browser().get(at(plan, "charter/")).status_code == 404
    saved = author.post(at(plan, "charter/write/"), {**make.TEXTS, "edition": 0})
    assert saved["Location"] == at(plan, "charter/publish/")
    assert make.TEXTS["title"] in author.get(saved["Location"]).content.decode()
    assert author.post(saved["Location"], {"edition": 1}).status_code == 302
    assert make.TEXTS["title"] in browser().get(at(plan, "charter/")).content.decode()
    assert "charter/" in browser().get(at(plan)).content.decode()


def test_a_next_version_says_what_changed_word_by_word():
    version = make.published()
    plan = version.charter.proposal
    draft = CharterDraft.objects.get()
    make.drafted(plan, edition=draft.edition, text=make.TEXTS["text"].replace("juin", "septembre"))
    author = browser(plan.author)
    assert "<ins" in author.get(at(plan, "charter/publish/")).content.decode()
    unsaid = author.post(at(plan, "charter/publish/"), {"edition": 2, "what_changed": ""})
    assert unsaid.status_code == 400
    author.logout()
    author.post(at(plan, "charter/publish/"), {"edition": 1, "what_changed": "Plus tard"})
    author.force_login(plan.author, backend=BACKEND)
    again = author.get(at(plan, "charter/publish/")).context["form"]
    assert (again["what_changed"].value(), again["edition"].value()) == ("Plus tard", 2), (
        "kept over a session that ended"
    )
    author.post(at(plan, "charter/publish/"), {"edition": 2, "what_changed": "Jusqu’en septembre"})
    page = browser().get(at(plan, "charter/v/2/")).content.decode()
    assert "<del" in page
    assert "Jusqu’en septembre" in page
    assert Charter.objects.get().current.number == 2


BAD = [
    {"title": ""},
    {"text": ""},
    {"text": "x" * 100_000},
    {"text": "Un signe\x00nul"},
    {"title": "Un titre \u202e à l’envers"},
    {"language": "xx"},
]


@pytest.mark.parametrize("wrong", BAD, ids=lambda wrong: f"{next(iter(wrong))} {str(next(iter(wrong.values())))[:9]!r}")
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(wrong):
    plan = plans.adopted()
    page = browser(plan.author).post(at(plan, "charter/write/"), {**make.TEXTS, "edition": 0, **wrong})
    html = page.content.decode()
    assert page.status_code == 400
    assert 'class="alert bad"' in html
    assert "text" in wrong or "La Ville prête la salle" in html
    assert not Charter.objects.exists()


def test_both_texts_are_shown_where_the_other_side_saved_meanwhile():
    draft = make.drafted()
    plan = draft.charter.proposal
    make.drafted(plan, plans.officer(plan.round.asked_by), draft.edition, text="Le texte de la Ville.")
    typed = {**make.TEXTS, "text": "Le texte des auteurs.", "edition": 1}
    page = browser(plan.author).post(at(plan, "charter/write/"), typed)
    html = page.content.decode()
    assert page.status_code == 409
    assert "Le texte de la Ville." in html
    assert "Le texte des auteurs." in html
    assert 'name="edition" value="2"' in html


def test_an_officer_without_a_second_factor_is_told_so():
    plan = plans.adopted()
    bare = browser(plans.member(plan.round.asked_by, Role.OFFICER))
    page = bare.get(at(plan, "charter/write/"))
    assert page.status_code == 403
    assert "accounts/second_factor_needed.html" in [template.name for template in page.templates]


def test_html_in_a_charter_is_words():
    version = make.published(text="<script>alert(1)</script>", title="<b>Charte</b>")
    for page in ("charter/", "charter/v/1/"):
        html = browser().get(at(version.charter.proposal, page)).content.decode()
        assert "&lt;script&gt;" in html
        assert "<script>alert" not in html
