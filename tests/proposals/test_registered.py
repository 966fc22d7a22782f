"""What plans give to the packages below: comments, trail, search, one's own data, notices."""

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from policylab.core import registries
from policylab.core.keys import key_of
from policylab.directory.enums import Role
from policylab.notices.models import Follow, Notice
from policylab.notices.sentences import sentence_of
from policylab.notices.services import unfollow
from proposals import registered, services, sources, telling
from proposals.models import Draft, Proposal, Support, Version
from proposals.registered import COMMENTS, documents
from search.models import SearchDocument

from . import factories as make
from .pages import at, browser

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


# --- comments -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("moment", "is_open"), [("before", False), ("during", True), ("after", False)])
def test_comments_are_taken_while_their_window_is_open(moment, is_open):
    plan = make.published()
    make.move(plan.round, "comment", to=moment)
    assert bool(COMMENTS.why_closed(plan, make.person())) is not is_open


def test_a_withdrawn_plan_is_read_and_no_longer_commented():
    plan = make.withdrawn()
    assert COMMENTS.can_read(plan, NOBODY)
    assert COMMENTS.why_closed(plan, make.person())


def test_a_draft_is_not_found_for_comments():
    assert COMMENTS.find(make.draft().ref) is None
    assert not COMMENTS.can_read(make.draft(), NOBODY)


def test_comments_are_moderated_by_those_who_asked_for_plans():
    plan = make.published()
    keeper, officer = (make.member(plan.round.asked_by, role) for role in (Role.FACILITATOR, Role.OFFICER))
    other = make.member(make.organisation(), Role.FACILITATOR)
    assert set(COMMENTS.moderators(plan)) == {keeper.pk, officer.pk}
    assert [COMMENTS.can_moderate(plan, user) for user in (keeper, other, NOBODY)] == [True, False, False]


def test_the_count_of_comments_stands_on_the_plan():
    plan = make.published()
    COMMENTS.keep_count(plan, 7)
    assert Proposal.objects.get().comments_count == 7


# --- trail --------------------------------------------------------------------------------------------------------
@pytest.fixture
def note():
    return Page.objects.filter(depth=2).first() or Page.get_first_root_node().add_child(title="Note 3", slug="note")


def test_the_trail_shows_the_note_a_plan_comes_from(note):
    plan = make.published()
    Proposal.objects.update(source_page=note)
    links = registries.links_of(Proposal.objects.get())
    assert [(link.step, link.title, link.here) for link in links] == [
        (1, note.title, False),
        (3, plan.current.title, True),
    ]


def test_the_trail_never_shows_a_hidden_note(note):
    make.published()
    Proposal.objects.update(source_page=note)
    note.unpublish()
    assert [link.step for link in registries.links_of(Proposal.objects.get())] == [3]


def test_the_trail_never_shows_a_draft(note):
    make.draft()
    Proposal.objects.update(source_page=note)
    assert registries.links_of(Proposal.objects.get()) == []


def test_the_trail_of_many_plans_asks_as_much_as_that_of_one(note, django_assert_num_queries):
    for _n in range(4):
        make.published()
    Proposal.objects.update(source_page=note)
    plans = list(Proposal.objects.select_related("current"))
    registered.trail_of_plans(plans)
    for some in (plans[:1], plans):
        with django_assert_num_queries(1):
            registered.trail_of_plans(some)


def test_a_plan_begins_from_the_page_of_its_round(note, monkeypatch):
    monkeypatch.setattr(sources, "round_sources", [lambda round: note])
    assert make.draft().source_page == note


def test_where_there_are_notes_a_plan_names_one_before_it_is_published(note, monkeypatch):
    """Page itself stands for home's notes: this package knows no kind of page."""
    monkeypatch.setattr(sources, "source_kinds", [Page])
    plan = make.draft()
    client = browser(plan.author)
    assert client.post(at(plan, "publish/")).status_code == 409
    assert note.title in client.get(at(plan, "edit/origin/")).content.decode()
    bad = client.post(
        at(plan, "edit/origin/"), {"organisation": "me", "source": "00000000-0000-0000-0000-000000000000"}
    )
    assert 'id="id_source_error"' in bad.content.decode()
    client.post(at(plan, "edit/origin/"), {"organisation": "me", "source": str(note.translation_key)})
    assert client.post(at(plan, "publish/")).url == at(plan)
    assert Proposal.objects.get().source_page == note


