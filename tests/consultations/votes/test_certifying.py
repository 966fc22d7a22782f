"""A counted vote is certified with minutes, or annulled with a public reason; marks go thirty days later, counts stay."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from consultations.enums import Deed
from consultations.kept import adopted_by_vote
from consultations.models import Entry
from consultations.votes import report, services, trail, waiting
from consultations.votes.decided import decision_on
from consultations.votes.deeds import votes_cast_by_name
from consultations.votes.models import Annulment, Certification, RollEntry, Vote
from consultations.votes.outcomes import asked_of
from consultations.votes.privacy import what_is_stored
from consultations.votes.registered import documents
from consultations.votes.selectors import options_of
from consultations.votes.services.forgetting import delete_marks
from consultations.votes.sharing import card_of
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.core.printing.pdf import can_print
from policylab.directory.enums import College, Role
from policylab.notices.models import Notice
from tests.policylab.accounts.factories import signed_in
from tests.proposals import factories as plans

from . import factories
from .pages import address, fields, words

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script> Une urne est restée ouverte."


def swept(**given) -> Vote:
    """Counted, and no old copy left to be cleared."""
    vote = factories.counted(**given)
    Vote.objects.filter(pk=vote.pk).update(unswept=False)
    return factories.again(vote)


def officer(vote):
    return factories.officer_of(vote.phase.consultation.organisation)


def aged(vote, days):
    """As if it had been certified or annulled so many days ago."""
    for model in (Certification, Annulment):
        model.objects.filter(vote=vote).update(at=F("at") - timedelta(days=days))


def test_certifying_says_why_not():
    running, vote = factories.voted(), factories.counted()
    with pytest.raises(Refused, match="not counted yet"):
        services.certify_vote(user=officer(running), vote=running)
    with pytest.raises(Refused, match="still being cleared"):
        services.certify_vote(user=officer(vote), vote=vote)
    Vote.objects.filter(pk=vote.pk).update(unswept=False)
    services.certify_vote(user=officer(vote), vote=vote, incidents=" Rien. ")
    with pytest.raises(Refused, match="certified already"):
        services.certify_vote(user=officer(vote), vote=vote)
    assert Certification.objects.get().incidents == "Rien."
    assert Entry.objects.get(consultation=vote.phase.consultation, deed=Deed.CERTIFIED).by == officer(vote)


def test_annulling_needs_a_reason_once_and_ends_certifying():
    vote = swept()
    with pytest.raises(Refused, match="Say why"):
        services.annul_vote(user=officer(vote), vote=vote, reason=" \n ")
    services.annul_vote(user=officer(vote), vote=vote, reason="Un vice.")
    with pytest.raises(Refused, match="annulled already"):
        services.annul_vote(user=officer(vote), vote=vote, reason="Encore.")
    with pytest.raises(Refused, match="cannot be certified"):
        services.certify_vote(user=officer(vote), vote=vote)
    entry = Entry.objects.public().get(consultation=vote.phase.consultation)
    assert (entry.deed, entry.reason) == (Deed.ANNULLED, "Un vice.")


def test_only_officers_with_their_second_factor():
    vote = swept()
    bare = plans.member(vote.phase.consultation.organisation, Role.OFFICER)
    for user in (bare, plans.person(), factories.speaker(factories.entries(vote, College.SSE)[0])):
        with pytest.raises(PermissionDenied):
            services.certify_vote(user=user, vote=vote)
        with pytest.raises(PermissionDenied):
            services.annul_vote(user=user, vote=vote, reason="Non.")


def test_an_officer_reads_the_minutes_certifies_and_everybody_reads_them(client, django_assert_max_num_queries):
    vote = swept()
    desk = signed_in(officer(vote))
    assert client.get(address(vote, "result/minutes")).status_code == 404
    assert "The result is not certified yet." in words(client.get(address(vote, "result")))
    assert [line.kind for line in waiting.votes_to_certify(officer(vote), db_now())] == ["Certify the result"]
    page = desk.get(address(vote, "result/certify"))
    assert vote.result.package_digest in words(page)
    unread = desk.post(address(vote, "result/certify"), {"incidents": SCRIPT})
    assert unread.status_code == 400
    assert fields(unread)["incidents"] == [SCRIPT]
    assert not Certification.objects.exists()
    assert desk.post(address(vote, "result/certify"), fields(page, incidents=SCRIPT, read="on")).status_code == 302
    minutes = client.get(address(vote, "result/minutes"))
    assert b"<script>alert" not in minutes.content
    assert SCRIPT in words(minutes)
    assert not minutes.cookies
    for said in (
        "Plan A is adopted by all 3 colleges",
        "Ville de Tunis",
        vote.result.package_digest,
        "python3 recount.py",
    ):
        assert said in words(minutes)
    assert "The result was certified on" in words(client.get(address(vote, "result")))
    assert not waiting.votes_to_certify(officer(vote), db_now())
    for reader in (client, desk):
        with django_assert_max_num_queries(15 if reader is client else 25):
            reader.get(address(vote, "result"))


def test_a_small_college_is_withheld_in_the_minutes_too(client):
    vote = swept(citizen=("A", "A", "B"))
    services.certify_vote(user=officer(vote), vote=vote)
    said = words(client.get(address(vote, "result/minutes")))
    assert "fewer than 5" in said
    assert "Fewer than 5 voted here: Citizens" in words(client.get(address(vote, "result")))


def test_an_annulled_vote_says_so_first_and_adopts_nothing(client, django_capture_on_commit_callbacks):
    vote = swept()
    consultation, plan = vote.phase.consultation, options_of(vote)[0].version.proposal
    services.certify_vote(user=officer(vote), vote=vote)
    assert adopted_by_vote[0](consultation) == {plan.pk}
    desk = signed_in(officer(vote))
    blank = desk.post(address(vote, "result/annul"), {"reason": "  ", "sure": "on"})
    assert blank.status_code == 400
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(address(vote, "result/annul"), {"reason": SCRIPT, "sure": "on"}).status_code == 302
    vote = Vote.objects.get(pk=vote.pk)
    consultation = vote.phase.consultation
    page = client.get(address(vote, "result"))
    assert b"<script>alert" not in page.content
    said = words(page)
    assert said.index("annulled this vote on") < said.index(SCRIPT) < said.index("College by college")
    assert "It decides nothing." in said
    assert "This vote was annulled. Counted was: Plan A is adopted" in said
    assert client.get(address(vote, "result/package.zip")).status_code == 200
    assert adopted_by_vote[0](consultation) is None
    assert decision_on(plan).outcome == "The vote was annulled"
    assert trail.trail_of_plans([plan])[plan][0].kind == "In a vote that was annulled"
    assert trail.trail_of_consultations([consultation])[consultation][0].title == "The vote was annulled"
    (part,) = report.chapter(consultation, db_now())
    assert SCRIPT in part.facts["annulled"]
    assert "annulled" in words(client.get("/en/results/"))
    assert "annulled this vote on" in words(client.get(address(vote, "result/minutes")))
    assert Notice.objects.filter(event="vote.annulled").exists()


def test_wherever_it_is_told_the_annulment_is_told_first(client):
    vote = swept()
    body = factories.entries(vote, College.PUBLIC)[0].organisation
    services.annul_vote(user=officer(vote), vote=vote, reason="Un vice.")
    assert card_of(vote.ref).note.startswith("This vote was annulled. Counted was:")
    (deed,) = votes_cast_by_name([body])[body]
    assert deed.note.endswith(", in a vote that was annulled")
    found, title = list(documents([vote])), options_of(vote)[0].title
    assert len(found) == 2
    assert all(0 < one.body.find("Un vice.") < one.body.find(title) for one in found)
    assert "This vote was annulled. Counted was: Plan A is adopted" in words(client.get("/en/"))


@pytest.mark.skipif(not can_print(), reason="no WeasyPrint here")
def test_the_minutes_are_a_file_for_everybody_once_certified(client):
    vote = swept()
    file = address(vote, "result/minutes.pdf")
    assert client.get(file).status_code == 404
    assert signed_in(officer(vote)).get(file).content.startswith(b"%PDF")
    services.certify_vote(user=officer(vote), vote=vote, incidents=SCRIPT)
    answer = client.get(file)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def marks():
    return RollEntry.objects.filter(has_voted=True).count()


@pytest.mark.parametrize("act", ["certify", "annul"])
def test_marks_are_deleted_after_thirty_days_by_run_due_and_counts_stay(act):
    vote = swept()
    before, size, keys = (
        asked_of(vote, options_of(vote)),
        vote.roll.count(),
        set(vote.roll.values_list("pk", flat=True)),
    )
    voter = vote.roll.filter(has_voted=True, user__isnull=False).first().user
    if act == "certify":
        services.certify_vote(user=officer(vote), vote=vote)
    else:
        services.annul_vote(user=officer(vote), vote=vote, reason="Un vice.")
    aged(vote, 29)
    call_command("run_due", verbosity=0)
    assert marks() > 0
    assert what_is_stored(voter)["on the roll"][0]["has_voted"] is True
    aged(vote, 1)
    call_command("run_due", verbosity=0)
    after = factories.again(vote)
    assert marks() == 0
    assert (after.roll.count(), after.unswept) == (
        size,
        True,
    )  # a test is one transaction: what is owed is swept after it
    assert not keys & set(after.roll.values_list("pk", flat=True))
    assert asked_of(after, options_of(after)) == before
    assert "has_voted" not in what_is_stored(voter)["on the roll"][0]
    call_command("run_due", verbosity=0)
    assert factories.again(vote).marks_deleted_at == after.marks_deleted_at
    assert delete_marks(vote=vote) is False


def test_pages_say_nothing_false_once_marks_are_deleted(client):
    vote = swept()
    voter = vote.roll.filter(has_voted=True, user__isnull=False).first().user
    before = words(client.get(address(vote, "result")))
    services.certify_vote(user=officer(vote), vote=vote)
    aged(vote, 31)
    services.delete_due_marks()
    after = words(client.get(address(vote, "result")))
    assert before.split("Who voted")[1] == after.split("Who voted")[1]
    mine = words(signed_in(voter).get(address(vote, "mine")))
    assert "Not voted yet" not in mine
    assert "Nobody can read any more who voted" in mine


def test_no_row_is_left_where_it_lay():
    vote = swept()
    services.certify_vote(user=officer(vote), vote=vote)
    aged(vote, 31)
    column = "xmin" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {'ctid' if column == 'xmin' else column}, user_id FROM votes_rollentry")
        lay = set(cursor.fetchall())
        services.delete_due_marks()
        cursor.execute(f"SELECT {'ctid' if column == 'xmin' else column}, user_id FROM votes_rollentry")
        assert len(lay & set(cursor.fetchall())) < len(lay) / 2


AFTER_THE_COUNT = ("vote/result/", "vote/result/minutes/", "vote/result/package.zip", "report/")
FEW_OF_TWELVE = re.compile(r"Citizens (vote with ballots kept apart from names )?(12 )?fewer than 5 (of 12|–)")


@pytest.mark.parametrize(("act", "told"), [("certify", 6), ("annul", 5)])
def test_a_withheld_college_stays_withheld_once_marks_are_deleted(client, act, told):
    """Every page tells what it told before; of few voters no more than that they were few."""
    vote = swept(citizen=("A", "A", "B"))
    given = {"reason": "Un vice."} if act == "annul" else {}
    getattr(services, f"{act}_vote")(user=officer(vote), vote=vote, **given)
    aged(vote, 31)
    start = f"/en/consultations/{vote.phase.consultation.ref}/"

    def pages():
        answers = [one.get(start + page) for one in (client, signed_in(officer(vote))) for page in AFTER_THE_COUNT]
        found = [answer for answer in answers if answer.status_code == 200]
        return [words(one) if "html" in one["Content-Type"] else one.content for one in found]

    before = pages()
    services.delete_due_marks()
    assert marks() == 0
    assert pages() == before
    shown = [page for page in before if isinstance(page, str)]
    assert len(shown) == told
    assert [page for page in shown if not FEW_OF_TWELVE.search(page)] == []
