"""The ground the tests stand on: a database that is new each time, and one line about what is missing."""

from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

from tests.services import Service, in_one_line, missing_for


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_and_what_migrations_made_is_there(transactional_db, time):
    assert not get_user_model().objects.exists()
    assert Page.objects.filter(depth=1).exists()
    get_user_model().objects.create(email="left@over.example")
    Page.objects.all().delete()


def test_a_new_copy_can_be_laid_within_a_test(transactional_db, database):
    Page.objects.all().delete()
    database.lay("plain")
    assert Page.objects.exists()


def test_a_test_without_its_service_is_left_out_by_the_first_it_misses(monkeypatch):
    monkeypatch.delenv("POLICYLAB_TEST_ES", raising=False)
    assert missing_for(["es"]).mark == "es"
    assert missing_for(["django_db", "parametrize"]) is None
    monkeypatch.setenv("POLICYLAB_TEST_ES", "http://127.0.0.1:9200")
    assert missing_for(["es"]) is None


def test_what_is_left_out_is_one_line_with_the_way_to_get_it():
    service = Service("es", False, "Elasticsearch: .ci/elasticsearch/start")
    assert in_one_line(Counter({service: 3})) == "Left out: 3 es (Elasticsearch: .ci/elasticsearch/start)."
    assert in_one_line(Counter()) == "Left out: nothing."
