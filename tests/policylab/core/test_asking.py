import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from policylab.core.asking import asked_once, each_once
from policylab.core.middleware import asking_once


class Person:
    def __init__(self, pk: int):
        self.pk = pk


@pytest.fixture
def asked():
    return []


@pytest.fixture
def may(asked):
    @asked_once
    def may(user, thing):
        asked.append((user.pk, thing.pk))
        return (user.pk + thing.pk) % 2

    return may


def test_a_page_asks_each_question_once(may, asked):
    with each_once():
        assert [may(Person(1), Person(2)), may(Person(1), Person(2)), may(Person(2), Person(2))] == [1, 1, 0]
        assert asked == [(1, 2), (2, 2)]
    with each_once():
        may(Person(1), Person(2))
    assert len(asked) == 3


def test_an_act_asks_each_time(may, asked):
    may(Person(1), Person(2))
    may(Person(1), Person(2))
    assert len(asked) == 2
    with pytest.raises(ZeroDivisionError), each_once():
        raise ZeroDivisionError
    may(Person(1), Person(2))
    assert len(asked) == 3


@pytest.mark.parametrize(("method", "times"), [("get", 1), ("head", 1), ("post", 2)])
def test_a_page_that_is_read_is_such_a_page_and_an_act_is_not(may, asked, method, times):
    def page(request):
        return HttpResponse([may(Person(1), Person(2)), may(Person(1), Person(2))])

    asking_once(page)(getattr(RequestFactory(), method)("/"))
    assert len(asked) == times
