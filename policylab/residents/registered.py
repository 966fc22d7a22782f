"""What residents put into the slots of core. Filled in `apps.ready()`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policylab.core import registries
from policylab.directory.models import Organisation

from . import intents
from .permissions import can_check_at_desk
from .services import delete_due_registers, forget_resident, residence_data


def town_url(body: Organisation) -> str:
    return reverse("residents:town", args=[body.ref])


def is_theirs(body: Organisation, user: Any) -> bool:
    return can_check_at_desk(user, body)


def fill() -> None:
    registries.add_tab(Organisation, registries.Tab("residents", _("Residents"), town_url, order=200, shown=is_theirs))
    registries.personal_data["residence"] = residence_data
    registries.erasure["residence"] = forget_resident
    registries.intents["residents:card"] = intents.to_use_card
    registries.intents["residents:number"] = intents.to_use_number
    registries.due["registers"] = delete_due_registers
