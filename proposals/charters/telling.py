"""What follows an act on a charter: who follows the plan is told, and those who speak for a body that carries it are asked.

Runs after commit, and may fail by itself. A notice names organisations, never a person.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.keys import key_of
from policylab.directory.models import Membership
from policylab.notices.enums import Kind
from policylab.notices.services import notify, notify_people
from proposals.models import Proposal
from proposals.parties import parties_of

from .models import CharterVersion, Signature

PUBLISHED, TO_SIGN, SIGNED = "charter.published", "charter.to_sign", "charter.signed"
LEFT = "charter.left"


def charter_published(version: CharterVersion) -> None:
    """A signature under an older version stays there: its body is asked to read this one too."""
    plan = version.charter.proposal
    voices = Membership.objects.speaking().filter(organisation__in=parties_of(plan).values("pk"))
    speakers = set(voices.values_list("user_id", flat=True)) - {version.published_by_id}
    about = _about(plan, "detail", number=version.number)
    notify_people(users=sorted(speakers), event=TO_SIGN, **about)
    notify(event=PUBLISHED, exclude={*speakers, version.published_by_id}, **about)


def charter_signed(signature: Signature) -> None:
    about = _about(signature.version.charter.proposal, "detail", body=signature.organisation.name)
    notify(event=SIGNED, exclude={signature.signed_by_id}, **about)


def signature_withdrawn(signature: Signature) -> None:
    about = _about(signature.version.charter.proposal, "detail", body=signature.organisation.name)
    notify(event=LEFT, exclude={signature.withdrawn_by_id}, **about)


def _about(plan: Proposal, name: str, **facts: Any) -> dict[str, Any]:
    title = plan.current.title if plan.current else ""
    return {
        "subject": key_of(plan),
        "facts": {"title": title, **facts},
        "url": reverse(f"charters:{name}", args=[plan.ref]),
    }


def published(facts: dict[str, Any]) -> str:
    return _("The charter of «%(title)s» is published, version %(number)s") % facts


def to_sign(facts: dict[str, Any]) -> str:
    return _("The charter of «%(title)s», version %(number)s, waits for your organisation’s signature") % facts


def signed(facts: dict[str, Any]) -> str:
    return _("%(body)s signed the charter of «%(title)s»") % facts


def left(facts: dict[str, Any]) -> str:
    return _("%(body)s withdrew its signature from the charter of «%(title)s», with its reason") % facts


SENTENCES = {PUBLISHED: published, TO_SIGN: to_sign, SIGNED: signed, LEFT: left}
KINDS = {TO_SIGN: Kind.MINE}
