"""A question composed once answers as the same question asked anew."""

from datetime import timedelta

import pytest

from policylab.accounts.models import User
from policylab.core.clock import Instant, db_now
from policylab.core.composed import Composed
from tests.proposals import factories as plans

pytestmark = pytest.mark.django_db


def people(email, but):
    rows = User.objects.filter(email=email, is_active=True).exclude(pk=but).order_by("pk")
    return rows.values("pk", "display_name", "joined_at", now=Instant())


@pytest.fixture
def asked():
    return Composed(people, "an example", -1)


def test_each_value_finds_its_own_row(asked, django_assert_num_queries):
    two = [plans.person(), plans.person()]
    now = db_now()
    asked.first(two[0].email, 0)  # composed by now
    for person in two:
        with django_assert_num_queries(1):
            row = asked.first(person.email, 0)
        anew = people(person.email, 0).first()
        assert {name: row[name] for name in ("pk", "display_name", "joined_at")} == {
            name: anew[name] for name in ("pk", "display_name", "joined_at")
        }
        assert row["now"].tzinfo is not None
        assert abs(row["now"] - now) < timedelta(minutes=1)


def test_nothing_found_is_nothing(asked):
    person = plans.person()
    assert asked.first("nobody@example.org", 0) is None
    assert asked.first(person.email, person.pk) is None


def test_a_value_too_many_or_too_few_is_refused(asked):
    with pytest.raises(ValueError, match="argument"):
        asked.first("one@example.org")
