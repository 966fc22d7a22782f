"""What can be done now with a plan that is carried out: write its charter, sign it. Shown in the night panel of its pages."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.answers import maybe_answered
from proposals.models import Proposal
from proposals.panel import Panel
from proposals.selectors import is_adopted

from .permissions import can_draft_charter
from .selectors import awaited_by, public_charter


def charter_panel(proposal: Proposal, user: Any, now: datetime) -> Panel | None:
    """The same for every reader who has not signed in. Only an answered plan can have a charter: the others ask nothing."""
    if not maybe_answered([proposal]):
        return None
    charter = public_charter(proposal)
    if charter is None:
        return _to_write(proposal) if user.is_authenticated and can_draft_charter(user, proposal) else None
    awaited = len(awaited_by(charter))
    if not awaited or not is_adopted(proposal):
        return None
    title = ngettext("The charter awaits %(count)s signature", "The charter awaits %(count)s signatures", awaited)
    return Panel(
        title=title % {"count": awaited},
        url=reverse("charters:sign", args=[proposal.ref]),
        label=_("Sign for an organisation"),
        text=_("For those who speak for a checked organisation. You read the whole text before you sign."),
    )


def _to_write(proposal: Proposal) -> Panel:
    return Panel(
        title=_("Adopted: who does what?"),
        url=reverse("charters:write", args=[proposal.ref]),
        label=_("Write the charter"),
        text=_("The text that the town hall and its partners sign."),
    )
