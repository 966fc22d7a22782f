"""Several at one moment: one account for one mailbox."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connections

from policylab.accounts.models import User
from policylab.accounts.services.people import admit_person

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


def together(act: Callable[[], object]) -> list:
    at_once = Barrier(MANY)

    def one(_number: int) -> object:
        at_once.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def test_eight_presses_make_one_account():
    answers = together(lambda: admit_person(address="a@example.org", language="fr"))
    assert User.objects.filter(email="a@example.org").count() == 1
    assert EmailAddress.objects.filter(email="a@example.org").count() == 1
    assert {user.pk for user, _new in answers} == {User.objects.get(email="a@example.org").pk}
    assert sum(new for _user, new in answers) == 1
