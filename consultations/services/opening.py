"""The last step: a consultation is opened, once; and what may still be added afterwards."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from consultations import telling
from consultations.enums import ConsultationStatus, Deed
from consultations.missing import missing_from
from consultations.models import Consultation, ConsultationText
from consultations.permissions import can_add_text, can_begin_consultation
from policylab.accounts.models import User
from policylab.core.after import after_commit
from policylab.core.clock import db_now
from policylab.core.errors import Refused, Stale
from search.services import refresh_documents

from .recording import record
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
    _settle_place(consultation)
    consultation.status = ConsultationStatus.OPENED
    consultation.opened_by, consultation.opened_at = user, now
    consultation.save()
    record(consultation=consultation, deed=Deed.OPENED, by=user, at=now)
    refresh_documents(objects=[consultation])
    after_commit(telling.consultation_opened, consultation)
    return consultation


def _settle_place(consultation: Consultation) -> None:
    """The round was made with the dates, perhaps before the place was changed: plans stand where the consultation stands."""
    if consultation.round and consultation.territory:
        consultation.round.territory = consultation.territory
        consultation.round.save(update_fields=["territory"])


@transaction.atomic
def add_text(
    *, user: User, consultation: Consultation, language: str, title: str, asked: str, promised: str = ""
) -> ConsultationText:
    """The same words in a further language, once it is open. Sent twice it is one text; what stands is never changed."""
    consultation = (
        Consultation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=consultation.pk)
    )
    if not can_add_text(user, consultation):
        raise PermissionDenied
    words = {"title": title, "asked": asked, "promised": promised}
    known = consultation.texts.filter(language=language).first()
    if known and {name: getattr(known, name) for name in words} != words:
        raise Refused(_("It has words in this language already."), field="language")
    if known is None:
        known = ConsultationText.objects.create(consultation=consultation, language=language, **words)
        refresh_documents(objects=[consultation])
    return known
