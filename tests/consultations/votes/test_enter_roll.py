"""An open roll: who belongs to it enters by one press, until a day before the close; nobody else, and no body."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from consultations.enums import ConsultationStatus
from consultations.votes import services
from consultations.votes.enums import RollKind, Secrecy
from consultations.votes.models import RollEntry
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.enums import College
from tests.policylab.accounts.factories import signed_in
from tests.proposals import factories as plans

from . import factories
from .pages import words
from .test_races import all_at_once

pytestmark = pytest.mark.django_db


def ajar(people=12, to="during", **fields):
    """A vote whose citizens enter by themselves."""
    of = factories.consultation()
    factories.citizens(of, people)
    vote = factories.prepared(of, **fields)
    bodies = [entry.organisation for entry in vote.roll.all()]
    officer = factories.officer_of(of.organisation)
    services.set_roll(user=officer, vote=vote, organisations=bodies, roll_kind=RollKind.OPEN)
    services.open_vote(user=officer, vote=vote)
    factories.move(vote, to)
    return factories.again(vote)


def enter(user, vote):
    return services.enter_roll(user=user, vote=vote)


def neighbour(vote):
    return plans.person(territory=vote.phase.consultation.territory)


def test_it_begins_empty_of_citizens_and_grows_by_one_press_each():
    vote = ajar()
    colleges = {row.college: (row.roll_kind, row.secrecy, row.roll_size) for row in vote.colleges.all()}
    assert colleges == {
        College.PUBLIC: (RollKind.CLOSED, Secrecy.NAMED, 3),
        College.CITIZEN: (RollKind.OPEN, Secrecy.SEPARATED, 0),
        College.SSE: (RollKind.CLOSED, Secrecy.SEPARATED, 12),
    }
    person = neighbour(vote)  # an account made since the opening
    entry = enter(person, vote)
    assert enter(person, vote) == entry
    assert (entry.college, entry.territory, entry.has_voted) == (College.CITIZEN, person.territory, False)
    assert vote.colleges.get(college=College.CITIZEN).roll_size == 1
    factories.cast(factories.entries(vote, College.CITIZEN)[0], "A")


def test_who_does_not_belong_to_it_or_comes_at_the_wrong_time_stays_outside():
    vote = ajar()
    away, gone = plans.person(territory=plans.town()), neighbour(vote)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()
    closed, here = factories.opened(), neighbour(vote)
    for user, roll in ((away, vote), (gone, vote), (neighbour(closed), closed)):
        with pytest.raises(PermissionDenied):
            enter(user, roll)
    phases = vote.phase.consultation.phases
    phases.update(closes_at=db_now() + timedelta(hours=23, minutes=59))
    with pytest.raises(Refused, match="Until"):
        enter(here, vote)
    phases.update(closes_at=db_now() + timedelta(hours=24, minutes=1))
    enter(here, vote)
    consultation = type(vote.phase.consultation).objects.filter(pk=vote.phase.consultation_id)
    consultation.update(
        status=ConsultationStatus.CANCELLED, cancelled_because="Faute de budget.", cancelled_at=db_now()
    )
    with pytest.raises(PermissionDenied):
        enter(neighbour(vote), vote)
    assert RollEntry.objects.filter(vote=vote, college=College.CITIZEN).count() == 1


@pytest.mark.usefixtures("in_english")
def test_it_opens_only_where_ten_could_enter_and_before_the_phase_begins_people_may():
    with pytest.raises(Refused, match="9 people could enter"):
        ajar(people=9)
    vote = ajar(people=10, to="before")
    assert enter(neighbour(vote), vote).college == College.CITIZEN


@pytest.mark.usefixtures("in_english")
def test_one_press_on_the_page_of_the_vote_then_the_ballot(client):
    vote = ajar()
    ref = vote.phase.consultation.ref
    at, press = f"/en/consultations/{ref}/vote/", f"/en/consultations/{ref}/vote/enter/"
    stranger = words(client.get(at))
    assert "one person may hold several" in stranger
    assert "enter the roll by themselves, by one press, until" in stranger
    here, away = signed_in(neighbour(vote)), signed_in(plans.person(territory=plans.town()))
    assert f'action="{press}"' in here.get(at).content.decode()
    assert press not in away.get(at).content.decode()
    assert here.get(press).url == f"{at}mine/"
    assert press in here.get(f"{at}mine/").content.decode()
    assert away.post(press).status_code == 403
    assert here.post(press, follow=True).redirect_chain[-1][0] == f"{at}me/ballot/"
    assert vote.roll.filter(college=College.CITIZEN).count() == 1


@pytest.mark.pg
@pytest.mark.django_db(transaction=True)
def test_entering_eight_times_at_once_is_entering_once():
    vote = ajar()
    person, other = neighbour(vote), neighbour(vote)
    acts = [lambda user=user: enter(user, vote) for user in [person] * 6 + [other] * 2]
    assert all_at_once(acts) == [None] * 8
    assert vote.roll.filter(college=College.CITIZEN).count() == 2
    assert vote.colleges.get(college=College.CITIZEN).roll_size == 2
