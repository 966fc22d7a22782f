"""One's words can be read whole; when the account goes they stay, and complaints go."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from policylab.core import registries
from policylab.discussion import services
from policylab.discussion.models import Comment, Flag
from tests.policylab.notices.factories import person


def test_what_is_stored_and_what_goes(place):
    leaving, staying = person(), person()
    mine, other = place.say("Mes mots", user=leaving), place.say("D’autres mots", user=staying)
    services.flag_comment(user=leaving, target=place.target, comment=other, reason="Insulte")
    services.flag_comment(user=staying, target=place.target, comment=mine, reason="Insulte aussi")
    stored = json.loads(json.dumps(registries.personal_data["comments"](leaving), cls=DjangoJSONEncoder))
    assert [row["comment"] for row in stored["comments"]] == ["Mes mots"]
    assert [row["reason"] for row in stored["flags"]] == ["Insulte"]
    registries.erasure["comments"](leaving)
    assert Comment.objects.get(pk=mine.pk).comment == "Mes mots"
    assert [flag.user_id for flag in Flag.objects.all()] == [staying.pk]
