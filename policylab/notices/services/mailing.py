"""Notices by mail, in the reader's own language: what is wanted at once within a minute, the rest once a day.

A round locks the people it writes to, writes the mails into the outbox and clears the notices in one transaction: two rounds at
the same time never tell anybody twice, and nobody is written to who was erased meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.notices.enums import How
from policylab.notices.letters import letter_to
from policylab.notices.models import Follow, Notice

from .outbox import queue_mails

MORNING = time(7, 0)
PEOPLE_AT_ONCE = 200


def mail_at_once() -> int:
    """How many people were written to; `run_due` calls it. What happened to somebody in the same minute comes in one mail."""
    return _mail_some(Notice.objects.filter(mail=How.AT_ONCE))


def mail_daily() -> int:
    """What happened before seven this morning and has not been read since."""
    return _mail_some(Notice.objects.filter(mail=How.DAILY, happened_at__lt=last_morning(db_now())))


@transaction.atomic
def mail_nothing_yet() -> int:
    """What a demo tells of its own past is no news to anybody: it stands under Notices, and no mail is written about it."""
    return Notice.objects.exclude(mail="").update(mail="")


def last_morning(now: datetime) -> datetime:
    """Seven o'clock where the site stands: the border needs no row that says when somebody was last written to."""
    today = timezone.localtime(now).date()
    morning = timezone.make_aware(datetime.combine(today, MORNING))
    return morning if morning <= now else timezone.make_aware(datetime.combine(today - timedelta(days=1), MORNING))


@transaction.atomic
def _mail_some(due: QuerySet[Notice]) -> int:
    """The next 200 people: a round of `run_due` must not hold the database for long."""
    wanted = list(
        due.filter(user__is_active=True).order_by().values_list("user", flat=True).distinct()[:PEOPLE_AT_ONCE]
    )
    people = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=wanted, is_active=True)
    by_person: dict[int, list[Notice]] = defaultdict(list)
    known = {user.pk: user for user in people}
    notices = list(due.filter(user_id__in=known).order_by("happened_at", "pk"))
    for notice in notices:
        if notice.read_at is None:
            by_person[notice.user_id].append(notice)
    followed = _followed(notices)
    queue_mails(messages=[letter_to(known[pk], some, followed) for pk, some in by_person.items()], at_once=False)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail="")
    return len(by_person)


def _followed(notices: Iterable[Notice]) -> set[tuple[int, str]]:
    """Who of them follows what: such a mail is stopped by following no longer, others by their kind."""
    people, subjects = {notice.user_id for notice in notices}, {notice.subject for notice in notices}
    rows = Follow.objects.standing().filter(user_id__in=people, subject__in=subjects)
    return set(rows.values_list("user_id", "subject"))
