"""Statements asked again on a connection are not planned again."""

import pytest
from django.db import connection

from policylab.accounts.models import User
from policylab.settings.database import postgresql

ADDRESS = "postgresql://lab:secret@db.example:5432/lab"


@pytest.mark.pg
@pytest.mark.django_db
def test_what_is_asked_again_and_again_is_kept_planned():
    for _time in range(7):
        list(User.objects.filter(display_name="nobody at all"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%display_name%"])
        assert cursor.fetchone()[0] >= 1
    assert connection.connection.prepared_max == 500


def test_a_pooler_can_do_without():
    assert postgresql(ADDRESS)["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": 5}
    without = postgresql(f"{ADDRESS}?prepare=off")
    assert without["NAME"] == "lab"
    assert without["OPTIONS"] == {"server_side_binding": False, "prepare_threshold": None}
