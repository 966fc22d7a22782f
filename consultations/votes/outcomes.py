"""The frozen outcome as data: every figure from which the words of the result page are made (Result.outcome)."""

from dataclasses import asdict
from typing import Any

from consultations.tallies.package import PackageInput, result_document
from consultations.tallies.types import OrderStep


def outcome_document(given: PackageInput) -> dict[str, Any]:
    """result.json of the package, and what else the page says: rolls, limit, and what decided each place."""
    order = [step for step in given.outcome.steps if isinstance(step, OrderStep)]
    return {
        **result_document(given.outcome),
        "colleges": [vars(college) for college in given.colleges],
        "adopt_at_most": given.adopt_at_most,
        "order": [{**asdict(step), "decided_by": str(step.decided_by)} for step in order],
    }
