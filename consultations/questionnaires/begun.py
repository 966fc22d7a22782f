"""Whose sheet is being filled in: a person's, a body's, or, before there is an account, that of who holds its key.

The key stands in the session from the first save on; signing in keeps the session, and with the next save the sheet is theirs.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from consultations.selectors import colleges_of
from policylab.directory.enums import College
from policylab.directory.models import Organisation
from policylab.directory.selectors import organisations_spoken_for

from .models import BegunSheet, HandedIn, Questionnaire


@dataclass(frozen=True)
class Writer:
    """`user` is nobody (anonymous) at first; `organisation`, the body they write for; `key`, that of their session."""

    user: Any
    organisation: Organisation | None = None
    key: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.user.is_authenticated)

    @property
    def name(self) -> str:
        """In addresses: oneself, or a body by its public reference."""
        return self.organisation.ref if self.organisation else "me"


def begun_of(writer: Writer, questionnaire: Questionnaire) -> BegunSheet | None:
    """What they wrote last: on this device before they signed in, or under their name."""
    rows = rows_of(writer, questionnaire).select_related("wording")
    return rows.order_by("-saved_at").first()


def rows_of(writer: Writer, questionnaire: Questionnaire) -> QuerySet[BegunSheet]:
    """Theirs, and the one under their session's key that is nobody's yet."""
    mine = Q(pk=writer.key, user=None, organisation=None)
    if writer.organisation:
        mine |= Q(organisation=writer.organisation)
    elif writer.is_known:
        mine |= Q(user=writer.user, organisation=None)
    return BegunSheet.objects.filter(mine, questionnaire=questionnaire)


def has_handed_in(writer: Writer, questionnaire: Questionnaire) -> bool:
    if writer.organisation:
        return questionnaire.handed_in.filter(organisation=writer.organisation).exists()
    return writer.is_known and questionnaire.handed_in.filter(user=writer.user, organisation=None).exists()


def writers(user: Any, questionnaire: Questionnaire) -> list[Writer]:
    """Everybody for whom this person may fill one in: themselves where citizens are asked, and bodies they speak for today."""
    consultation = questionnaire.phase.consultation
    taking_part = set(colleges_of(consultation))
    oneself = [Writer(user)] if College.CITIZEN in taking_part else []
    if not user.is_authenticated:
        return oneself
    return [*oneself, *(Writer(user, body) for body in bodies_of(user, taking_part))]


def bodies_of(user: Any, colleges: Collection[College]) -> list[Organisation]:
    """Checked bodies of these colleges."""
    wanted = set(colleges) - {College.CITIZEN}
    return [body for body in organisations_spoken_for(user) if body.college in wanted]


def done_by(user: Any, questionnaire: Questionnaire) -> set[int | None]:
    """For whom it is handed in: bodies by their number, None for oneself."""
    bodies = organisations_spoken_for(user).values("pk")
    rows = HandedIn.objects.filter(questionnaire=questionnaire)
    return set(
        rows.filter(Q(organisation__in=bodies) | Q(user=user, organisation=None)).values_list("organisation", flat=True)
    )
