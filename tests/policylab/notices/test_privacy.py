"""One's data can be read whole, and goes with the account."""

import json

import pytest
from django.core.mail import send_mail
from django.core.serializers.json import DjangoJSONEncoder

from policylab.core import registries
from policylab.notices import services
from policylab.notices.models import Follow, Notice, OutboxMail

from .factories import person, talk_about


@pytest.mark.django_db
def test_what_is_stored_and_what_goes(monkeypatch):
    _rule, target = talk_about(monkeypatch)
    leaving, staying = person(), person()
    for user in (leaving, staying):
        services.follow(user=user, target=target)
        services.notify_people(users=[user.pk], subject="x.y:1", event="e", url="/fr/")
        send_mail("Hello", "text", None, [user.email.upper()])
    stored = json.loads(json.dumps(registries.personal_data["notices"](leaving), cls=DjangoJSONEncoder))
    assert [len(stored[part]) for part in ("follows", "notices", "mails")] == [1, 1, 1]
    registries.erasure["notices"](leaving)
    for model in (Follow, Notice):
        assert [row.user_id for row in model.objects.all()] == [staying.pk]
    assert [row.to.lower() for row in OutboxMail.objects.all()] == [staying.email]
