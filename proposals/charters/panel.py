"""What can be done now with a plan that is carried out: write its charter, sign it. Shown in the night panel of its pages."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policylab.core import dates
from proposals.answers import maybe_answered
from proposals.models import Proposal
from proposals.panel import Other, Panel, next_act
from proposals.selectors import is_adopted

from .models import Charter, Signature
from .permissions import can_draft_charter
from .selectors import awaited_by, bodies_to_sign_for, public_charter, signed_by_bodies_of


def charter_panel(proposal: Proposal, user: Any, now: datetime) -> Panel | None:
    """The same for every reader who has not signed in. Only an answered plan can have a charter: the others ask nothing."""
    if not maybe_answered([proposal]):
        return None
    charter = public_charter(proposal)
    if charter is None:
        return _to_write(proposal) if user.is_authenticated and can_draft_charter(user, proposal) else None
    if not is_adopted(proposal):
        return None
    signed = signed_by_bodies_of(user, charter).filter(version=charter.current_id).first()
    return _signed(proposal, charter, signed, user) if signed else _to_sign(proposal, charter)


def _to_write(proposal: Proposal) -> Panel:
    return Panel(
        title=_("Adopted: who does what?"),
        url=_address("write", proposal),
        label=_("Write the charter"),
        text=_("The text that the town hall and its partners sign."),
    )


def _to_sign(proposal: Proposal, charter: Charter) -> Panel | None:
    awaited = _awaited(charter)
    if not awaited:
        return None
    return Panel(
        title=awaited,
        url=_address("sign", proposal),
        label=_("Sign for an organisation"),
        text=_("For those who speak for a checked organisation. You read the whole text before you sign."),
    )


def _signed(proposal: Proposal, charter: Charter, signature: Signature, user: Any) -> Panel:
    """Who signed, when, and what comes next: another of one's bodies, else what can be promised."""
    act = next_act(proposal, user) or Other(_address("detail", proposal) + "#signatures", _("See who signed"))
    others = [Other(_address("leave", proposal), _("Withdraw the signature"))]
    if bodies_to_sign_for(user, charter.current).exists():
        act, others = Other(_address("sign", proposal), _("Sign for another organisation")), [act, *others]
    facts = {"number": signature.version.number, "name": signature.signed_by.shown_name}
    facts["when"] = dates.write(signature.signed_at, "short")
    return Panel(
        title=_("%(body)s has signed the charter") % {"body": signature.organisation.name},
        url=act.url,
        label=act.label,
        text=_("Version %(number)s, signed by %(name)s on %(when)s.") % facts,
        over=_awaited(charter),
        others=others,
    )


def _awaited(charter: Charter) -> str:
    count = len(awaited_by(charter))
    title = ngettext("The charter awaits %(count)s signature", "The charter awaits %(count)s signatures", count)
    return title % {"count": count} if count else ""


def _address(name: str, proposal: Proposal) -> str:
    return reverse(f"charters:{name}", args=[proposal.ref])
