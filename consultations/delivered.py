"""What became of a consultation's plans once they were adopted: a step of its trail, and of its vote's."""

from collections.abc import Sequence

from policylab.core.registries import TrailLink
from proposals.delivery.trail import links_of_rounds

from .models import Consultation


def delivery_of_consultations(consultations: Sequence[Consultation]) -> dict[Consultation, list[TrailLink]]:
    """Each plan for which something was promised, by name. Public by itself: a draft has no plans."""
    known = links_of_rounds({one.round_id for one in consultations if one.round_id})
    return {one: known.get(one.round_id or 0, []) for one in consultations}
