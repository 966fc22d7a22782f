"""What organisations did with plans, for their pages: wrote them, gave something to them. Withdrawn ones stay unsaid."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.loop import DELIBERATE, PROPOSE
from policylab.core.registries import DEEDS_AT_MOST, Deed
from policylab.directory.models import Organisation

from .models import Commitment, Proposal


def by_organisation(pairs: Iterable[tuple[Any, Deed]]) -> dict[Any, list[Deed]]:
    found = defaultdict(list)
    for organisation, deed in pairs:
        found[organisation].append(deed)
    return found


def plans_written(organisations: Sequence[Organisation]) -> dict[Organisation, list[Deed]]:
    rows = Proposal.objects.standing().filter(organisation__in=organisations).select_related("current", "organisation")
    return by_organisation(
        (plan.organisation, _deed(plan, PROPOSE, _("Plans it wrote"), "detail", plan.published_at))
        for plan in rows.order_by("-published_at", "-pk")[:DEEDS_AT_MOST]
    )


def commitments_made(organisations: Sequence[Organisation]) -> dict[Organisation, list[Deed]]:
    rows = Commitment.objects.public().filter(organisation__in=organisations, proposal__in=Proposal.objects.standing())
    rows = rows.select_related("proposal__current", "organisation").order_by("-made_at", "-pk")
    kind = _("What it gives to plans")
    return by_organisation(
        (
            given.organisation,
            _deed(given.proposal, DELIBERATE, kind, "commitments", given.made_at, given.get_co_display()),
        )
        for given in rows[:DEEDS_AT_MOST]
    )


def _deed(plan: Proposal, step: int, kind: str, page: str, at: Any, note: str = "") -> Deed:
    text = plan.current
    return Deed(step, kind, text.title, reverse(f"proposals:{page}", args=[plan.ref]), at, note, text.language)
