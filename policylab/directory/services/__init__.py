"""Organisations asked for and checked, their members named, changed and ended."""

from .asking import accept_organisation, ask_organisation, refuse_organisation
from .members import (
    accept_invitation,
    decline_invitation,
    end_membership,
    give_role,
    invite_member,
    withdraw_invitation,
)
from .privacy import directory_data, forget_person

__all__ = [
    "accept_invitation",
    "accept_organisation",
    "ask_organisation",
    "decline_invitation",
    "directory_data",
    "end_membership",
    "forget_person",
    "give_role",
    "invite_member",
    "refuse_organisation",
    "withdraw_invitation",
]
