"""Following, being told, reading: one's own and nobody else's, in one's own language, with a constant number of queries."""

from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import translation

from policylab.core.keys import key_of
from policylab.notices import services
from policylab.notices.models import Follow, Notice
from policylab.notices.sentences import notice_sentences

from .factories import person, talk_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(monkeypatch):
    return talk_about(monkeypatch)


@pytest.fixture(autouse=True)
def sentences(monkeypatch):
    monkeypatch.setitem(notice_sentences, "plan.changed", lambda facts: f"«{facts['title']}» changed")


def tell(user, *, title: str = "Atelier", url: str = "/fr/styleguide/", times: int = 1) -> None:
    for _ in range(times):
        services.notify_people(users=[user.pk], subject="x.y:1", event="plan.changed", facts={"title": title}, url=url)


def address(name: str, *args) -> str:
    with translation.override("fr"):
        return reverse(f"notices:{name}", args=args)


def test_followers_are_told_but_for_who_did_it(talk):
    _rule, target = talk
    follower, author, other = person(), person(), person()
    gone = person()
    for user in (follower, author, gone):
        services.follow(user=user, target=target)
        services.follow(user=user, target=target)
    gone.is_active = False
    gone.save()
    told = services.notify(
        subject=key_of(target), event="plan.changed", facts={"title": "Atelier"}, url="/fr/", exclude=[author.pk]
    )
    assert told == 1
    assert list(Notice.objects.values_list("user_id", flat=True)) == [follower.pk]
    assert not Notice.objects.filter(user=other).exists()


def test_following_by_the_page_and_stopping(client, talk):
    _rule, target = talk
    client.force_login(person())
    where = address("follow", "body", target.ref)
    assert "Un atelier partagé" in client.get(where).content.decode()
    assert client.post(where)["Location"] == f"/fr/bodies/{target.ref}/"
    assert Follow.objects.get().subject == key_of(target)
    client.post(where)
    client.post(address("unfollow", "body", target.ref))
    assert not Follow.objects.standing().exists()
    client.post(where)
    assert Follow.objects.standing().count() == 1


def test_who_stopped_following_is_not_drawn_in_again_by_taking_part(talk):
    _rule, target = talk
    user = person()
    services.follow_along(user=user, target=target)
    services.unfollow(user=user, target=target)
    services.follow_along(user=user, target=target)
    assert not Follow.objects.standing().exists()


def test_nobody_follows_what_they_may_not_read(client, talk):
    rule, target = talk
    rule.readable = False
    client.force_login(person())
    assert client.post(address("follow", "body", target.ref)).status_code == 404
    for unknown in (("body", "zzzzzzzzzz"), ("nothing", target.ref)):
        assert client.post(address("follow", *unknown)).status_code == 404
    assert not Follow.objects.exists()


def test_who_did_not_sign_in_is_asked_to_and_comes_back(client):
    for name, args in [("list", ()), ("mails", ()), ("open", (1,))]:
        answer = client.get(address(name, *args))
        assert answer.status_code == 302
        assert f"next={address(name, *args)}" in answer["Location"]


def test_who_follows_before_signing_in_comes_back_and_follows(client, talk):
    """The press of the button waits behind the door; a link alone, without that press, follows nothing."""
    _rule, target = talk
    where = address("follow", "body", target.ref)
    assert "Un atelier partagé" in client.get(where).content.decode()
    answer = client.post(where, {"wanted": "1"})
    assert unquote(answer["Location"]).endswith(f"next={where}")
    user = person()
    client.force_login(user)  # Django keeps what the session held before
    assert client.get(where)["Location"] == f"/fr/bodies/{target.ref}/"
    assert Follow.objects.standing().get().user == user
    services.unfollow(user=user, target=target)
    assert client.get(where).status_code == 200
    assert not Follow.objects.standing().exists()


def test_notices_read_in_the_language_of_today(client):
    user = person()
    tell(user, url="/ar/styleguide/")
    client.force_login(user)
    page = client.get(address("list")).content.decode()
    assert "«Atelier» changed" in page
    assert client.get(address("open", Notice.objects.get().pk))["Location"] == "/fr/styleguide/"
    assert Notice.objects.get().read_at is not None


def test_a_notice_of_an_unknown_event_is_still_shown(client):
    user = person()
    services.notify_people(users=[user.pk], subject="x.y:1", event="gone", url="/fr/")
    services.notify_people(users=[user.pk], subject="x.y:1", event="plan.changed", facts={}, url="/fr/")
    client.force_login(user)
    with translation.override("en"):
        where = reverse("notices:list")
    assert client.get(where).content.decode().count("Something happened in what you follow.") == 2


def test_nobody_opens_anothers_notice(client):
    owner = person()
    tell(owner)
    client.force_login(person(is_superuser=True, is_staff=True))
    assert client.get(address("open", Notice.objects.get().pk)).status_code == 404
    assert "Atelier" not in client.get(address("list")).content.decode()
    assert Notice.objects.get().read_at is None
    for odd in (0, 10**30):
        assert client.get(address("open", odd)).status_code == 404


def test_all_are_read_up_to_the_newest_one_shown(client):
    user = person()
    tell(user, times=2)
    newest = Notice.objects.latest("pk").pk
    tell(user)
    client.force_login(user)
    client.post(address("read"), {"up_to": newest})
    assert Notice.objects.filter(read_at=None).count() == 1
    for odd in ("", "all", "-1", "9" * 40, "\x00", "²"):
        assert client.post(address("read"), {"up_to": odd}).status_code == 302
    assert Notice.objects.filter(read_at=None).count() == 1


def test_the_page_costs_the_same_for_many(client, django_assert_max_num_queries):
    user = person()
    tell(user, times=80)
    client.force_login(user)
    with django_assert_max_num_queries(6):
        page = client.get(address("list"))
    assert page.content.decode().count("«Atelier» changed") == 30
    assert "50" in client.get(address("list") + "?page=2").content.decode()


def test_the_header_counts_what_is_unread(client):
    user = person()
    tell(user, times=3)
    client.force_login(user)
    assert "3<span" in client.get(address("list")).content.decode()
    client.post(address("read"), {"up_to": Notice.objects.latest("pk").pk})
    assert "3<span" not in client.get(address("list")).content.decode()
