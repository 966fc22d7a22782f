"""A sworn helper sees the person and their papers. Nothing of the papers is kept: that both were seen is what a check says."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.models import Organisation
from policylab.residents.enums import How
from policylab.residents.models import Check
from policylab.residents.permissions import can_check_at_desk, can_take_back
from policylab.residents.telling import tell_checked

from .standing import standing_in


@transaction.atomic
def check_at_desk(
    *, by: User, organisation: Organisation, address: str, saw_identity: bool, saw_address: bool
) -> Check:
    """Told by mail to the person at once: whoever was checked without being there finds out."""
    if not can_check_at_desk(by, organisation):
        raise PermissionDenied
    if not (saw_identity and saw_address):
        raise Refused(_("Both must be seen: who the person is, and that they live here."))
    user = User.objects.filter(email__iexact=address.strip(), is_active=True, erased_at=None).first()
    if user is None:
        raise Refused(
            _("No account has this address. The person signs up first: on their own phone it takes a minute."),
            field="address",
        )
    if user.pk == by.pk:
        raise Refused(_("Nobody checks themselves. A colleague can do it."), field="address")
    if standing_in(user, organisation.territory):
        raise Refused(_("This person is a checked resident already."), field="address")
    check = Check.objects.create(
        user=user,
        territory=organisation.territory,
        how=How.DESK,
        organisation=organisation,
        officer=by,
        checked_at=db_now(),
    )
    tell_checked(check)
    return check


@transaction.atomic
def take_back(*, by: User, check: Check) -> Check:
    """A slip. What was voted on a roll that is already fixed is not touched by it."""
    check = Check.objects.select_for_update(of=("self",)).select_related("organisation__territory").get(pk=check.pk)
    if not can_take_back(by, check):
        raise PermissionDenied
    if check.ended_at is None:
        check.ended_at, check.ended_by = db_now(), by
        check.save(update_fields=["ended_at", "ended_by"])
    return check
