"""A town's cards, one of them in somebody's hand, and one person its officer checked at the desk."""

from typing import Any

from policylab.accounts.models import User
from policylab.directory.models import Organisation
from tests.policylab.residents import factories as residents


def residents_of(people: dict[str, User], city: Organisation) -> dict[str, Any]:
    batch, codes = residents.batch(city, people["officer"], size=3)
    check = residents.at_desk(city, people["officer"])
    return {"batch": batch, "card code": codes[0], "check": check, "somebody": residents.somebody().email}
