"""What people are told. A notice names no person: what an erased account did must not live on in it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from policylab.core.clock import db_now
from policylab.notices.audiences import people_told
from policylab.notices.enums import USUAL, How
from policylab.notices.models import Announcement, Notice
from policylab.notices.selectors import AT_ONCE, choices_about, readers_among
from policylab.notices.sentences import kind_of

# More than these are told by `run_due`, so that whoever acts does not wait for it.
CROWD = 500


@transaction.atomic
def notify(
    *,
    subject: str,
    event: str,
    facts: dict[str, Any] | None = None,
    url: str,
    exclude: Iterable[int] = (),
    but_followers_of: Iterable[str] = (),
    audience: str = "",
) -> int:
    """A notice to everybody who follows `subject` («app.model:pk»), and to the `audience` of that name (audiences.py): now, or
    within a minute where they are a crowd.

    Not to the ids in `exclude` (who did it knows), nor to those who follow one of `but_followers_of` and so hear of it anyway.
    """
    but: dict[str, Any] = {"but": list(exclude), "but_followers_of": list(but_followers_of)}
    users = list(people_told(subject, audience, **but)[: CROWD + 1])
    if len(users) <= CROWD:
        return notify_people(users=users, subject=subject, event=event, facts=facts, url=url)
    Announcement.objects.create(
        subject=subject,
        audience=audience,
        event=event,
        facts=facts or {},
        url=url[:300],
        but=but,
        happened_at=db_now(),
    )
    return 0


@transaction.atomic
def notify_people(
    *, users: Sequence[int], subject: str, event: str, facts: dict[str, Any] | None = None, url: str
) -> int:
    """A notice to each of these people, followers or not: an answer to what they wrote, a check of what they asked for."""
    return _tell(users, {"subject": subject, "event": event, "facts": facts or {}, "url": url[:300]}, db_now())


def tell_crowds() -> int:
    """Everybody whom an announcement still owes a notice; `run_due` calls it."""
    told = 0
    for pk in list(Announcement.objects.values_list("pk", flat=True)):
        while some := _tell_some(pk):
            told += some
    return told


@transaction.atomic
def _tell_some(pk: int) -> int:
    """The next thousand, so that nobody who writes meanwhile waits for long. The row notes how far it has come and goes at the
    end, with the notices in one transaction; whoever else is at it passes on."""
    found = Announcement.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if found is None:
        return 0
    users = list(people_told(found.subject, found.audience, **found.but)[:AT_ONCE])
    about = {"subject": found.subject, "event": found.event, "facts": found.facts, "url": found.url}
    _tell(users, about, found.happened_at)
    if len(users) < AT_ONCE:
        found.delete()
    else:
        found.but["after"] = users[-1]
        found.save(update_fields=["but"])
    return len(users)


def _tell(users: Sequence[int], told: dict[str, Any], happened_at: datetime) -> int:
    users = list(dict.fromkeys(readers_among(users, told["subject"]))) if users else []
    kind = kind_of(told["event"])
    chosen = choices_about(kind, users)
    rows = (
        Notice(user_id=user, happened_at=happened_at, mail=_mail(chosen.get(user, USUAL[kind])), **told)
        for user in users
    )
    Notice.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(users)


def _mail(how: str) -> str:
    return "" if how == How.NEVER else how
