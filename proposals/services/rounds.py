"""Rounds are opened by whoever runs something that gathers plans; today that is a consultation, which asks who may."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from policylab.directory.models import Organisation
from policylab.territories.models import Territory
from proposals.models import Round, Window


@transaction.atomic
def open_round(
    *, asked_by: Organisation, territory: Territory, windows: Mapping[str, tuple[datetime, datetime]] | None = None
) -> Round:
    """A gathering of plans with the given windows: {Act: (opens_at, closes_at)}."""
    round = Round.objects.create(asked_by=asked_by, territory=territory)
    set_windows(round=round, windows=windows or {})
    return round


@transaction.atomic
def set_windows(*, round: Round, windows: Mapping[str, tuple[datetime, datetime]]) -> list[Window]:
    """Lay the dates of the acts named; a window of the same act keeps its row, so that a phase goes on pointing to it."""
    round = Round.objects.select_for_update().get(pk=round.pk)
    return [
        Window.objects.update_or_create(round=round, act=act, defaults={"opens_at": opens, "closes_at": closes})[0]
        for act, (opens, closes) in windows.items()
    ]


@transaction.atomic
def pause_round(*, round: Round, now: datetime) -> None:
    """Whatever its windows say, nothing is done in it until it is resumed."""
    Round.objects.filter(pk=round.pk).update(paused_at=now)


@transaction.atomic
def resume_round(*, round: Round) -> None:
    Round.objects.filter(pk=round.pk).update(paused_at=None)


@transaction.atomic
def end_round(*, round: Round, now: datetime) -> None:
    """Called off: for good, and all that was written in it stays to be read."""
    Round.objects.filter(pk=round.pk).update(paused_at=None, ended_at=now)
