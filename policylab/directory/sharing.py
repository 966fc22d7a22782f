"""An organisation where its link is shared."""

from django.urls import reverse

from policylab.core.registries import Card
from policylab.core.sharing.short import Short

from .models import Organisation
from .selectors import public_organisation


def short_of(organisation: Organisation) -> Short:
    return Short("o", organisation.ref)


def card_of(ref: str) -> Card | None:
    """Only once it is checked."""
    body = public_organisation(ref)
    if body is None:
        return None
    return Card(
        kind=body.get_kind_display(),
        title=body.name,
        address=reverse("directory:detail", args=[ref]),
        note=body.territory.name,
    )
