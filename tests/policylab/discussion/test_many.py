"""A thread of a thousand, and eight people who answer at once."""

import threading
from collections import Counter

import pytest
from django.db import connection

from policylab.discussion.addresses import thread_address
from policylab.discussion.models import Comment
from policylab.discussion.services import post_comment
from tests.policylab.notices.factories import member, organisation, person, talk_about

from .factories import Place, fill

PEOPLE, EACH = 8, 40


@pytest.fixture
def thousand(place) -> Place:
    """By many hands, some for bodies."""
    bodies = [organisation() for _ in range(5)]
    hands = [(person(), None) for _ in range(20)] + [(member(body), body) for body in bodies]
    fill(place.target, 1000, hands)
    return place


def test_a_page_under_a_thousand_comments(thousand, client, django_assert_max_num_queries):
    for address in (thousand.url(), f"{thousand.url()}?page=12"):
        client.get(address)  # content types are remembered by the process
        with django_assert_max_num_queries(4):
            page = client.get(address).content.decode()
        assert page.count("<article") == 50
    for user in (person(), member(thousand.talk.run_by, "facilitator"), member(organisation())):
        client.force_login(user)
        with django_assert_max_num_queries(10):
            client.get(thousand.url())


@pytest.mark.pg
def test_eight_people_answering_at_once_lose_nothing(transactional_db, monkeypatch, client):
    """Stock comments-xtd, same test: 91 of 320 answers invisible, 109 errors (DESIGN 4.6)."""
    talk, target = talk_about(monkeypatch)
    talk.address = thread_address
    place = Place(talk, target)
    first = place.say()
    errors = at_once(place, [person() for _ in range(PEOPLE)], first)
    assert errors == []
    answers = Comment.objects.exclude(pk=first.pk)
    assert answers.count() == PEOPLE * EACH
    orders = Counter(Comment.objects.values_list("thread_id", "order"))
    assert max(orders.values()) == 1
    assert Comment.objects.get(pk=first.pk).nested_count == PEOPLE * EACH
    assert talk.counts[-1] == PEOPLE * EACH + 1
    shown = "".join(client.get(place.url(), {"page": n}).content.decode() for n in range(1, 8))
    assert shown.count("<article") == PEOPLE * EACH + 1
    assert all(f'id="c-{ref}"' in shown for ref in answers.values_list("ref", flat=True))


def at_once(place: Place, people: list, first: Comment) -> list[Exception]:
    """Each answers now the first comment, now one of the answers there already are."""
    start, errors = threading.Barrier(len(people)), []

    def answer(user) -> None:
        to = first
        try:
            start.wait()
            for n in range(EACH):
                written = post_comment(
                    user=user, target=place.target, text=f"{user.pk} {n}", language="fr", reply_to_ref=to.ref
                )
                to = written if n % 3 else first
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
