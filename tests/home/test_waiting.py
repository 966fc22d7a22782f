"""What waits for a person: their own front page says it, with the way there and until when; nobody else's does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.votes.models import RollEntry, Vote
from policylab.accounts.models import User
from policylab.core import registries
from policylab.core.clock import db_now
from policylab.core.registries import Waiting
from policylab.directory.enums import OrganisationStatus, Role
from policylab.directory.models import Membership
from policylab.directory.services import invite_member
from policylab.discussion import services as talking
from policylab.notices.models import Notice
from proposals.models import Proposal
from tests.consultations import factories as consultations
from tests.consultations.votes import factories as votes
from tests.home import factories
from tests.policylab.accounts import factories as accounts
from tests.policylab.directory import factories as directory
from tests.proposals import factories as plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plans_without_source")]


def front(user: User | None) -> str:
    """The part of the front page that is this reader's own."""
    answer = (accounts.signed_in(user) if user else Client()).get("/fr/")
    assert answer.status_code == 200
    _before, mark, rest = answer.content.decode().partition('<section class="sec" id="waiting">')
    return rest.partition("</section>")[0] if mark else ""


def urls(user: User) -> list[str]:
    return [one.url for one in registries.waiting_for(user, db_now())]


def ballot(vote: Vote) -> str:
    return f"/consultations/{vote.phase.consultation.ref}/vote/mine/"


# --- the block itself ---------------------------------------------------------------------------------------------
def test_nobody_else_is_shown_anything_and_no_cache_keeps_it():
    user = plans.draft().author
    assert front(None) == ""
    assert "/edit/" in front(user)
    assert "/edit/" not in front(plans.person())
    assert accounts.signed_in(user).get("/fr/")["Cache-Control"] == "private, no-cache"


def test_the_menu_leads_to_it():
    page = accounts.signed_in(plans.person()).get("/fr/plans/").content.decode()
    assert 'href="/fr/#waiting"' in page


def test_what_ends_first_stands_first_and_what_is_late_says_so(monkeypatch):
    now = timezone.now()
    told = [
        Waiting("Act", "Whenever", "/fr/c/"),
        Waiting("Act", "Soon", "/fr/b/", now + timedelta(days=3)),
        Waiting("Act", "Overdue", "/fr/a/", now - timedelta(days=3), "fr"),
    ]
    monkeypatch.setattr(registries, "waiting", {"test": lambda user, now: told})
    part = front(plans.person())
    assert part.index("Overdue") < part.index("Soon") < part.index("Whenever")
    assert part.count('class="tag bad"') == 1
    assert part.count('class="due"') == 1
    assert part.index('class="tag bad"') < part.index("Overdue")


def test_what_ends_at_midnight_ends_on_the_day_before(monkeypatch):
    midnight = timezone.make_aware(timezone.datetime(2020, 3, 15))
    monkeypatch.setattr(registries, "waiting", {"test": lambda user, now: [Waiting("Act", "Due", "/fr/", midnight)]})
    assert "14 mars 2020" in front(plans.person()).replace("\N{NO-BREAK SPACE}", " ")


def test_a_long_list_is_cut_and_counted(monkeypatch):
    told = [Waiting("Act", f"Thing {n}", f"/fr/{n}/") for n in range(15)]
    monkeypatch.setattr(registries, "waiting", {"test": lambda user, now: told})
    part = front(plans.person())
    assert part.count("<article") == 12
    assert "3 " in part.rpartition("<article")[2]


# --- who is told what ---------------------------------------------------------------------------------------------
def test_a_draft_waits_while_it_can_be_published():
    draft = plans.draft()
    (url,) = urls(draft.author)
    assert url.endswith(f"/plans/{draft.ref}/edit/")
    plans.move(draft.round, to="after")
    assert urls(draft.author) == []


def test_a_plan_waits_again_once_its_text_differs_from_what_is_published():
    plan = plans.published()
    assert urls(plan.author) == []
    plan = plans.rewrite(plan, need="Un autre besoin.")
    assert len(urls(plan.author)) == 1
    plans.rewrite(plan, need=plans.TEXTS["need"])
    assert urls(plan.author) == []


def test_a_ballot_waits_for_whoever_is_on_the_roll_until_it_is_cast():
    vote = votes.opened()
    entry = votes.entries(vote, "citizen")[0]
    assert urls(entry.user)[0].endswith(ballot(vote))
    RollEntry.objects.filter(pk=entry.pk).update(has_voted=True)
    assert urls(entry.user) == []
    assert urls(plans.person(territory=vote.phase.consultation.territory)) == []


