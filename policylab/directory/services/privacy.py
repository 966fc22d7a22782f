"""What the directory keeps about a person, and what of it goes when they leave."""

from typing import Any

from policylab.accounts.models import User
from policylab.core.clock import db_now
from policylab.directory.enums import OrganisationStatus
from policylab.directory.models import Invitation, Membership, Organisation


def directory_data(user: User) -> dict[str, Any]:
    """For the download of one's data."""
    parts = Membership.objects.filter(user=user).select_related("organisation").order_by("started_at")
    asked = Organisation.objects.filter(asked_by=user).order_by("asked_at")
    invited = Invitation.objects.filter(address=user.email.lower()).select_related("organisation")
    return {
        "memberships": [
            {"organisation": part.organisation.name, "role": part.role, "from": part.started_at, "until": part.ended_at}
            for part in parts
        ],
        "organisations_asked_for": [
            {"name": body.name, "kind": body.kind, "asked_at": body.asked_at, "status": body.status} for body in asked
        ],
        "invitations": [{"organisation": asking.organisation.name, "at": asking.invited_at} for asking in invited],
    }


def forget_person(user: User) -> None:
    """Parts end, even the last one in charge: nobody is kept against their will. What nobody has checked yet goes."""
    now = db_now()
    Membership.objects.current().filter(user=user).update(ended_at=now, ended_by=user)
    Invitation.objects.filter(address=user.email.lower()).delete()
    Invitation.objects.open().filter(invited_by=user).update(closed_at=now)
    Organisation.objects.filter(asked_by=user, status=OrganisationStatus.ASKED).delete()
