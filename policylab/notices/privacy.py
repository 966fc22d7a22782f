"""What this package stores about a person, and what goes with their account: all of it."""

from typing import Any

from policylab.accounts.models import User

from .models import Follow, MailChoice, Notice, OutboxMail
from .sentences import sentence_of


def what_is_stored(user: User) -> dict[str, Any]:
    notices = Notice.objects.filter(user_id=user.pk)
    return {
        "follows": list(Follow.objects.filter(user_id=user.pk).values("subject", "since", "stopped_at")),
        "notices": [
            {"text": sentence_of(row), "address": row.url, "happened_at": row.happened_at, "read_at": row.read_at}
            for row in notices
        ],
        "mails wanted": list(MailChoice.objects.filter(user_id=user.pk).values("kind", "how")),
        "mails": list(_mails(user).values("subject", "created_at", "sent_at")),
    }


def erase(user: User) -> None:
    """Called while the address still stands in the account. The mail that confirms the erasure is queued after this."""
    for model in (Follow, MailChoice, Notice):
        model.objects.filter(user_id=user.pk).delete()
    _mails(user).delete()


def _mails(user: User) -> Any:
    return OutboxMail.objects.filter(to__iexact=user.email)
