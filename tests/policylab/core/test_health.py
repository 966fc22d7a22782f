"""/healthz says that the process answers, whatever else is wrong."""

import pytest
from django.test import Client


def test_the_sign_of_life_asks_the_database_nothing():
    """No database is allowed in this test, so a query would fail it."""
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_watchers_only_read(address, client, db):
    assert client.post(address).status_code == 405
