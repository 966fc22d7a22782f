"""A town's cards, one of them in somebody's hand, one person its officer checked at the desk, and its register."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from consultations.models import Consultation
from policylab.accounts.models import User
from policylab.directory.models import Organisation
from policylab.residents.enums import Voice
from tests.consultations import factories as consultations
from tests.policylab.residents import factories as residents


def residents_of(people: dict[str, User], city: Organisation) -> dict[str, Any]:
    batch, codes = residents.batch(city, people["officer"], size=3)
    check = residents.at_desk(city, people["officer"])
    pending = _registers(people, city)
    return {"batch": batch, "card code": codes[0], "check": check, "somebody": residents.somebody().email} | pending


def _registers(people: dict[str, User], city: Organisation) -> dict[str, Any]:
    """One that stands, and a file its officer has looked at, for a consultation that is being prepared."""
    draft = consultations.draft(people["officer"], city)
    Consultation.objects.filter(pk=draft.pk).update(voice=Voice.REGISTER)
    standing = residents.register(city, people["officer"], "1234567A", "2345678B")
    pending = residents.looked_at(city, people["officer"], "3456789C")
    file = Again("residents.csv", b"CD987654\nEF111111\n")
    return {"register": pending, "standing register": standing.ref, "number": "1234567A", "register file": file}


class Again(SimpleUploadedFile):
    """Sent by one role after another, whole each time."""

    def read(self, *args: Any) -> bytes:
        self.seek(0)
        return super().read(*args)
