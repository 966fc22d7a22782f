"""Who may do what, before, during and after: one row for each act, every role in it, by the addresses themselves."""

import pytest
from django.contrib.auth.models import Group

from policylab.accounts.models import EDITORS
from policylab.discussion.models import Comment
from tests.policylab.notices.factories import member, organisation, person

from .factories import Place

ROLES = [
    "anonymous",
    "citizen",
    "author",
    "representative",
    "officer",
    "officer of another town",
    "facilitator",
    "editor",
    "administrator",
]
SIGNED_IN = set(ROLES) - {"anonymous"}
MODERATORS = {"officer", "facilitator", "administrator"}
# act -> who may while comments are open, and who may while they are not (before as after)
MAY = {
    "thread": (set(ROLES), set(ROLES)),
    "post": (SIGNED_IN, set()),
    "reply": (SIGNED_IN, set()),
    "edit": ({"author"}, set()),
    "flag": (SIGNED_IN - {"author"}, SIGNED_IN - {"author"}),
    "hide": (MODERATORS, MODERATORS),
    "show": (MODERATORS, MODERATORS),
    "settle": (MODERATORS, MODERATORS),
}


def somebody(role: str, place: Place):
    match role:
        case "anonymous":
            return None
        case "representative":
            return member(organisation())
        case "officer" | "facilitator":
            return member(place.talk.run_by, role)
        case "officer of another town":
            return member(organisation("municipality"), "officer")
        case "editor":
            user = person()
            user.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
            return user
        case "administrator":
            return person(is_superuser=True, is_staff=True)
    return person()


def state_of(comment: Comment) -> tuple:
    """Whatever an act on this comment or in this thread could change."""
    row = Comment.objects.filter(pk=comment.pk).values_list("comment", "hidden_at", "edited_at").get()
    settled = list(comment.complaints.order_by("pk").values_list("settled_at", flat=True))
    return row, settled, Comment.objects.count()


def does(client, place: Place, act: str, comment: Comment) -> bool:
    """Whether the act was done: by the answer, and by what stands in the database afterwards."""
    before = state_of(comment)
    if act == "thread":
        return client.get(place.url()).status_code == 200
    on = None if act == "post" else comment
    words = {"text": "Tout à fait", "language": "fr", "reason": "Insulte", "seen": "first"}
    answer = client.post(place.url(act, on), words)
    assert answer.status_code in {200, 302, 403}
    return state_of(comment) != before


@pytest.mark.parametrize("moment", ["before", "during", "after"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", MAY)
def test_matrix(place, client, act, role, moment):
    user = somebody(role, place)
    comment = place.say("Qui paie ?", user=user if role == "author" else None)
    comment.complaints.create(user=person(), reason="Insulte", flagged_at=comment.submit_date)
    if act == "show":
        hider = {"hidden_at": comment.submit_date, "hidden_by": person(), "hidden_because": "Publicité"}
        Comment.objects.filter(pk=comment.pk).update(**hider)
    place.talk.closed = {"before": "Pas encore ouvert.", "during": "", "after": "Fermé."}[moment]
    if user:
        client.force_login(user)
    while_open, while_closed = MAY[act]
    assert does(client, place, act, comment) == (role in (while_open if moment == "during" else while_closed))
