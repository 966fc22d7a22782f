"""What waits for somebody in the directory: invitations to answer; for an administrator, organisations to check."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.accounts.permissions import is_administrator
from policylab.core.numbers import number
from policylab.core.registries import Waiting

from .models import Invitation
from .selectors import invitations_for, waiting_organisations

MOST = 20


def invitations_open(user: Any, now: datetime) -> QuerySet[Invitation]:
    return invitations_for(user)


def invitations_to(user: Any, now: datetime) -> list[Waiting]:
    return [
        Waiting(
            _("Answer an invitation"), invited.organisation.name, reverse("directory:invitation", args=[invited.ref])
        )
        for invited in invitations_for(user)[:MOST]
    ]


def checks_for(user: Any, now: datetime) -> list[Waiting]:
    """One line, however many: the list stands behind it."""
    count = waiting_organisations().count() if is_administrator(user) else 0
    if not count:
        return []
    title = ngettext("%(count)s organisation asked to join", "%(count)s organisations asked to join", count)
    return [Waiting(_("Check who asks"), title % {"count": number(count)}, reverse("directory:checks"))]
