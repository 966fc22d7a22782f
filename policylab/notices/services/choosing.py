"""Which mails somebody wants: chosen on a page, or stopped by the link of a mail."""

from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from policylab.accounts.models import User
from policylab.notices.enums import How
from policylab.notices.models import MailChoice, Notice
from policylab.notices.permissions import can_choose_mails
from policylab.notices.sentences import kind_of
from policylab.notices.tokens import Stop

from .following import stop_following


@transaction.atomic
def choose_mails(*, user: User, choices: Mapping[str, str]) -> None:
    """{kind: how}; also for what has happened already and has not been mailed yet."""
    if not can_choose_mails(user):
        raise PermissionDenied
    rows = [MailChoice(user=user, kind=kind, how=how) for kind, how in choices.items()]
    MailChoice.objects.bulk_create(rows, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["how"])
    never = {kind for kind, how in choices.items() if how == How.NEVER}
    _forget_waiting(user, lambda notice: kind_of(notice.event) in never)


@transaction.atomic
def stop_mails(*, stop: Stop) -> None:
    """Whoever holds the mail may: no account is asked for (RFC 8058). Twice is once, and an erased account is none."""
    user = User.objects.filter(ref=stop.person, is_active=True).first()
    if user is None:
        return
    if stop.subject:
        stop_following(user=user, subject=stop.subject)
        _forget_waiting(user, lambda notice: notice.subject == stop.subject)
    else:
        choose_mails(user=user, choices=dict.fromkeys(stop.kinds, How.NEVER))


def _forget_waiting(user: User, unwanted: Callable[[Notice], bool]) -> None:
    waiting = Notice.objects.filter(user_id=user.pk).exclude(mail="")
    Notice.objects.filter(pk__in=[notice.pk for notice in waiting if unwanted(notice)]).update(mail="")
