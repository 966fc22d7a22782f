"""Who may say that somebody lives in a town: one `can_…` for each act."""

from typing import Any

from policylab.accounts.permissions import has_second_factor
from policylab.directory.enums import Role
from policylab.directory.models import Organisation
from policylab.directory.permissions import can_run_consultations
from policylab.directory.selectors import roles_of

from .models import CardBatch, Check, Register
from .selectors import checks_residents

AT_DESK = {Role.OFFICER, Role.FACILITATOR}


def can_use_card(user: Any) -> bool:
    """Anybody with an account in use: the card itself is what the town gave into their hand."""
    return bool(user.is_authenticated and user.is_active)


def can_use_number(user: Any) -> bool:
    """Anybody with an account in use: whether they live there is what the number shows."""
    return can_use_card(user)


def can_say_about_me(user: Any) -> bool:
    """Everybody about themselves, nobody about others."""
    return can_use_card(user)


def can_read_register(user: Any, body: Organisation) -> bool:
    """Who may make cards: each number is a voice as each card is."""
    return can_make_cards(user, body)


def can_take_register(user: Any, register: Register) -> bool:
    """Who chose the file: they alone know what stands in it."""
    return can_read_register(user, register.organisation) and register.read_by_id == user.pk


def can_make_cards(user: Any, body: Organisation) -> bool:
    """An officer of the town hall, with a second factor: each card is a voice."""
    return bool(user.is_authenticated) and checks_residents(body) and can_run_consultations(user, body)


def can_end_batch(user: Any, batch: CardBatch) -> bool:
    """Any officer of the town hall, not only who made it: cards are found to be lost when somebody is on leave."""
    return can_make_cards(user, batch.organisation)


def holds_desk(user: Any, body: Organisation) -> bool:
    """Holds the office, whether or not the second factor is set up: to say what is missing."""
    return bool(user.is_authenticated) and checks_residents(body) and bool(AT_DESK & roles_of(user, body))


def can_check_at_desk(user: Any, body: Organisation) -> bool:
    """Officers and facilitators of the town hall, with a second factor: they are sworn, and each tick is a voice."""
    return holds_desk(user, body) and has_second_factor(user)


def can_take_back(user: Any, check: Check) -> bool:
    """Whoever made the slip at the desk, or any officer."""
    own = user.is_authenticated and check.officer_id == user.pk
    return (bool(own) and can_check_at_desk(user, check.organisation)) or can_make_cards(user, check.organisation)
