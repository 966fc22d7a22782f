"""What residents put into the slots of core. Filled in `apps.ready()`."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policylab.accounts.models import User
from policylab.core import registries
from policylab.directory.models import Organisation

from . import intents
from .permissions import can_check_at_desk
from .services import about_me_data, delete_due_registers, forget_about_me, forget_resident, residence_data


def town_url(body: Organisation) -> str:
    return reverse("residents:town", args=[body.ref])


def is_theirs(body: Organisation, user: Any) -> bool:
    return can_check_at_desk(user, body)


def about_me_url(user: User) -> str:
    return reverse("residents:about_me")


def fill() -> None:
    registries.add_tab(Organisation, registries.Tab("residents", _("Residents"), town_url, order=200, shown=is_theirs))
    registries.add_tab(User, registries.Tab("about_me", _("Gender and age"), about_me_url))
    registries.personal_data["about_me"] = about_me_data
    registries.erasure["about_me"] = forget_about_me
    registries.personal_data["residence"] = residence_data
    registries.erasure["residence"] = forget_resident
    registries.intents["residents:card"] = intents.to_use_card
    registries.intents["residents:number"] = intents.to_use_number
    registries.due["registers"] = delete_due_registers
