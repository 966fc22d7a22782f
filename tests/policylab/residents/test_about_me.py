"""Gender and age: said, changed, taken along, deleted, by their owner alone."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from policylab.accounts.models import User
from policylab.accounts.services.data import export_personal_data
from policylab.accounts.services.erasure import erase_account
from policylab.core.clock import db_now
from policylab.residents.models import AboutMe
from policylab.residents.services import save_about_me
from tests.policylab.accounts.factories import person, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("in_english")
def test_it_is_said_changed_exported_and_deleted_by_saying_nothing():
    user = person()
    client, address = signed_in(user), reverse("residents:about_me")
    assert address in client.get(reverse("accounts:home")).content.decode()
    page = client.get(address).content.decode()
    assert page.count("I’d rather not say") >= 2
    assert page.count("checked") == 2  # saying nothing is what is chosen
    assert client.post(address, {"gender": "woman", "age_band": "18 to 29"}).status_code == 200
    assert not AboutMe.objects.exists()  # not a band of ours
    client.post(address, {"gender": "woman", "age_band": "18-29"})
    client.post(address, {"gender": "", "age_band": "30-44"})
    (said,) = json.loads(export_personal_data(user=user))["about_me"]
    assert (said["gender"], said["age_band"]) == ("", "30-44")
    assert "Nothing is stored." in client.post(address, {}, follow=True).content.decode()
    assert not AboutMe.objects.exists()


def test_it_goes_with_the_account_and_a_row_says_something_known():
    user = person()
    save_about_me(user=user, gender="man")
    erase_account(user=user, by=user)
    assert not AboutMe.objects.exists()
    with pytest.raises(PermissionDenied):
        save_about_me(user=User.objects.get(pk=user.pk), gender="man")
    for broken in ({}, {"gender": "x"}, {"age_band": "33"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AboutMe.objects.create(user=person(), changed_at=db_now(), **broken)
