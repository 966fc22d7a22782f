import pytest

from tests.permissions import scenario as people_and_places


@pytest.fixture(scope="package")
def scenario(django_db_setup, django_db_blocker, database):
    """Made once and committed; what a test asks is taken back (asking.py), and afterwards the database is new again."""
    with django_db_blocker.unblock():
        yield people_and_places.build()
        database.lay("plain")