def test_a_ballot_of_a_body_waits_for_who_speaks_for_it_today():
    vote = votes.opened()
    body = votes.entries(vote, "sse")[0].organisation
    speaker = body.memberships.get().user
    assert body.name in front(speaker)
    Membership.objects.filter(user=speaker).update(ended_at=db_now())
    assert front(speaker).count("<article") == 0


@pytest.mark.parametrize("moment", ["before", "after"])
def test_no_ballot_waits_outside_the_dates(moment):
    vote = votes.opened()
    votes.move(vote, moment)
    assert urls(votes.entries(vote, "citizen")[0].user) == []


def test_an_officer_finishes_drafts_and_opens_votes_in_time():
    draft = consultations.draft()
    assert urls(draft.created_by)[0].endswith(f"/consultations/{draft.ref}/")
    asked = consultations.opened("discuss")
    officer = votes.officer_of(asked.organisation)
    assert urls(officer)[0].endswith(f"/consultations/{asked.ref}/vote/prepare/")
    assert 'class="tag bad"' not in front(officer)
    consultations.moved(asked, "vote")
    assert 'class="tag bad"' in front(officer)
    consultations.moved(asked, "answer")
    assert urls(officer) == []


def test_a_complaint_waits_for_those_who_may_settle_it():
    plan = plans.published()
    keeper = plans.member(plan.round.asked_by, Role.FACILITATOR)
    other = plans.member(plans.organisation("municipality"), Role.FACILITATOR)
    comment = talking.post_comment(user=plans.person(), target=plan, text="Des mots durs.", language="fr")
    for _one in range(2):
        talking.flag_comment(user=plans.person(), target=plan, comment=comment, reason="Insulte")
    assert comment.ref in front(keeper)
    assert urls(other) == []
    assert any(comment.ref in url for url in urls(accounts.administrator()))
    talking.settle_flags(user=keeper, target=plan, comment=comment)
    assert urls(keeper) == []


def test_an_answer_waits_until_it_is_read(django_capture_on_commit_callbacks):
    plan, asker = plans.published(), plans.person()
    asked = talking.post_comment(user=asker, target=plan, text="Et le dimanche ?", language="fr")
    with django_capture_on_commit_callbacks(execute=True):
        talking.post_comment(user=plans.person(), target=plan, text="Aussi.", language="fr", reply_to_ref=asked.ref)
    (url,) = urls(asker)
    assert url.endswith(f"/notices/{Notice.objects.get(user=asker).pk}/")
    accounts.signed_in(asker).get(url)
    assert urls(asker) == []


def test_invitations_checks_and_pages():
    guest, club = accounts.person(), plans.organisation()
    invite_member(by=plans.member(club), organisation=club, address=guest.email, role=Role.MEMBER)
    assert club.name in front(guest)
    for _one in range(3):
        directory.organisation(status=OrganisationStatus.ASKED)
    administrator = accounts.administrator()
    assert [url for url in urls(administrator) if url.endswith("/organisations/checks/")] == urls(administrator)
    assert urls(guest) != urls(administrator)
    editor, note = accounts.editor(), factories.note("Une note")
    note.title = "Un autre titre"
    note.save_revision(user=editor)
    assert urls(editor) == [f"/admin/pages/{note.pk}/edit/"]


def test_it_asks_as_little_of_the_database_when_much_waits(django_assert_num_queries):
    """Somebody of everything: writer, voter, officer, keeper, administrator."""
    user = accounts.with_second_factor(accounts.administrator())
    town = plans.organisation("municipality")
    for role in (Role.OFFICER, Role.REPRESENTATIVE):
        Membership.objects.create(user=user, organisation=town, role=role, started_at=db_now())
    _everything_for(user, town)
    with CaptureQueriesContext(connection) as few:
        short = urls(user)
    for _one in range(3):
        _everything_for(user, town)
    with django_assert_num_queries(len(few)):
        assert len(urls(user)) > len(short) + 9
    assert len(few) <= 25


def _everything_for(user: User, town) -> None:
    plans.draft(author=user)
    consultations.draft(user, town)
    vote = votes.opened(people=11)
    RollEntry.objects.create(vote=vote, college="citizen", user=user)
    plan = Proposal.objects.filter(round=vote.phase.consultation.round).first()
    comment = talking.post_comment(user=plans.person(), target=plan, text="Non.", language="fr")
    talking.flag_comment(user=plans.person(), target=plan, comment=comment, reason="Insulte")
    Notice.objects.create(
        user=user, subject="x:1", event="comment.answered", facts={"title": "X"}, url="/fr/", happened_at=db_now()
    )
