"""The door says what one was about to do."""

import pytest
from django.test import Client

from consultations.selectors import words_of
from tests.consultations.votes import factories as votes
from tests.proposals import factories as make

pytestmark = pytest.mark.django_db


def test_the_door_says_what_one_signs_in_for():
    """Whatever the language of the address that leads on; never the title of what is not public."""
    plan, draft = make.published(title="Un atelier"), make.draft(title="Secret")
    vote = votes.opened()
    asked = words_of(vote.phase.consultation).title
    for onward, said in {
        f"/ar/plans/{plan.ref}/support/": "support «Un atelier»",
        f"/fr/plans/{plan.ref}/commit/?co=design": "make a commitment to «Un atelier»",
        f"/fr/plans/{plan.ref}/charter/sign/": "sign the charter of «Un atelier»",
        f"/fr/discuss/plans/{plan.ref}/new/": "comment on «Un atelier»",
        f"/fr/notices/follow/plans/{plan.ref}/": "follow «Un atelier»",
        f"/fr/consultations/{vote.phase.consultation.ref}/vote/mine/": f"vote in «{asked}»",
    }.items():
        door = Client().get("/en/account/sign-in/", {"next": onward}).content.decode()
        assert f"<b>Sign in to {said}</b>" in door
    for onward in (f"/fr/plans/{draft.ref}/support/", "/fr/", "/nowhere/", "//elsewhere.example/"):
        door = Client().get("/en/account/sign-in/", {"next": onward}).content.decode()
        assert "<b>Sign in to" not in door
        assert "Secret" not in door
