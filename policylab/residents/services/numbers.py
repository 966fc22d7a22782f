"""A resident types their number; it stands in the town's register, or it does not. One number, one person."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.residents.enums import How
from policylab.residents.models import Check, Register, RegisterNumber
from policylab.residents.permissions import can_use_number
from policylab.territories.models import Territory

from .standing import standing_in


@transaction.atomic
def use_number(*, user: User, territory: Territory, digest: str) -> Check:
    """Locked in this order, always: the register, then the person. A check by a card or at the desk gives way to this one."""
    if not can_use_number(user):
        raise PermissionDenied
    register = _locked_register(territory)
    if register is None:
        raise Refused(_("No register is read in now."))
    number = RegisterNumber.objects.filter(register=register, digest=digest).first()
    if number is None:
        raise Refused(
            _("This number is not in the register. Compare it with your card; if it is right, ask at the town hall."),
            field="number",
        )
    made = Check.objects.filter(number=number).first()
    if made and made.user_id == user.pk and made.ended_at is None:
        return made  # a second press, or a lost answer
    if made:
        raise Refused(
            _("This number has been used already. Each counts once. If it was not you, tell the town hall."),
            field="number",
        )
    return _checked(user, register, number)


def _locked_register(territory: Territory) -> Register | None:
    """Asked twice: what was replaced while we waited for it is none, and its successor was not seen yet."""
    standing = Register.objects.standing().select_for_update(of=("self",)).select_related("organisation")
    here = standing.filter(territory=territory)
    return here.first() or here.all().first()


def _checked(user: User, register: Register, number: RegisterNumber) -> Check:
    now, before = db_now(), standing_in(user, register.territory)
    if before and before.how == How.REGISTER:
        raise Refused(_("You are in the register with another number already."), field="number")
    if before:
        before.ended_at = now
        before.save(update_fields=["ended_at"])
    return Check.objects.create(
        user=user,
        territory=register.territory,
        how=How.REGISTER,
        number=number,
        organisation=register.organisation,
        checked_at=now,
    )
