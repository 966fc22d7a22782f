"""The pages of a thread: read by anybody without a cookie, written on by forms that lose nothing."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import translation

from policylab.core.keys import key_of
from policylab.directory.enums import OrganisationKind
from policylab.discussion import services
from policylab.discussion.models import Comment
from tests.policylab.notices.factories import member, organisation, person

from .factories import Place, form, let_pass


def read(client, place: Place, **query) -> str:
    return client.get(place.url(), query).content.decode()


def test_reading_needs_no_account_and_leaves_no_cookie(place, client):
    comment = place.say("Qui paie le gardien ?", user=person("Leïla"))
    answer = client.get(place.url())
    page = answer.content.decode()
    assert "Qui paie le gardien ?" in page
    assert "<bdi>Leïla</bdi>" in page
    assert f'id="c-{comment.ref}"' in page
    assert "csrfmiddlewaretoken" not in page
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, no-cache"
    assert client.get(place.url(), headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_words_of_participants_are_text_in_their_own_language(place, client):
    place.say('<script>alert("x")</script>\n\nمن يدفع؟', language="ar")
    page = read(client, place)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert '<div class="say" lang="ar" dir="auto">' in page


def test_a_body_speaks_with_the_mark_of_its_college(place, client):
    town = organisation(OrganisationKind.MUNICIPALITY, "Direction des affaires culturelles")
    place.say("La salle est libre.", user=member(town), organisation=town)
    page = read(client, place)
    assert "<bdi>Direction des affaires culturelles</bdi>" in page
    assert "c-public" in page


def test_a_former_participant_keeps_no_name(place, client):
    author = person("Leïla")
    place.say("Qui paie ?", user=author)
    author.erased_at, author.is_active, author.display_name = author.joined_at, False, ""
    author.save()
    page = read(client, place)
    assert "Qui paie ?" in page
    assert "Leïla" not in page


def test_a_comment_is_found_on_its_page_for_good(place, client):
    first = place.say("premier")
    for n in range(60):
        place.say(f"réponse {n}", to=first)
    last = place.say("dernier")
    for comment, address in [
        (first, f"{place.url()}#c-{first.ref}"),
        (last, f"{place.url()}?page=2#c-{last.ref}"),
    ]:
        assert client.get(place.url("comment", comment))["Location"] == address
    page = read(client, place, page=2)
    assert "dernier" in page
    assert f'href="{place.url()}{first.ref}/"' in page, "an answer at the top of a page says what it answers"
    assert page.count("<article") == 12
    assert read(client, place, page="nothing").count("<article") == 50


def test_what_was_typed_before_signing_in_is_still_there_after(place, client):
    answer = client.post(place.url("post"), form("Une longue réflexion"))
    assert answer.status_code == 302
    assert "next=" + quote(place.url("post"), safe="") in answer["Location"]
    client.force_login(person())
    assert "Une longue réflexion" in client.get(place.url("post")).content.decode()
    assert Comment.objects.count() == 0


def test_posting_leads_to_the_comment(place, client):
    client.force_login(person())
    first = place.say()
    answer = client.post(place.url("post"), form("Bonne idée"))
    assert answer["Location"] == f"{place.url()}#c-{Comment.objects.latest('pk').ref}"
    client.post(place.url("reply", first), form("D’accord"))
    assert [c.comment for c in place.thread()] == [first.comment, "D’accord", "Bonne idée"]
    assert 'name="csrfmiddlewaretoken"' in read(client, place)


def test_the_name_the_address_and_the_site_come_from_no_form(place, client):
    client.force_login(person("Leïla"))
    client.post(
        place.url("post"),
        form(
            name="Le Ministre", email="m@example.org", url="http://evil.example", user_name="Le Ministre", followup="on"
        ),
        headers={"x-forwarded-for": "10.1.2.3"},
    )
    comment = Comment.objects.get()
    assert (comment.user_name, comment.user_email, comment.user_url, comment.ip_address) == ("", "", "", None)
    assert "Le Ministre" not in read(client, place)


def test_a_body_one_does_not_speak_for_cannot_be_chosen(place, client):
    ours, others = organisation(), organisation()
    client.force_login(member(ours))
    for voice in (others.ref, "zzzzzzzzzz", "\x00", "-1"):
        answer = client.post(place.url("post"), form("Au nom de qui ?", voice=voice))
        assert answer.status_code == 200
        assert "Au nom de qui ?" in answer.content.decode()
    client.post(place.url("post"), form("Au nom de nous", voice=ours.ref))
    assert Comment.objects.get().organisation == ours


BAD_WORDS = ["", "   ", "x" * 100_000, "a\x00b", "abc\u202edef"]


@pytest.mark.parametrize("text", BAD_WORDS, ids=["empty", "blank", "endless", "nul", "override"])
def test_bad_words_come_back_with_a_message(place, client, text):
    author = person()
    comment = place.say("Avant", user=author)
    client.force_login(author)
    for name, on in [("post", None), ("reply", comment), ("edit", comment)]:
        answer = client.post(place.url(name, on), form(text, seen="first"))
        assert answer.status_code == 200
        assert 'aria-invalid="true"' in answer.content.decode()
        assert text.strip("\x00")[:3].strip() in answer.content.decode()
    for name in ("flag", "hide"):
        other = place.say()
        client.force_login(person(is_superuser=True))
        answer = client.post(place.url(name, other), {"reason": text})
        assert answer.status_code == 200
        assert 'aria-invalid="true"' in answer.content.decode()
    assert Comment.objects.get(pk=comment.pk).comment == "Avant"
    assert not Comment.objects.exclude(hidden_at=None).exists()


def test_a_language_nobody_offered_is_refused(place, client):
    client.force_login(person())
    for code in ("xx", "", "fr\x00", "français"):
        assert client.post(place.url("post"), {"text": "Bonne idée", "language": code}).status_code == 200
    assert Comment.objects.count() == 0


def test_what_closed_while_writing_keeps_the_words(place, client):
    client.force_login(person())
    place.talk.closed = "Les commentaires ont fermé."
    page = client.post(place.url("post"), form("Trop tard")).content.decode()
    assert "Les commentaires ont fermé." in page
    assert "Trop tard" in page
    empty = client.get(place.url("post")).content.decode()
    assert "Les commentaires ont fermé." in empty
    assert "<textarea" not in empty
    assert Comment.objects.count() == 0


def test_what_was_hidden_while_answering_keeps_the_words(place, client):
    comment = place.say("Publicité !")
    client.force_login(person())
    services.hide_comment(user=person(is_superuser=True), target=place.target, comment=comment, reason="Publicité")
    page = client.post(place.url("reply", comment), form("Vraiment ?")).content.decode()
    assert "Vraiment ?" in page
    assert "Publicité !" not in page
    assert Comment.objects.count() == 1


def test_two_tabs_both_texts_shown_and_the_second_may_replace(place, client):
    author = person()
    comment = place.say("Avant", user=author)
    client.force_login(author)
    client.post(place.url("edit", comment), form("Premier onglet", seen="first"))
    page = client.post(place.url("edit", comment), form("Second onglet", seen="first")).content.decode()
    assert "Premier onglet" in page
    assert "Second onglet" in page
    seen = Comment.objects.get(pk=comment.pk).edited_at.isoformat()
    assert seen.replace("+", "&#x2B;") in page or seen in page
    client.post(place.url("edit", comment), form("Second onglet", seen=seen))
    assert Comment.objects.get(pk=comment.pk).comment == "Second onglet"


def test_after_a_quarter_of_an_hour_the_words_come_back(place, client):
    author = person()
    comment = place.say("Avant", user=author)
    client.force_login(author)
    assert place.url("edit", comment) in read(client, place)
    let_pass(comment, minutes=16)
    assert place.url("edit", comment) not in read(client, place)
    page = client.post(place.url("edit", comment), form("Ma correction", seen="first")).content.decode()
    assert "Ma correction" in page
    assert Comment.objects.get(pk=comment.pk).comment == "Avant"


def test_hiding_shows_by_whom_and_why_and_leaves_the_answers(place, client):
    facilitator = member(place.talk.run_by, "facilitator", person("Amel"))
    comment = place.say("Achetez mes montres")
    place.say("Ceci est une publicité", to=comment)
    services.flag_comment(user=person(), target=place.target, comment=comment, reason="Publicité pour des montres")
    client.force_login(facilitator)
    assert place.url("hide", comment) in read(client, place)
    client.logout()
    assert "sign-in" in client.post(place.url("hide", comment), {"reason": "Réclame"})["Location"]
    client.force_login(facilitator)
    form = client.get(place.url("hide", comment)).content.decode()
    assert "Réclame" in form, "what was typed before the session ended"
    assert "Publicité pour des montres" in form
    client.post(place.url("hide", comment), {"reason": "Publicité"})
    client.logout()
    page = read(client, place)
    assert "Achetez mes montres" not in page
    assert "Amel" in page
    assert "Publicité" in page
    assert "Ceci est une publicité" in page
    assert not comment.complaints.filter(settled_at=None).exists()
    client.force_login(facilitator)
    client.post(place.url("show", comment))
    assert "Achetez mes montres" in read(client, place)


def test_flags_are_counted_for_moderators_only_and_can_be_settled(place, client):
    comment = place.say("Je ne suis pas d’accord")
    for _ in range(2):
        services.flag_comment(user=person(), target=place.target, comment=comment, reason="Il a tort")
    client.force_login(person())
    assert "tag bad" not in read(client, place)
    client.force_login(member(place.talk.run_by, "officer"))
    assert "tag bad" in read(client, place)
    client.post(place.url("settle", comment))
    assert "tag bad" not in read(client, place)
    assert comment.complaints.count() == 2


def test_flagging_once_counts_once(place, client):
    comment = place.say()
    client.force_login(person())
    for _ in range(2):
        client.post(place.url("flag", comment), {"reason": "Insulte"})
    assert comment.complaints.count() == 1


def test_unknown_and_foreign_addresses_are_not_found(place, client):
    client.force_login(person(is_superuser=True))
    elsewhere = Place(place.talk, organisation())
    there = elsewhere.say()
    here = place.say()
    with translation.override("fr"):
        mixed = [
            reverse(f"discussion:{name}", args=["body", place.target.ref, there.ref])
            for name in ("comment", "reply", "edit", "flag", "hide", "show", "settle")
        ]
        unknown = [
            reverse("discussion:thread", args=["nothing", place.target.ref]),
            reverse("discussion:post", args=["body", "zzzzzzzzzz"]),
            reverse("discussion:reply", args=["body", place.target.ref, "9" * 50]),
        ]
    for address in mixed + unknown:
        assert client.post(address, form(reason="x")).status_code in {404, 405}
        assert client.get(address).status_code in {404, 405}
    assert list(Comment.objects.order_by("pk").values_list("ref", "hidden_at")) == [(there.ref, None), (here.ref, None)]


def test_what_may_not_be_read_is_not_found(place, client):
    comment = place.say("Secret")
    place.talk.readable = False
    for name, on in [("thread", None), ("post", None), ("comment", comment), ("reply", comment), ("flag", comment)]:
        assert client.get(place.url(name, on)).status_code == 404


def test_a_thread_with_a_page_of_its_own_is_not_shown_twice(place, client):
    place.talk.address = lambda obj: f"/fr/plans/{obj.ref}/comments/"
    assert client.get(place.url())["Location"] == f"/fr/plans/{place.target.ref}/comments/"


def test_one_can_follow_what_is_talked_about(place, client):
    with translation.override("fr"):
        follow, stop = (reverse(f"notices:{name}", args=["body", place.target.ref]) for name in ("follow", "unfollow"))
    assert f'<a class="btn plain sm" href="{follow}"' in read(client, place)
    user = person()
    client.force_login(user)
    assert f'action="{follow}"' in read(client, place)
    client.post(follow)
    assert user.follows.get().subject == key_of(place.target)
    assert f'action="{stop}"' in read(client, place)


def test_what_is_told_about_comments_is_read_as_sentences(place, client, django_capture_on_commit_callbacks):
    author, moderator = person(), member(place.talk.run_by, "facilitator")
    with django_capture_on_commit_callbacks(execute=True):
        comment = place.say(user=author)
    with django_capture_on_commit_callbacks(execute=True):
        place.say(to=comment)
        services.flag_comment(user=person(), target=place.target, comment=comment, reason="Insulte")
        services.hide_comment(user=moderator, target=place.target, comment=comment, reason="Insulte")
    with translation.override("en"):
        where = reverse("notices:list")
    client.force_login(author)
    page = client.get(where).content.decode()
    assert "Somebody answered your comment on «Un atelier partagé»" in page
    assert "was hidden; the reason stands in its place" in page
    client.force_login(moderator)
    assert "A comment on «Un atelier partagé» was flagged" in client.get(where).content.decode()
