"""The last step: a consultation is opened, once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations.enums import ConsultationStatus
from consultations.missing import missing_from
from consultations.models import Consultation
from consultations.permissions import can_begin_consultation
from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from search.services import refresh_documents

from .writing import locked_draft


@transaction.atomic
def open_consultation(*, user: User, consultation: Consultation, edition: int | None = None) -> Consultation:
    """Public from here on, for good. Opening twice (a double click) is opening once.

    `edition` is the one its officer has read: nobody opens words that a colleague changed meanwhile.
    """
    known = Consultation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=consultation.pk)
    if known.status == ConsultationStatus.OPENED:
        if not can_begin_consultation(user, known.organisation):
            raise PermissionDenied
        return known
    consultation = locked_draft(user, consultation)
    if edition is not None and edition != consultation.edition:
        raise Stale(_("A colleague changed this since you opened the page. Read it again, then open it."), consultation)
    now = db_now()
    for gap in missing_from(consultation, now):
        raise Refused(gap.sentence)
    if consultation.round.territory_id != consultation.territory_id:
        consultation.round.territory = consultation.territory
        consultation.round.save(update_fields=["territory"])
    consultation.status = ConsultationStatus.OPENED
    consultation.opened_by, consultation.opened_at = user, now
    consultation.save()
    refresh_documents(objects=[consultation])
    return consultation
