"""Addresses of what stands below: an installation without such a page gets no link."""

from policylab.core.page_parts import address

from .models import Option


def version_url(option: Option) -> str:
    """The very version on the paper, not the plan as it reads today."""
    if option.version is None:  # a candidate
        return ""
    return address("proposals:version", option.version.proposal.ref, option.version.number)


def consultation_url(ref: str) -> str:
    return address("consultations:detail", ref)
