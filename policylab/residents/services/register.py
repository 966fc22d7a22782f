"""A town's register: read, shown to who chose the file, taken on a second press, and deleted when nothing needs it any more.

Numbers pass through here on their way to a digest; none is stored, logged or shown again.
"""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.core.errors import Refused
from policylab.directory.models import Organisation
from policylab.residents.models import Check, Register, RegisterNumber
from policylab.residents.needs import needs_of
from policylab.residents.numbers import digest_of_number
from policylab.residents.permissions import can_read_register, can_take_register
from policylab.residents.reading import Read

logger = logging.getLogger(__name__)
AT_ONCE = 2_000
DIGEST = 32  # bytes
# One that was only looked at goes after a day; one that is kept for drafts alone, which nobody opens, after half a year.
LOOKED_AT_FOR, KEPT_FOR_DRAFTS = timedelta(days=1), timedelta(days=183)


@transaction.atomic
def preview_register(*, by: User, organisation: Organisation, read: Read) -> Register:
    """Pending: its digests are one lump in one row, which counts for nothing. What they looked at before goes."""
    if not can_read_register(by, organisation):
        raise PermissionDenied
    now = db_now()
    _require_need(organisation, now)
    if not read.numbers:
        raise Refused(_("No line of this file holds a number that could be taken."), field="file")
    Register.objects.pending().filter(organisation=organisation, read_by=by).delete()
    place = organisation.territory
    return Register.objects.create(
        organisation=organisation,
        territory=place,
        size=len(read.numbers),
        digests=b"".join(bytes.fromhex(digest_of_number(number, place)) for number in read.numbers),
        report={"column": read.column, "counts": dict(read.counts), "faults": read.faults},
        read_by=by,
        read_at=now,
    )


@transaction.atomic
def take_register(*, by: User, register: Register, replaces: str = "") -> Register:
    """The second press. `replaces` names the one that stands, as the officer saw it: nobody's is replaced unseen."""
    body = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=register.organisation_id)
    found = (
        Register.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=register.pk).first()
    )
    if found is None:
        raise Refused(_("This file was read too long ago. Choose it again."))
    if not can_take_register(by, found):
        raise PermissionDenied
    if found.taken_at:
        return found  # a second press
    now = db_now()
    _require_need(body, now)
    old = Register.objects.standing().select_for_update(of=("self",)).filter(territory=found.territory_id).first()
    if (old.ref if old else "") != replaces:
        raise Refused(_("Meanwhile the register was changed. Compare, then press again."))
    if old:
        _end(old, now)
    _write_numbers(found, old)
    found.taken_at, found.digests = now, b""
    found.save(update_fields=["taken_at", "digests"])
    return found


def _write_numbers(register: Register, old: Register | None) -> None:
    """A number somebody has used comes over from the old register, and stays used whether or not the new one lists it."""
    lump = bytes(register.digests)
    digests = dict.fromkeys(lump[at : at + DIGEST].hex() for at in range(0, len(lump), DIGEST))
    if old:
        used = RegisterNumber.objects.filter(register=old, check_made__isnull=False)
        for digest in used.values_list("digest", flat=True):
            digests.pop(digest, None)
        used.update(register=register)
        RegisterNumber.objects.filter(register=old).delete()
    rows = (RegisterNumber(register=register, digest=digest) for digest in digests)
    RegisterNumber.objects.bulk_create(rows, batch_size=AT_ONCE)


def _require_need(body: Organisation, now: datetime) -> None:
    if not needs_of(body, now):
        raise Refused(_("No consultation of this town asks for the register, so none is read in."))


def _end(register: Register, now: datetime) -> None:
    register.ended_at = now
    register.save(update_fields=["ended_at"])


def delete_due_registers() -> int:
    """What nothing needs any more, and what was only looked at; `run_due` calls it."""
    now, done = db_now(), 0
    Register.objects.pending().filter(read_at__lt=now - LOOKED_AT_FOR).delete()
    for register in Register.objects.standing().select_related("organisation"):
        if not _is_needed(register, now):
            done += delete_register(register) > 0
    return done


def _is_needed(register: Register, now: datetime) -> bool:
    needs = needs_of(register.organisation, now)
    fresh = register.taken_at is not None and register.taken_at > now - KEPT_FOR_DRAFTS
    return any(fresh or not need.draft for need in needs)


@transaction.atomic
def delete_register(register: Register) -> int:
    """All its numbers. The checks made by it end with them: the next register could not tell who has used a number."""
    found = Register.objects.select_for_update(of=("self",)).get(pk=register.pk)
    now = db_now()
    if found.ended_at or _is_needed(found, now):
        return 0
    ended = _end_checks(found, now)
    numbers, _of = RegisterNumber.objects.filter(register=found).delete()
    _end(found, now)
    logger.info("Register %s deleted: %s numbers, %s checks ended", found.ref, numbers, ended)
    return numbers


def _end_checks(register: Register, now: datetime) -> int:
    """A card or the desk that had given way to the register (use_number) stands again."""
    made = Check.objects.filter(number__register=register)
    after = made.standing().filter(
        user=OuterRef("user"), territory=OuterRef("territory"), checked_at=OuterRef("ended_at")
    )
    gave_way = list(Check.objects.filter(Exists(after), ended_by=None).values_list("pk", flat=True))
    ended = made.standing().update(ended_at=now)
    made.update(number=None)
    Check.objects.filter(pk__in=gave_way).update(ended_at=None)
    return ended
