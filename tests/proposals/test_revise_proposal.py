"""The next version: said in a sentence, shown word by word, once."""

import pytest

from proposals import services
from proposals.models import Proposal, Version

from . import factories as make
from .pages import at, browser
from .test_writing import text_of

pytestmark = pytest.mark.django_db


def test_revise_proposal_makes_the_next_version():
    plan = make.rewrite(make.published(service="du lundi au vendredi"), service="du lundi au samedi")
    client = browser(plan.author)
    page = text_of(client.get(at(plan, "revise/")))
    assert "</span>samedi</ins>" in page
    assert client.post(at(plan, "revise/"), {"what_changed": "Le samedi aussi", "after": 1}).url == at(plan)
    assert list(Version.objects.values_list("number", "what_changed")) == [(1, ""), (2, "Le samedi aussi")]
    assert Proposal.objects.get().current.number == 2


def test_what_is_written_is_not_shown_before_it_is_published():
    plan = make.rewrite(make.published(), service="Encore secret")
    assert "Encore secret" not in text_of(browser().get(at(plan)))


def test_revise_proposal_twice_by_a_double_click_makes_one_version():
    plan = make.rewrite(make.published(), service="Mieux")
    client = browser(plan.author)
    for _turn in range(2):
        assert client.post(at(plan, "revise/"), {"what_changed": "x", "after": 1}).url == at(plan)
    assert Version.objects.count() == 2


def test_revise_proposal_without_a_change_is_refused_kindly():
    plan = make.published()
    answer = browser(plan.author).post(at(plan, "revise/"), {"what_changed": "Rien", "after": 1})
    assert answer.status_code == 200
    assert 'role="alert"' in text_of(answer)
    assert Version.objects.count() == 1


def test_revise_proposal_against_a_version_that_is_no_longer_the_last_is_refused():
    plan = make.published()
    make.revised(plan)
    make.rewrite(Proposal.objects.get(), service="Troisième")
    client = browser(plan.author)
    answer = client.post(at(plan, "revise/"), {"what_changed": "x", "after": 1})
    assert answer.status_code == 200
    assert 'name="after" value="2"' in text_of(answer)
    assert Version.objects.count() == 2
    client.post(at(plan, "revise/"), {"what_changed": "x", "after": 2})
    assert Version.objects.count() == 3


@pytest.mark.parametrize("bad", [{}, {"what_changed": ""}, {"what_changed": "x" * 301}, {"what_changed": "a\u202eb"}])
def test_revise_proposal_says_what_is_wrong_at_the_field(bad):
    plan = make.rewrite(make.published(), service="Mieux")
    answer = browser(plan.author).post(at(plan, "revise/"), {"after": 1, **bad})
    assert 'id="id_what_changed_error"' in text_of(answer)
    assert Version.objects.count() == 1


@pytest.mark.parametrize("moment", ["before", "after"])
def test_revise_proposal_outside_its_windows_is_refused_and_keeps_the_draft(moment):
    plan = make.rewrite(make.published(), service="Trop tard")
    make.move(plan.round, "write", "amend", to=moment)
    answer = browser(plan.author).post(at(plan, "revise/"), {"what_changed": "Le samedi", "after": 1})
    assert "Trop tard" in text_of(answer)
    assert "Le samedi" in text_of(answer)
    assert Version.objects.count() == 1
    assert Proposal.objects.get().draft.service == "Trop tard"


def test_revise_proposal_while_amending_only():
    plan = make.published()
    make.move(plan.round, "write", to="after")
    make.revised(plan)
    assert Version.objects.count() == 2


def test_a_colleague_who_speaks_for_the_body_revises_in_their_turn():
    body = make.organisation()
    plan = make.rewrite(make.published(in_name_of=body), service="Mieux")
    colleague = make.member(body)
    version = services.revise_proposal(user=colleague, proposal=plan, what_changed="Relu")
    assert (version.number, version.published_by) == (2, colleague)


def test_a_version_never_changes():
    first = make.published().current
    before = Version.objects.filter(pk=first.pk).values().get()
    make.revised(first.proposal)
    assert Version.objects.filter(pk=first.pk).values().get() == before


def test_withdraw_proposal_keeps_the_text_and_leaves_the_list():
    plan = make.published()
    client = browser(plan.author)
    for _turn in range(2):
        assert client.post(at(plan, "withdraw/")).url == at(plan)
    assert make.TEXTS["need"] in text_of(browser().get(at(plan)))
    assert at(plan) not in text_of(browser().get("/fr/plans/"))


def test_withdraw_proposal_after_its_windows_is_refused():
    plan = make.published()
    make.move(plan.round, to="after")
    answer = browser(plan.author).post(at(plan, "withdraw/"))
    assert 'role="alert"' in text_of(answer)
    assert Proposal.objects.get().status == "published"


def test_after_an_account_is_erased_a_colleague_goes_on_from_the_published_text():
    body = make.organisation()
    plan = make.rewrite(make.published(in_name_of=body), service="Jamais publié")
    services.forget_drafts(user=plan.author)
    page = text_of(browser(make.member(body)).get(at(plan, "edit/service/")))
    assert make.TEXTS["service"] in page
    assert "Jamais publié" not in page
