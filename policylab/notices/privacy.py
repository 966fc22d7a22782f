"""What this package stores about a person, and what goes with their account: all of it."""

from typing import Any

from policylab.accounts.models import User

from .models import Follow, Notice, OutboxMail
from .sentences import sentence_of


def what_is_stored(user: User) -> dict[str, Any]:
    notices = Notice.objects.filter(user_id=user.pk)
    return {
        "follows": [{"subject": row.subject, "since": row.since} for row in Follow.objects.filter(user_id=user.pk)],
        "notices": [
            {"text": sentence_of(row), "address": row.url, "happened_at": row.happened_at, "read_at": row.read_at}
            for row in notices
        ],
        "mails": list(_mails(user).values("subject", "created_at", "sent_at")),
    }


def erase(user: User) -> None:
    """Called while the address still stands in the account. The mail that confirms the erasure is queued after this."""
    Follow.objects.filter(user_id=user.pk).delete()
    Notice.objects.filter(user_id=user.pk).delete()
    _mails(user).delete()


def _mails(user: User) -> Any:
    return OutboxMail.objects.filter(to__iexact=user.email)
