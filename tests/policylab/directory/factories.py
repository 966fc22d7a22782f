"""Places, bodies and their members for tests; people come from tests.policylab.accounts.factories."""

from itertools import count

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.enums import OrganisationKind, OrganisationStatus, Role
from policylab.directory.models import Membership, Organisation
from policylab.territories.enums import Scale
from policylab.territories.models import Territory

numbers = count(1)


def place(code: str = "XX-1", parent: Territory | None = None, **names: str) -> Territory:
    """A municipality in a small country of its own; each code once."""
    country = parent or Territory.objects.filter(code="XX").first() or _territory("XX", None, Scale.COUNTRY, "Pays")
    return Territory.objects.filter(code=code).first() or _territory(code, country, Scale.MUNICIPALITY, f"Ville {code}")


def _territory(code: str, parent: Territory | None, scale: Scale, name: str) -> Territory:
    names = {f"name_{language}": name for language in ("ar", "en", "es", "fr", "it")}
    path = f"{parent.path}/{code}" if parent else code
    return Territory.objects.create(code=code, parent=parent, path=path, scale=scale, **names)


def organisation(kind: OrganisationKind = OrganisationKind.ASSOCIATION, **fields) -> Organisation:
    """Checked, unless `status` says otherwise."""
    now = db_now()
    facts = {"name_fr": f"Organisation {next(numbers)}", "status": OrganisationStatus.CHECKED, "asked_at": now}
    facts |= fields
    if facts["status"] != OrganisationStatus.ASKED:
        facts = {"decided_at": now, "what_was_checked": "Statuts lus."} | facts
    return Organisation.objects.create(kind=kind, territory=facts.pop("territory", None) or place(), **facts)


def town_hall(**fields) -> Organisation:
    return organisation(OrganisationKind.MUNICIPALITY, **fields)


def part(user: User, body: Organisation, role: Role = Role.MEMBER) -> Membership:
    return Membership.objects.create(user=user, organisation=body, role=role, started_at=db_now())
