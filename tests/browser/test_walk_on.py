"""The walk goes on: answered, signed, delivered, measured, made a case of, found, told. A picture of every new page."""

import pytest

from . import town
from .walk_on import WalkOn

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("language", "javascript"), [("fr", False), pytest.param("ar", True, marks=pytest.mark.with_sqlite)]
)
def test_from_a_counted_vote_to_a_case(visit, screenshot, language, javascript):
    walk = WalkOn(visit, screenshot, town.build(), language, javascript)
    walk.follow()
    walk.answer_with_reasons()
    walk.hear()
    walk.hear_no_more()
    walk.charter()
    walk.deliver()
    walk.assess()
    walk.trail()
    walk.find()
    assert walk.scanner.pages > 15
    assert walk.scanner.faults == []
