"""A stranger walks the loop: in French without JavaScript, in Arabic with it; a picture of every step."""

import pytest

from consultations.votes.models import Result

from . import town
from .walk import Walk

pytestmark = [pytest.mark.walk, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("language", "javascript"), [("fr", False), pytest.param("ar", True, marks=pytest.mark.with_sqlite)]
)
def test_from_a_note_to_a_counted_vote(visit, screenshot, tmp_path, language, javascript):
    walk = Walk(visit, screenshot, town.build(), language, javascript)
    walk.publish()
    walk.consult()
    walk.propose()
    walk.commit()
    walk.deliberate()
    walk.prepare()
    code = walk.vote_as_citizen()
    walk.vote_for(walk.town.departments[1], "59-by-name")
    walk.vote_for(walk.town.cooperatives[3], "60-separated")
    walk.others_vote()
    walk.close(code, tmp_path)
    outcome = Result.objects.get().outcome
    assert outcome["adopted"] == ["A"]
    assert walk.scanner.pages > 30
    assert walk.scanner.faults == []
