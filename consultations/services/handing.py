"""Handing a consultation to a colleague. Every officer of the body may act in any case; this says who has it in hand."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations import telling
from consultations.enums import Deed
from consultations.models import Consultation, Entry
from consultations.permissions import can_hand_over
from consultations.selectors import keeper_of, officers_of
from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused

from .moving import locked_opened
from .recording import record


@transaction.atomic
def hand_over(*, user: User, consultation: Consultation, colleague: User, reason: str, language: str) -> Entry | None:
    """Kept in the log with its note. To whom it already is, it is not handed again: the same press twice is one."""
    consultation = locked_opened(user, consultation)
    if not can_hand_over(user, consultation):
        raise PermissionDenied
    if not officers_of(consultation).filter(user=colleague, ended_at=None).exists():
        raise Refused(_("Choose an officer of your body."), field="colleague")
    if keeper_of(consultation) == colleague.pk:
        return None
    told = {"to": colleague.pk}
    entry = record(
        consultation=consultation, deed=Deed.HANDED, by=user, at=db_now(), reason=reason, language=language, facts=told
    )
    after_commit(telling.handed_over, entry)
    return entry
