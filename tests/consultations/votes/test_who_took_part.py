"""Who took part: frozen at closing without small cells, shown on the result and in the report, never in the package."""

from collections import Counter

import pytest
from django.urls import reverse

from consultations.votes import services
from consultations.votes.who import lines_of
from policylab.core.clock import db_now
from policylab.directory.enums import College
from policylab.residents.enums import Gender
from policylab.residents.models import AboutMe
from policylab.residents.services import save_about_me

from . import factories
from .pages import address, words

pytestmark = pytest.mark.django_db
VALUES = Gender.values


def counts(**of):
    """woman=(voted, not voted)."""
    return Counter({(name, voted): of[name][not voted] for name in of for voted in (True, False)})


def test_too_few_leave_no_table_and_nearly_all_no_turnout():
    assert lines_of(counts(woman=(9, 0)), VALUES) == []  # nine say it
    assert lines_of(counts(woman=(3, 40), man=(1, 40)), VALUES) == []  # the turnout, which is known, would be hidden
    women, men = lines_of(counts(woman=(30, 2), man=(20, 20), **{"": (9, 9)}), VALUES)[:2]
    assert (women, men[1]) == (("woman", 32, None), 40)  # else: two did not vote


def test_closing_freezes_groups_of_five_and_the_pages_show_them(client):
    vote = factories.voted(people=40, citizen=("A",) * 20)
    entries = sorted(factories.entries(vote, College.CITIZEN), key=lambda entry: not entry.has_voted)
    said = ["woman"] * 10 + ["man"] * 8 + [""] * 2 + ["woman"] * 9 + ["man"] * 8 + ["other"] + [""] * 2
    AboutMe.objects.bulk_create(
        AboutMe(user=entry.user, gender=gender, changed_at=db_now())
        for entry, gender in zip(entries, said, strict=True)
        if gender
    )
    save_about_me(user=entries[0].user, gender="woman", age_band="75+")  # one age is none
    factories.move(vote, "after")
    services.close_vote(vote=vote)
    vote = factories.again(vote)
    lines = {line[0]: line[1:] for line in vote.result.who["gender"]}
    assert vote.result.who.keys() == {"gender"}
    assert lines["woman"] == [19, 10]
    assert lines["other"] == [None, None]
    assert [count for line in lines.values() for count in line if count is not None and count < 5] == []
    assert any(None in lines[name] for name in ("man", ""))  # or «other» would be what is missing to the sum
    for page in (address(vote, "result"), reverse("consultations:report", args=[vote.phase.consultation.ref])):
        shown = words(client.get(page.replace("/fr/", "/en/")))
        assert "Citizens by gender" in shown
        assert "Women 19 10" in shown
        assert "fewer than 5 people" in shown
    assert b"woman" not in bytes(vote.result.package.content)
