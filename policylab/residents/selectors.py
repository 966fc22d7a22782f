"""Who was checked where, and what a town has printed."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from policylab.accounts.models import User
from policylab.directory.enums import OrganisationKind, OrganisationStatus
from policylab.directory.models import Organisation
from policylab.territories.enums import Scale
from policylab.territories.models import Territory

from .enums import ENOUGH, Voice
from .models import AboutMe, CardBatch, Check, Register

SHOWN = 20
TAKEN_BACK_WITHIN = timedelta(days=1)


def checks_residents(body: Organisation) -> bool:
    """A checked town hall, for its own town: no region, no ministry knows who lives where."""
    is_town_hall = body.kind == OrganisationKind.MUNICIPALITY and body.status == OrganisationStatus.CHECKED
    return is_town_hall and body.territory.scale == Scale.MUNICIPALITY


def people_of(place: Territory, voice: Voice) -> QuerySet[User]:
    """Who counts as a citizen of a place: by what they say themselves, or only by what a town has checked."""
    who = Q(pk__in=_enough_in(place, voice).values("user"))
    if voice == Voice.EMAIL:
        who |= Q(territory__in=Territory.objects.within(place).values("pk"))
    return User.objects.filter(who, is_active=True, erased_at=None)


def homes_of(place: Territory, voice: Voice, user: Any = None) -> list[tuple[int, int | None]]:
    """(person, where they live) of the same, or of one alone: the town that checked them, else what they say themselves."""
    checks = _enough_in(place, voice).filter(user=OuterRef("pk")).order_by("-checked_at")
    home = Coalesce(Subquery(checks.values("territory")[:1]), F("territory"), output_field=BigIntegerField())
    people = people_of(place, voice) if user is None else people_of(place, voice).filter(pk=user.pk)
    return list(people.annotate(home=home).values_list("pk", "home"))


def _enough_in(place: Territory, voice: Voice) -> QuerySet[Check]:
    checks = Check.objects.standing().filter(territory__in=Territory.objects.within(place).values("pk"))
    return checks if voice == Voice.EMAIL else checks.filter(how__in=ENOUGH[voice])


def checks_of(user: Any) -> QuerySet[Check]:
    """The standing ones of a person; of a stranger none."""
    return Check.objects.standing().filter(user_id=user.pk).select_related("territory", "organisation")


def said_by(user: Any) -> dict[str, str]:
    """What a person says of themselves, for their own eyes."""
    found = AboutMe.objects.filter(user_id=user.pk).first() or AboutMe()
    return {"gender": found.gender, "age_band": found.age_band}


def batches_of(body: Organisation) -> QuerySet[CardBatch]:
    return (
        CardBatch.objects.filter(organisation=body)
        .select_related("made_by")
        .annotate(used=Count("cards__check_made"))
        .order_by("-made_at", "-pk")
    )


def residents_by_how(body: Organisation) -> dict[str, int]:
    """How many checked residents the town has, by how; who they are stands nowhere."""
    rows = Check.objects.standing().filter(territory=body.territory_id).order_by().values_list("how")
    return dict(rows.annotate(Count("pk")))


def lately_at_desk(body: Organisation, officer: Any, now: datetime) -> QuerySet[Check]:
    """What this helper did within the last day, to see a slip and take it back. Others' are not shown."""
    mine = Check.objects.standing().filter(organisation=body, officer_id=officer.pk, user__isnull=False)
    return mine.filter(checked_at__gt=now - TAKEN_BACK_WITHIN).select_related("user")


def standing_register(place: Territory) -> Register | None:
    return Register.objects.standing().filter(territory=place).select_related("read_by").first()


def pending_register(body: Organisation, user: Any, ref: str) -> Register | None:
    """For who chose its file alone."""
    return Register.objects.pending().filter(organisation=body, read_by_id=user.pk, ref=ref).first()


def ended_registers(body: Organisation) -> QuerySet[Register]:
    return Register.objects.filter(organisation=body, ended_at__isnull=False)


def used_of(register: Register) -> int:
    return Check.objects.filter(number__register=register).count()
