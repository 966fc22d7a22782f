"""What waits for those who write plans: what is drafted and not yet published, while there is time to publish it."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.registries import Waiting
from policylab.directory.models import Organisation
from policylab.directory.selectors import organisations_spoken_for

from .enums import Act, ProposalStatus
from .models import Proposal, Window
from .selectors import REVISING, plans_to_write, state_of
from .texts import digest_of

MOST = 20


def bodies_to_act_for(user: Any, now: datetime) -> QuerySet[Organisation]:
    """Charters and milestones wait for those who act for a body."""
    return organisations_spoken_for(user)


def plans_to_go_on_with(user: Any, now: datetime) -> QuerySet[Proposal]:
    """First versions while plans are written, further ones while they are amended; those somebody else must now publish not."""
    return plans_to_write(user).filter(_changed(), _still_mine(user), round__in=_rounds_open(now))


def drafts_of(user: Any, now: datetime) -> list[Waiting]:
    return [line for plan in plans_to_go_on_with(user, now)[:MOST] if (line := _line(plan, now))]


def _changed() -> Q:
    return Q(status=ProposalStatus.DRAFT, draft__isnull=False) | Q(
        status=ProposalStatus.PUBLISHED, draft__saved_at__gt=F("current__published_at")
    )


def _still_mine(user: Any) -> Q:
    return Q(status=ProposalStatus.DRAFT) | Q(organisation=None) | Q(organisation__in=organisations_spoken_for(user))


def _rounds_open(now: datetime) -> Any:
    return Window.objects.filter(act__in=REVISING).open_at(now).values("round")


def _line(plan: Proposal, now: datetime) -> Waiting | None:
    first = plan.current is None
    window = state_of(plan.round, Act.WRITE if first else REVISING, now)
    if not window.is_open or (plan.current and digest_of(plan.draft) == plan.current.digest):
        return None
    title = plan.draft.title or _("Untitled plan")
    kind = _("Finish your plan") if first else _("Publish what you changed")
    url = reverse("proposals:edit", args=[plan.ref])
    return Waiting(kind, title, url, window.closes_at, plan.draft.language if plan.draft.title else "")
