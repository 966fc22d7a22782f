"""Cards and checks for tests: made by the services, as a town hall makes them."""

from policylab.accounts.models import User
from policylab.core.refs import new_ref
from policylab.directory.enums import OrganisationKind, Role
from policylab.directory.models import Organisation
from policylab.residents.codes import digest_of, new_codes
from policylab.residents.models import CardBatch, Check, Register
from policylab.residents.numbers import digest_of_number, number_of
from policylab.residents.reading import Read
from policylab.residents.services import (
    check_at_desk,
    make_batch,
    preview_register,
    take_register,
    use_card,
    use_number,
)
from tests.policylab.accounts.factories import person, with_second_factor
from tests.policylab.directory.factories import organisation, part, place


def town_hall(code: str = "XX-1") -> Organisation:
    return organisation(OrganisationKind.MUNICIPALITY, territory=place(code))


def helper(body: Organisation, role: Role = Role.OFFICER) -> User:
    user = with_second_factor(person())
    part(user, body, role)
    return user


def somebody() -> User:
    return person()


def batch(body: Organisation, by: User, *, size: int = 2) -> tuple[CardBatch, list[str]]:
    codes = new_codes(size)
    return make_batch(by=by, organisation=body, codes=codes, ref=new_ref()), codes


def with_card(user: User, code: str) -> Check:
    return use_card(user=user, digest=digest_of(code))


def at_desk(body: Organisation, by: User, user: User | None = None) -> Check:
    user = user or somebody()
    return check_at_desk(by=by, organisation=body, address=user.email, saw_identity=True, saw_address=True)


def looked_at(body: Organisation, by: User, *numbers: str) -> Register:
    """Pending, as after the first press. Something must need it: see `needs` in residents.needs."""
    return preview_register(by=by, organisation=body, read=Read("1", [number_of(number) for number in numbers]))


def register(body: Organisation, by: User, *numbers: str, replaces: str = "") -> Register:
    return take_register(by=by, register=looked_at(body, by, *numbers), replaces=replaces)


def by_number(body: Organisation, user: User, number: str) -> Check:
    digest = digest_of_number(number_of(number), body.territory)
    return use_number(user=user, territory=body.territory, digest=digest)
