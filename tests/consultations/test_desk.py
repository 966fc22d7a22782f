"""The officer's desk: what waits, what was asked and left, what each consultation gathered, what happened lately."""

import pytest

from consultations.desk import gathered_in, questions_in, talked_about
from policylab.core.clock import db_now
from policylab.directory.enums import College, OrganisationKind
from policylab.discussion.services import edit_comment, post_comment
from policylab.discussion.services.posting import edition_of
from tests.policylab.accounts.factories import person, signed_in
from tests.proposals.factories import committed, organisation, published, supported

from . import factories

pytestmark = pytest.mark.django_db
DESK = "/fr/consultations/mine/"


@pytest.fixture
def hall():
    return factories.town_hall()


def say(plan, text, to=""):
    return post_comment(user=person(), target=plan, text=text, language="fr", reply_to_ref=to)


def test_figures_are_by_college_and_of_one_s_own_consultations(hall):
    mine, other = factories.opened(of=hall), factories.opened()
    cooperative = organisation(OrganisationKind.COOPERATIVE)
    plan = supported(published(round=mine.round), times=2)
    published(round=mine.round, in_name_of=cooperative)
    committed(plan, in_name_of=hall)
    published(round=other.round)
    say(plan, "Une idée.")
    found = gathered_in([mine])[mine.round_id]
    assert found.plans == {College.PUBLIC: 0, College.CITIZEN: 1, College.SSE: 1}
    assert found.commitments[College.PUBLIC] == 1
    assert (found.comments, found.supports) == (1, 2)
    assert mine.round_id in gathered_in([mine, other])
    assert other.round_id not in gathered_in([mine])


def test_a_question_stays_until_somebody_replies(hall):
    found = factories.opened(of=hall)
    plan = published(round=found.round)
    say(plan, "Pas de question ici.")
    question = say(plan, "هل سيكون الفضاء مفتوحًا مساءً؟")
    assert [line.url.split("/")[-2] for line in questions_in(talked_about([found]), db_now())] == [question.ref]
    say(plan, "Oui, jusqu’à 20 h.", to=question.ref)
    assert questions_in(talked_about([found]), db_now()) == []


def test_a_comment_asks_as_long_as_its_words_do(hall):
    found = factories.opened(of=hall)
    plan = published(round=found.round)
    comment = say(plan, "Une remarque.")

    def change(text):
        comment.refresh_from_db()
        seen = edition_of(comment)
        edit_comment(user=comment.user, target=plan, comment=comment, text=text, language="fr", seen=seen)
        return len(questions_in(talked_about([found]), db_now()))

    assert [change("Et le soir ?"), change("Le soir aussi.")] == [1, 0]
    say(plan, "Bien sûr.", to=comment.ref)
    assert change("Et le dimanche ?") == 0


def test_the_desk_leads_to_every_act_and_shows_nobody_else_s(hall):
    officer = factories.officer(hall)
    draft = factories.complete(by=officer, of=hall)
    found = factories.opened(of=hall)
    plan, elsewhere = published(round=found.round), published(round=factories.opened().round)
    comment = say(plan, "Et le soir ?")
    page = signed_in(officer).get(DESK).content.decode()
    for address in (f"/fr/consultations/{draft.ref}/", f"/fr/plans/{plan.ref}/", comment.ref, f"{found.ref}/plans/"):
        assert address in page
    assert elsewhere.ref not in page
    assert f"{draft.ref}/plans/" not in page, "a draft has no page of plans"


def test_it_asks_as_little_with_many_consultations_as_with_few(hall, django_assert_max_num_queries):
    client = signed_in(factories.officer(hall))
    for _one in range(3):
        found = factories.opened(of=hall)
        say(published(round=found.round), "Et le soir ?")
    client.get(DESK)
    with django_assert_max_num_queries(40) as asked:
        client.get(DESK)
    for _one in range(3):
        found = factories.opened(of=hall)
        say(published(round=found.round), "Et le soir ?")
    with django_assert_max_num_queries(len(asked.captured_queries)):
        assert client.get(DESK).status_code == 200


def test_an_empty_desk_says_how_to_get_one():
    page = signed_in(person()).get(DESK)
    assert page.status_code == 200
    assert page.context["rows"] == []
    assert page.context["happened"] == []
