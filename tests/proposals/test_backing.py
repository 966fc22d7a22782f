"""Supports and commitments, by forms alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from policylab.core.refs import new_ref
from proposals import services
from proposals.models import Commitment, Proposal, Support

from . import factories as make
from .pages import BACKEND, at, browser
from .test_writing import text_of

pytestmark = pytest.mark.django_db

GIVEN = {"co": "delivery", "what": "Douze heures par semaine", "language": "fr", "organisation": "me"}


def count(plan) -> int:
    return Proposal.objects.get(pk=plan.pk).supports_count


def test_support_proposal_twice_counts_once():
    plan, client = make.published(), browser(make.person())
    assert client.get(at(plan, "support/")).status_code == 200
    for _turn in range(2):
        assert client.post(at(plan, "support/")).url == at(plan)
    assert (Support.objects.count(), count(plan)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_backing_a_plan_says_that_one_follows_it_and_how_to_stop():
    plan = make.published()
    stop = f'href="/fr/notices/follow/plans/{plan.ref}/"'
    for page, given in (("support/", {}), ("commit/", GIVEN)):
        client = browser(make.person())
        done = client.post(at(plan, page), given)
        shown = text_of(client.get(done.url)).partition('role="status"')[2].partition("</div>")[0]
        assert stop in shown
        assert "suivez" in shown
        assert "notices/unfollow/plans" in text_of(client.get(f"/fr/notices/follow/plans/{plan.ref}/"))


def test_withdraw_support_twice_takes_one_away():
    plan = make.supported(times=2)
    client = browser(Support.objects.first().user)
    for _turn in range(2):
        assert client.post(at(plan, "unsupport/")).url == at(plan)
    assert count(plan) == 1


def test_a_page_alone_changes_nothing():
    plan, client = make.published(), browser(make.person())
    client.get(at(plan, "support/"))
    client.get(at(plan, "unsupport/"))
    assert not Support.objects.exists()


@pytest.mark.parametrize("page", ["support/", "unsupport/"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_supports_stand_still_outside_their_window(page, moment):
    plan = make.supported()
    make.move(plan.round, "support", to=moment)
    answer = browser(Support.objects.get().user if page == "unsupport/" else make.person()).post(at(plan, page))
    assert answer.status_code == 409
    assert 'class="alert warn"' in text_of(answer)
    assert count(plan) == 1


def test_an_author_does_not_support_their_own_plan():
    plan = make.published()
    assert 'class="btn go"' not in text_of(browser(plan.author).get(at(plan, "support/"))).partition("<main")[2]
    assert browser(plan.author).post(at(plan, "support/")).status_code == 403


@pytest.mark.parametrize("page", ["support/", "unsupport/"])
def test_whoever_is_not_signed_in_is_led_to_the_door(page):
    plan = make.published()
    assert browser().get(at(plan, page)).status_code == 302
    assert browser().post(at(plan, page)).status_code == 302
    assert not Support.objects.exists()


@pytest.mark.parametrize("page", ["support/", "unsupport/", "commit/"])
def test_nothing_is_given_to_a_draft_or_to_a_plan_that_never_was(page):
    client = browser(make.person())
    assert client.post(at(make.draft(), page), GIVEN).status_code == 404
    assert client.post(f"/fr/plans/bcdfghjkmn/{page}", GIVEN).status_code == 404


def test_nothing_is_given_to_a_withdrawn_plan():
    plan, client = make.withdrawn(), browser(make.person())
    assert client.post(at(plan, "support/")).status_code == 403
    assert client.post(at(plan, "commit/"), GIVEN).status_code == 403


def test_make_commitment_in_ones_own_name():
    plan, client = make.published(), browser(make.person("Participante 9"))
    assert client.post(at(plan, "commit/"), {**GIVEN, "key": new_ref()}).url == at(plan, "commitments/")
    page = text_of(browser().get(at(plan)))
    assert "Participante 9" in page
    assert GIVEN["what"] in page


def test_make_commitment_in_the_name_of_an_organisation():
    plan, body = make.published(), make.organisation(name="Mdinti")
    client = browser(make.member(body))
    client.post(at(plan, "commit/"), {**GIVEN, "organisation": body.ref, "key": new_ref()})
    assert Commitment.objects.get().organisation == body
    assert "c-sse" in text_of(browser().get(at(plan, "commitments/")))


def test_make_commitment_in_a_name_that_is_not_ones_own_is_refused():
    plan, body = make.published(), make.organisation()
    answer = browser(make.person()).post(at(plan, "commit/"), {**GIVEN, "organisation": body.ref})
    assert answer.status_code == 200
    assert not Commitment.objects.exists()


def test_make_commitment_twice_by_a_double_click_is_one():
    plan, client, key = make.published(), browser(make.person()), new_ref()
    for _turn in range(2):
        client.post(at(plan, "commit/"), {**GIVEN, "key": key})
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("co", "x"), ("co", ""), ("what", ""), ("what", "x" * 100_000), ("what", "a\u202eb"), ("language", "xx")],
)
def test_make_commitment_says_what_is_wrong_at_the_field_and_keeps_the_rest(field, value):
    plan = make.published()
    answer = browser(make.person()).post(at(plan, "commit/"), {**GIVEN, field: value})
    page = text_of(answer)
    assert f'id="id_{field}_error"' in page
    assert (GIVEN["what"] in page) or field == "what"
    assert not Commitment.objects.exists()


def test_make_commitment_when_all_is_closed_gives_the_words_back():
    plan = make.published()
    make.move(plan.round, to="after")
    answer = browser(make.person()).post(at(plan, "commit/"), GIVEN)
    assert GIVEN["what"] in text_of(answer)
    assert not Commitment.objects.exists()


def test_what_is_promised_before_signing_in_waits():
    plan, person, client = make.published(), make.person(), Client()
    assert client.get(at(plan, "commit/?co=design")).status_code == 200
    assert client.post(at(plan, "commit/"), {**GIVEN, "key": new_ref()}).status_code == 302
    client.force_login(person, backend=BACKEND)
    assert GIVEN["what"] in text_of(client.get(at(plan, "commit/")))


def test_withdraw_commitment_twice_is_once():
    given = make.committed()
    url = at(given.proposal, f"commitments/{given.ref}/withdraw/")
    client = browser(given.made_by)
    assert given.what in text_of(client.get(url))
    for _turn in range(2):
        assert client.post(url).url == at(given.proposal, "commitments/")
    assert given.what not in text_of(browser().get(at(given.proposal)))


def test_withdraw_commitment_of_somebody_else_is_denied():
    given = make.committed()
    url = at(given.proposal, f"commitments/{given.ref}/withdraw/")
    assert browser(make.person()).post(url).status_code == 403
    assert browser(make.person()).post(at(make.published(), f"commitments/{given.ref}/withdraw/")).status_code == 404
    assert Commitment.objects.public().exists()


def test_withdraw_commitment_by_whoever_speaks_for_the_body():
    body = make.organisation()
    given = make.committed(in_name_of=body)
    with pytest.raises(PermissionDenied):
        services.withdraw_commitment(user=make.person(), commitment=given)
    services.withdraw_commitment(user=make.member(body), commitment=given)
    assert not Commitment.objects.public().exists()


def test_withdraw_commitment_after_the_windows_is_refused():
    given = make.committed()
    make.move(given.proposal.round, to="after")
    answer = browser(given.made_by).post(at(given.proposal, f"commitments/{given.ref}/withdraw/"))
    assert answer.status_code == 409
    assert Commitment.objects.public().exists()
