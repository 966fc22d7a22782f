"""Who is told: followers who may read it, each once, a crowd a moment later; two rounds at once tell nobody twice."""

import threading

import pytest
from django.db import connection

from policylab.core.clock import db_now
from policylab.core.keys import key_of
from policylab.notices import services
from policylab.notices.models import Announcement, Follow, Notice
from policylab.notices.services import telling

from .factories import person, talk_about


def followers(target, number: int) -> list:
    people = [person() for _ in range(number)]
    Follow.objects.bulk_create(Follow(user=user, subject=key_of(target), since=db_now()) for user in people)
    return people


def announce(target, **more) -> int:
    return services.notify(subject=key_of(target), event="plan.changed", facts={"title": "Atelier"}, url="/fr/", **more)


@pytest.mark.django_db
def test_who_may_not_read_it_is_not_told(monkeypatch):
    talk, target = talk_about(monkeypatch)
    _first, second = followers(target, 2)
    talk.readable_by = {second.pk}
    assert announce(target) == 1
    assert Notice.objects.get().user == second


@pytest.mark.django_db
def test_who_hears_of_it_by_following_something_else_is_told_once(monkeypatch):
    _talk, target = talk_about(monkeypatch)
    both, one = followers(target, 2)
    Follow.objects.create(user=both, subject="x.y:1", since=db_now())
    assert announce(target, but_followers_of=["x.y:1"]) == 1
    assert Notice.objects.get().user == one


@pytest.fixture
def small_crowds(monkeypatch):
    monkeypatch.setattr(telling, "CROWD", 3)
    monkeypatch.setattr(telling, "AT_ONCE", 12)


@pytest.mark.django_db
def test_a_crowd_costs_the_act_one_row_and_is_told_by_the_next_round(
    monkeypatch, small_crowds, django_assert_max_num_queries
):
    _talk, target = talk_about(monkeypatch)
    people = followers(target, 40)
    with django_assert_max_num_queries(5):
        assert announce(target, exclude=[people[0].pk]) == 0
    assert Announcement.objects.count() == 1
    with django_assert_max_num_queries(40):  # four dozens, each with its transaction
        assert telling.tell_crowds() == 39
    assert set(Notice.objects.values_list("user_id", flat=True)) == {user.pk for user in people[1:]}
    assert telling.tell_crowds() == 0


def test_two_rounds_at_once_tell_a_crowd_once(transactional_db, monkeypatch, small_crowds):
    _talk, target = talk_about(monkeypatch)
    people = followers(target, 30)
    for _ in range(3):
        announce(target)
    told = at_once(telling.tell_crowds)
    assert sum(told) == 90
    assert Notice.objects.count() == 3 * len(people)
    assert not Announcement.objects.exists()


def at_once(do, times: int = 2) -> list[int]:
    """The same thing in two places that begin at the same moment; what each did."""
    start, done = threading.Barrier(times), []

    def place() -> None:
        try:
            start.wait()
            done.append(do())
        finally:
            connection.close()

    threads = [threading.Thread(target=place) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == times
    return done
