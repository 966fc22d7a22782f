"""Gender and age, as somebody says them of themselves: the whole of it each time, and nothing said leaves nothing stored."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.residents.models import AboutMe
from policylab.residents.permissions import can_say_about_me


@transaction.atomic
def save_about_me(*, user: User, gender: str = "", age_band: str = "") -> None:
    if not can_say_about_me(user):
        raise PermissionDenied
    if not (gender or age_band):
        AboutMe.objects.filter(user=user).delete()
        return
    said = {"gender": gender, "age_band": age_band, "changed_at": db_now()}
    AboutMe.objects.update_or_create(user=user, defaults=said)