def test_a_plan_may_begin_from_a_note(note, monkeypatch):
    monkeypatch.setattr(sources, "source_kinds", [Page])
    round = make.gathering()
    words = {"title": "t", "need": "n", "language": "fr", "key": ""}
    browser(make.person()).post(f"/fr/plans/begin/{round.ref}/?source={note.translation_key}", words)
    assert Proposal.objects.get().source_page == note


# --- search -------------------------------------------------------------------------------------------------------
def test_search_sees_the_current_version_of_plans_that_stand(django_assert_max_num_queries):
    make.draft()
    plan = make.revised(title="Un titre neuf").proposal
    make.withdrawn()
    with django_assert_max_num_queries(4):
        found = {document.key: document for document in documents()}
    assert set(found) == {key_of(plan)}
    document = found[key_of(plan)]
    assert (document.title, document.language, document.url) == ("Un titre neuf", "fr", at(plan))
    assert make.TEXTS["success"] in document.body
    assert document.territory == plan.round.territory.path
    assert list(documents([plan])) == [document]


def test_search_rows_follow_the_plan(django_capture_on_commit_callbacks):
    rows = SearchDocument.objects.filter(kind="plan")
    with django_capture_on_commit_callbacks(execute=True):
        plan = make.published()
    assert [row.title for row in rows.public()] == [make.TEXTS["title"]]
    with django_capture_on_commit_callbacks(execute=True):
        make.revised(plan, title="Un titre neuf")
    assert [row.title for row in rows.public()] == ["Un titre neuf"]
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_proposal(user=plan.author, proposal=plan)
    assert not rows.public().exists()


# --- one's own data, erasure --------------------------------------------------------------------------------------
def test_ones_own_data_holds_drafts_too():
    plan = make.rewrite(make.published(), service="Pas encore publié")
    Support.objects.create(proposal=make.published(), user=plan.author, given_at=make.db_now())
    given = make.committed(user=plan.author)
    data = registries.personal_data["plans"](plan.author)
    assert data["drafts"][0]["service"] == "Pas encore publié"
    assert data["versions"][0]["service"] == make.TEXTS["service"]
    assert len(data["supports"]) == 1
    assert data["commitments"][0]["what"] == given.what


def test_erasure_takes_drafts_and_supports_and_leaves_what_was_published():
    author = make.person()
    make.draft(author)
    mine, other = make.published(author), make.supported(times=1)
    services.support_proposal(user=author, proposal=other)
    registries.erasure["plans"](author)
    assert not Draft.objects.filter(proposal__author=author).exists()
    assert list(Proposal.objects.filter(author=author)) == [mine]
    assert Version.objects.filter(proposal=mine).exists()
    assert Proposal.objects.get(pk=other.pk).supports_count == 1
    assert browser().get(at(mine)).status_code == 200


# --- notices ------------------------------------------------------------------------------------------------------
def test_who_writes_and_who_commits_follows(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        given = make.committed()
    assert set(Follow.objects.values_list("user", flat=True)) == {given.made_by_id, given.proposal.author_id}


def test_backers_and_followers_are_told_of_a_new_version_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        given = make.committed()
        services.support_proposal(user=given.made_by, proposal=given.proposal)
        backer = make.supported(given.proposal).supports.last().user
    Notice.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        make.revised(given.proposal)
    notices = Notice.objects.filter(event=telling.REVISED)
    assert sorted(notices.values_list("user", flat=True)) == sorted([given.made_by_id, backer.pk])
    assert given.proposal.current.title in sentence_of(notices[0])
    assert browser().get(notices[0].url).status_code == 200


def test_who_stopped_following_hears_no_more_though_they_back_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        plan = make.supported()
        backer = plan.supports.get().user
    unfollow(user=backer, target=plan)
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_support(user=backer, proposal=plan)
        services.support_proposal(user=backer, proposal=plan)
        make.revised(plan)
    assert not Notice.objects.filter(user=backer, event=telling.REVISED).exists()


def test_a_notice_that_fails_fails_no_act(django_capture_on_commit_callbacks, monkeypatch, caplog):
    def broken(**facts):
        raise RuntimeError("no table today")

    monkeypatch.setattr(telling, "notify", broken)
    with django_capture_on_commit_callbacks(execute=True):
        make.committed()
    assert "no table today" in caplog.text
