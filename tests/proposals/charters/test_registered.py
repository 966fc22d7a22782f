"""What other packages learn of a charter: trail, search, notices, what waits, what a body did, one's own data."""

import pytest

from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.loop import DELIVER
from policylab.notices.models import Notice
from policylab.notices.services import follow
from proposals.charters import registered
from proposals.charters.waiting import charters_awaited
from proposals.parties import parties_of
from tests.proposals import factories as plans
from tests.proposals.pages import at, browser

from . import factories as make

pytestmark = pytest.mark.django_db


def test_a_draft_is_nowhere():
    draft = make.drafted()
    assert registered.trail_of_plans([draft.charter.proposal]) == {}
    assert list(registered.documents()) == []
    assert browser().get(at(draft.charter.proposal, "charter/v/1/text.json")).status_code == 404


def test_the_trail_counts_signatures_in_one_question(django_assert_num_queries):
    signed = [make.signed().version.charter.proposal for _one in range(3)]
    with django_assert_num_queries(1):
        found = registered.trail_of_plans(signed)
    assert [link.step for links in found.values() for link in links] == [DELIVER] * 3
    assert registries.links_of(signed[0])[-1].step >= DELIVER


def test_search_finds_the_newest_text_only():
    version = make.published()
    make.published(version.charter.proposal, text="Un autre texte.")
    assert [(found.kind, found.body) for found in registered.documents()] == [("charter", "Un autre texte.")]


def test_what_a_body_signed_stands_on_its_page_once():
    club = plans.organisation()
    first = make.signed(organisation=club)
    newer = make.published(first.version.charter.proposal, text="Un autre texte.")
    make.signed(newer, club)
    make.signed(organisation=plans.organisation())
    deeds = registered.deeds_of([club, plans.organisation()])
    assert [(deed.step, deed.title) for deed in deeds[club]] == [(DELIVER, newer.title)]
    assert list(deeds) == [club]


def test_who_signed_carries_the_plan():
    signature = make.signed()
    plan = signature.version.charter.proposal
    assert set(parties_of(plan)) == {signature.organisation, plan.round.asked_by}


def test_a_charter_waits_for_those_who_speak_for_a_party(django_assert_max_num_queries):
    club = plans.organisation()
    plan = plans.committed(plans.published(), club).proposal
    version = make.published(plans.adopted(plan))
    speaker, stranger = plans.member(club), plans.member(plans.organisation())
    with django_assert_max_num_queries(6):
        assert [one.url.endswith(f"{plan.ref}/charter/sign/") for one in charters_awaited(speaker, db_now())] == [True]
    assert charters_awaited(stranger, db_now()) == []
    make.signed(version, club, user=speaker)
    assert charters_awaited(speaker, db_now()) == []


def test_a_charter_not_yet_written_waits_for_the_officer():
    plan = plans.adopted()
    officer = plans.officer(plan.round.asked_by)
    assert [one.url.endswith("charter/write/") for one in charters_awaited(officer, db_now())] == [True]
    make.published(plan)
    assert [one.url.endswith("charter/sign/") for one in charters_awaited(officer, db_now())] == [True]


@pytest.mark.django_db(transaction=True)
def test_followers_hear_of_text_and_signatures_and_signers_of_a_newer_text():
    version = make.published()
    plan, reader, club = version.charter.proposal, plans.person(), plans.organisation()
    follow(user=reader, target=plan)
    speaker = plans.member(club)
    make.signed(version, club, user=speaker)
    make.published(plan, text="Un autre texte.")
    events = set(Notice.objects.values_list("user", "event"))
    assert {(reader.pk, "charter.signed"), (reader.pk, "charter.published")} <= events
    assert (speaker.pk, "charter.to_sign") in events
    assert (speaker.pk, "charter.signed") not in events


def test_ones_own_data_say_what_one_signed():
    signature = make.signed(office="présidente")
    stored = registered.data_of(signature.signed_by)
    assert stored["signed"][0]["office"] == "présidente"
    assert stored["published"] == []
