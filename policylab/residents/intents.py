"""What one signs in for with a card in hand or a number, for the door (registries.intents)."""

from django.utils.translation import gettext as _


def to_use_card(**_more: str) -> str:
    return _("Sign in to use your card")


def to_use_number(**_more: str) -> str:
    return _("Sign in to be found in the register")
