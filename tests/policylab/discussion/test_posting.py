"""Writing in a thread: who, when, where it stands, and what is never stored."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save

from policylab.core.errors import Refused, Stale
from policylab.directory.enums import Role
from policylab.discussion import services
from policylab.discussion.models import Comment
from policylab.notices.models import Notice
from policylab.notices.selectors import is_following
from policylab.notices.sentences import sentence_of
from policylab.notices.services import follow
from tests.policylab.accounts.factories import with_second_factor
from tests.policylab.notices.factories import member, organisation, person, talk_about

from .factories import let_pass


def test_a_comment_keeps_words_and_author_and_nothing_else(place):
    author = person("Leïla")
    comment = Comment.objects.get(pk=place.say("Qui paie le gardien ?", user=author).pk)
    assert (comment.comment, comment.user, comment.language) == ("Qui paie le gardien ?", author, "fr")
    assert (comment.user_name, comment.user_email, comment.user_url, comment.ip_address) == ("", "", "", None)
    assert comment.followup is False


def test_answers_stand_right_after_what_they_answer(place):
    first = place.say("1")
    second = place.say("2")
    place.say("2a", to=second)
    answer = place.say("1a", to=first)
    place.say("1b", to=first)
    place.say("1aa", to=answer)
    assert [(c.comment, c.level) for c in place.thread()] == [
        ("1", 0), ("1a", 1), ("1aa", 2), ("1b", 1), ("2", 0), ("2a", 1),
    ]  # fmt: skip


def test_below_the_deepest_level_an_answer_stands_beside_what_it_answers(place):
    comment = None
    for n in range(7):
        comment = place.say(str(n), to=comment)
    assert [(c.comment, c.level) for c in place.thread()] == [
        ("0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 4), ("6", 4),
    ]  # fmt: skip
    assert place.thread()[0].nested_count == 6


def test_nobody_answers_a_comment_of_another_object_or_a_hidden_or_unknown_one(place, monkeypatch):
    _talk, elsewhere = talk_about(monkeypatch)
    moderator = person(is_superuser=True)
    there = services.post_comment(user=person(), target=elsewhere, text="ailleurs", language="fr")
    hidden = place.say()
    services.hide_comment(user=moderator, target=place.target, comment=hidden, reason="Publicité")
    for ref in (there.ref, hidden.ref, "zzzzzzzzzz", "-1", "9" * 40):
        with pytest.raises(Refused):
            services.post_comment(user=person(), target=place.target, text="x", language="fr", reply_to_ref=ref)
    assert len(place.thread()) == 1
    assert Comment.objects.get(pk=there.pk).nested_count == 0


def test_pressing_twice_posts_once(place):
    author, body = person(), organisation()
    member(body, user=author)
    first = place.say("Bonne idée", user=author)
    assert place.say("Bonne idée", user=author) == first
    assert place.say("Bonne idée", user=author, to=first) != first
    assert place.say("Bonne idée", user=author, organisation=body) != first
    assert place.say("Bonne idée") != first
    assert len(place.thread()) == 4
    let_pass(first, minutes=2)
    assert place.say("Bonne idée", user=author) != first


def test_pressing_twice_on_the_deepest_answer_posts_once(place):
    comment = None
    for n in range(6):
        comment = place.say(str(n), to=comment)
    author = person()
    assert place.say("oui", user=author, to=comment) == place.say("oui", user=author, to=comment)


def test_when_closed_it_is_refused_with_the_rules_own_words(place):
    place.talk.closed = "Les commentaires ont fermé le 1er décembre."
    with pytest.raises(Refused, match="ont fermé le 1er décembre"):
        place.say()
    assert place.thread() == []


def test_speaking_for_a_body_needs_a_voice_in_it_today(place):
    ours, unchecked = organisation(), organisation(checked=False)
    assert place.say(user=member(ours), organisation=ours).organisation == ours
    refused = [
        (person(), ours),
        (member(organisation()), ours),
        (member(ours, "member"), ours),
        (member(ours, ended=True), ours),
        (member(unchecked), unchecked),
    ]
    for user, body in refused:
        with pytest.raises(PermissionDenied):
            place.say(user=user, organisation=body)
    assert len(place.thread()) == 1


def test_who_may_not_write(place):
    for user in (AnonymousUser(), person(is_active=False)):
        with pytest.raises(PermissionDenied):
            place.say(user=user)
    place.talk.readable = False
    with pytest.raises(PermissionDenied):
        place.say()
    assert place.thread() == []


@pytest.mark.parametrize("text", ["", "  \n ", "a\x00b", "abc\u202edef", "x" * 100_000])
def test_words_that_cannot_be_kept_are_refused(place, text):
    with pytest.raises(Refused):
        services.post_comment(user=person(), target=place.target, text=text, language="fr")
    assert place.thread() == []


def test_the_object_is_told_how_many_stand(place):
    first = place.say()
    place.say(to=first)
    moderator = person(is_superuser=True)
    services.hide_comment(user=moderator, target=place.target, comment=first, reason="Publicité")
    services.show_comment(user=moderator, target=place.target, comment=first)
    assert place.talk.counts == [1, 2, 1, 2]


def test_editing_leaves_thread_and_answers_as_they_are(place):
    author = person()
    first = place.say("Avant", user=author)
    place.say(to=first)
    before = (
        Comment.objects.filter(pk=first.pk).values("thread_id", "order", "level", "nested_count", "submit_date").get()
    )
    for text, seen in (("Après", "first"), ("Encore", None)):
        seen = seen or Comment.objects.get(pk=first.pk).edited_at.isoformat()
        services.edit_comment(user=author, target=place.target, comment=first, text=text, language="ar", seen=seen)
    after = Comment.objects.get(pk=first.pk)
    assert (after.comment, after.language) == ("Encore", "ar")
    assert after.edited_at is not None
    assert {name: getattr(after, name) for name in before} == before


def test_editing_is_for_its_author_and_for_a_quarter_of_an_hour(place):
    author, body = person(), organisation()
    member(body, user=author)
    comment = place.say("Avant", user=author, organisation=body)
    words = {"target": place.target, "comment": comment, "text": "Après", "language": "fr", "seen": "first"}
    for other in (person(), member(body), person(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            services.edit_comment(user=other, **words)
    let_pass(comment, minutes=14)
    services.edit_comment(user=author, **words)
    let_pass(comment, minutes=2)
    with pytest.raises(Refused, match="15 minutes"):
        services.edit_comment(user=author, **words | {"text": "Trop tard"})
    assert Comment.objects.get(pk=comment.pk).comment == "Après"


def test_a_second_tab_does_not_overwrite_the_first(place):
    author = person()
    comment = place.say("Avant", user=author)
    words = {"user": author, "target": place.target, "comment": comment, "language": "fr", "seen": "first"}
    services.edit_comment(text="Premier onglet", **words)
    with pytest.raises(Stale) as stale:
        services.edit_comment(text="Second onglet", **words)
    assert stale.value.current == "Premier onglet"


def test_who_is_told(place, django_capture_on_commit_callbacks):
    author, answering, follower = person(), person(), person()
    follow(user=follower, target=place.target)
    follow(user=author, target=place.target)
    with django_capture_on_commit_callbacks(execute=True):
        first = place.say(user=author)
    with django_capture_on_commit_callbacks(execute=True):
        place.say(user=answering, to=first)
    told = sorted(Notice.objects.values_list("user_id", "event"))
    assert told == sorted(
        [(follower.pk, "comment.posted"), (follower.pk, "comment.posted"), (author.pk, "comment.answered")]
    )
    assert author.display_name not in str(list(Notice.objects.values_list("facts", "url")))


@pytest.mark.usefixtures("in_english")
def test_what_an_authority_says_is_told_by_its_name_and_who_speaks_follows(place, django_capture_on_commit_callbacks):
    officer, follower = member(place.talk.run_by, Role.OFFICER), person()
    with_second_factor(officer)
    follow(user=follower, target=place.target)
    with django_capture_on_commit_callbacks(execute=True):
        place.say(user=officer, organisation=place.talk.run_by)
    [notice] = Notice.objects.all()
    assert sentence_of(notice) == f"{place.talk.run_by.name} commented on «{place.target.name}»"
    assert is_following(officer, place.target)


def test_what_follows_may_fail_without_failing_the_act(place, django_capture_on_commit_callbacks, caplog):
    with django_capture_on_commit_callbacks(execute=True):
        place.say()
        Comment.objects.update(object_pk="0")  # what it was about is gone before anybody is told
    assert "What follows an act failed" in caplog.text
    assert Comment.objects.count() == 1


def test_nothing_of_the_library_listens_or_answers(place, client):
    names = [receiver[1]() for receiver in pre_save.receivers if callable(receiver[1])]
    assert not [name for name in names if "django_comments" in getattr(name, "__module__", "")]
    for path in ("/fr/comments/post/", "/fr/comments/api/comment/", "/fr/comments/reply/1/", "/fr/comments/flag/1/"):
        assert client.post(path, {"comment": "x"}).status_code == 404
