"""The front page as caches see it: one page for all who have not signed in, until something is written or a date passes."""

import time

import pytest
from django.test import Client

from consultations.models import Consultation
from policylab.accounts.models import User
from policylab.core.clock import db_now
from proposals.models import Window
from tests.consultations import factories as consultations
from tests.consultations.votes import factories as votes
from tests.home import factories
from tests.policylab.accounts import factories as accounts
from tests.proposals import factories as plans
from tests.proposals.delivery import factories as delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plans_without_source")]


def front(etag: str = ""):
    return Client().get("/fr/", headers={"If-None-Match": etag} if etag else {})


def place_of(consultation: Consultation) -> str:
    return f"/fr/places/{consultation.territory.code}/"


def test_one_page_for_all_and_nothing_is_sent_twice():
    found = consultations.opened("propose")
    for address in ("/fr/", place_of(found), "/fr/places/"):
        first, second = Client().get(address), Client().get(address)
        assert first.content == second.content
        assert first["Cache-Control"] == "public, no-cache"
        assert not first.cookies
        assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_what_is_written_is_seen_by_the_next_reader():
    known = front()["ETag"]
    found = consultations.opened("propose")
    answer = front(known)
    assert answer.status_code == 200
    assert found.ref in answer.content.decode()
    plans.published(round=found.round)
    assert front(answer["ETag"]).status_code == 200


def test_a_date_that_passes_without_any_write_is_seen_by_the_next_reader():
    """It really waits until the windows have closed: two seconds, so that the first reading comes before it on a slow machine."""
    found = consultations.opened("discuss")
    closes = db_now() + 2 * (consultations.DAY / 86400)
    Window.objects.filter(round=found.round, closes_at__gt=db_now()).update(closes_at=closes)
    found.phases.filter(kind__in=["vote", "answer", "deliver"]).delete()
    addresses = ("/fr/", place_of(found))
    before = {address: Client().get(address) for address in addresses}
    for address in addresses:
        assert f"/fr/consultations/{found.ref}/plans/" in before[address].content.decode()
    while db_now() < closes:
        time.sleep(0.1)
    for address in addresses:
        after = Client().get(address, headers={"If-None-Match": before[address]["ETag"]})
        assert after.status_code == 200
        assert f"/fr/consultations/{found.ref}/plans/" not in after.content.decode()


def test_the_act_is_what_ends_first():
    late = consultations.opened("propose")
    soon = consultations.opened("discuss")
    text = front().content.decode()
    act = text.partition('<section class="act"')[2].partition("</section>")[0]
    assert act.index(f"/fr/consultations/{soon.ref}/plans/") < act.index(late.round.ref)


def test_figures_are_left_out_where_there_is_nothing():
    assert 'id="figures"' not in front().content.decode()
    plans.organisation()
    figures = front().content.decode().partition('id="figures"')[2].partition("</section>")[0]
    assert figures.count('class="num"') == 1


def test_a_decision_is_told_with_its_figures():
    vote = votes.counted()
    decided = front().content.decode().partition('id="decided"')[2].partition("</section>")[0]
    assert f"/{vote.phase.consultation.ref}/vote/result/" in decided
    assert "Citoyens 8 sur 8" in decided.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_being_delivered_says_how_far_and_what_is_late():
    plan = delivery.plan()
    delivery.milestone(plan, done=-3)
    delivery.milestone(plan, due=-2)
    delivery.milestone(plan)
    plans.published()
    text = front().content.decode().partition('id="delivered"')[2].partition("</section>")[0]
    assert text.count("<article") == 1
    assert f"/fr/plans/{plan.ref}/delivery/" in text
    assert '<progress max="3" value="1"' in text
    assert 'class="tag bad"' in text
    here = Client().get(f"/fr/places/{plan.round.territory.code}/").content.decode()
    assert f"/fr/plans/{plan.ref}/delivery/" in here


def test_the_demo_keeps_within_the_budget(demo, django_assert_max_num_queries):
    for address in ("/fr/", "/ar/places/TN/", "/fr/places/TN-11-tunis/", "/fr/places/"):
        Client().get(address)
        with django_assert_max_num_queries(15):
            answer = Client().get(address)
        assert answer.status_code == 200
        assert not answer.cookies
    citizen = accounts.signed_in(User.objects.get(email="citizen@demo.invalid"))
    with django_assert_max_num_queries(15):
        assert citizen.get("/fr/").status_code == 200
    editor = accounts.signed_in(User.objects.get(email="editor@demo.invalid"))
    begun = "Huelva: la economía plural entra en el instituto"
    assert begun in editor.get("/fr/").content.decode(), "a translation waits for her"
    assert begun not in Client().get("/es/library/plural-economy-huelva/").content.decode(), "and for nobody else"


def test_what_a_consultation_can_begin_from_leads_there():
    note, case = factories.note(), factories.case()
    text = front().content.decode()
    assert f"/fr/consultations/begin/?source={note.translation_key}" in text
    assert str(case.translation_key) not in text


def test_whoever_signs_out_has_the_page_of_everybody():
    reader = accounts.signed_in(plans.person())
    assert reader.get("/fr/")["Cache-Control"] == "private, no-cache"
    reader.logout()
    assert reader.get("/fr/")["Cache-Control"] == "public, no-cache"
