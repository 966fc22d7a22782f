"""Sheets begun and never handed in do not stay: thirty days after the end, or after the last save without an account."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from consultations.questionnaires.models import BegunSheet, HandedIn, Upload
from policylab.accounts.models import User
from policylab.core.clock import db_now

from .uploading import drop

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def delete_old_begun() -> int:
    """For `run_due`; safe twice and in two places at once."""
    long_ago = db_now() - KEPT_FOR
    nobodys = Q(user=None, organisation=None, saved_at__lt=long_ago)
    return _delete(BegunSheet.objects.filter(nobodys | Q(questionnaire__phase__closes_at__lt=long_ago)))


@transaction.atomic
def forget_sheets(user: User) -> None:
    """When an account goes: what was begun goes, the mark loses its name. What was handed in cannot be found by anybody."""
    _delete(BegunSheet.objects.filter(user_id=user.pk))
    HandedIn.objects.filter(user_id=user.pk).update(user=None)


def sheets_data(user: User) -> dict[str, Any]:
    """What is stored about a person: what they began, and that they handed in; never what."""
    begun = BegunSheet.objects.filter(user_id=user.pk).order_by("saved_at")
    handed = HandedIn.objects.filter(user_id=user.pk).order_by("questionnaire")
    return {
        "begun": list(begun.values("questionnaire__ref", "replies", "saved_at")),
        "handed in": list(handed.values_list("questionnaire__ref", flat=True)),
    }


def _delete(rows: QuerySet[BegunSheet]) -> int:
    drop(Upload.objects.filter(begun__in=rows.values("pk")))
    return rows.delete()[1].get(BegunSheet._meta.label, 0)
