"""What pages add to the ways on from a delivered plan."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.delivery.ways_on import WayOn
from proposals.models import Proposal

from .permissions import can_make_case


def way_to_case(proposal: Proposal, user: Any) -> WayOn | None:
    if not can_make_case(user, proposal):
        return None
    return WayOn(_("Make a case of this"), reverse("home:make_case", args=[proposal.ref]))
