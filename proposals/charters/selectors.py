"""What is read about charters. Nothing here writes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from policylab.directory.models import Organisation
from policylab.directory.selectors import organisations_spoken_for
from proposals.models import Proposal
from proposals.parties import parties_of

from .models import Charter, CharterDraft, CharterVersion, Signature

AWAITED_AT_MOST = 24
WITHDRAWN_AT_MOST = 24


def charter_of(proposal: Proposal) -> Charter | None:
    """Drafts too: whoever calls asks who may see them."""
    return Charter.objects.select_related("current__plan_version").filter(proposal=proposal).first()


def public_charter(proposal: Proposal) -> Charter | None:
    return public_charters([proposal]).get(proposal.pk)


def public_charters(proposals: Sequence[Any]) -> dict[int, Any]:
    """{plan's pk: its charter, with `signed`, the count under its newest version}.

    One query, and none where it was asked before of the same plans: tab, panel, trail and page all want to know.
    """
    unknown = [plan for plan in proposals if not hasattr(plan, "known_charter")]
    if unknown:
        rows = Charter.objects.public().filter(proposal__in=unknown).select_related("current__plan_version")
        standing = Count("current__signatures", filter=Q(current__signatures__withdrawn_at=None))
        found = {charter.proposal_id: charter for charter in rows.annotate(signed=standing)}
        for plan in unknown:
            plan.known_charter = found.get(plan.pk)
            if plan.known_charter:
                plan.known_charter.proposal = plan
    return {plan.pk: plan.known_charter for plan in proposals if plan.known_charter}


def draft_of(charter: Charter | None) -> CharterDraft | None:
    return CharterDraft.objects.filter(charter=charter).first() if charter else None


def signatures_on(version: CharterVersion) -> QuerySet[Signature]:
    """Those that stand, in the order in which they were given."""
    standing = version.signatures.standing()
    return standing.select_related("organisation", "signed_by").order_by("signed_at", "pk")


def signatures_withdrawn(charter: Charter, version: CharterVersion | None = None) -> list[Signature]:
    """Under one version, or under any: whoever leaves withdraws all of theirs at once, so that is told once. The latest first."""
    rows = Signature.objects.withdrawn().filter(version__charter=charter)
    rows = rows.filter(version=version) if version else rows
    rows = rows.select_related("organisation", "signed_by", "version").order_by(
        "-withdrawn_at", "-version__number", "pk"
    )
    found: dict[Any, Signature] = {}
    for signature in rows[:WITHDRAWN_AT_MOST]:
        found.setdefault((signature.organisation_id, signature.withdrawn_at), signature)
    return list(found.values())


def signed_by_bodies_of(user: Any, charter: Charter) -> QuerySet[Signature]:
    """Signatures that stand under any version, of bodies this person speaks for today; the newest first."""
    rows = Signature.objects.standing().filter(
        version__charter=charter, organisation__in=organisations_spoken_for(user)
    )
    return rows.select_related("organisation", "signed_by", "version").order_by("-version__number", "-signed_at", "-pk")


def signatures_before(version: CharterVersion) -> QuerySet[Signature]:
    """Those that stand under an older version, by bodies that have not signed this one; of each body the latest."""
    signed = version.signatures.standing().values("organisation")
    older = Signature.objects.standing().filter(version__charter=version.charter_id, version__number__lt=version.number)
    return (
        older.exclude(organisation__in=signed)
        .select_related("organisation", "signed_by", "version")
        .order_by("-version__number", "signed_at", "pk")
    )


def awaited_by(charter: Any) -> list[Organisation]:
    """Bodies that carry the plan and have neither signed the newest version nor left it; kept for panel and page."""
    if not hasattr(charter, "awaited"):
        signed = charter.current.signatures.values("organisation")
        charter.awaited = list(parties_of(charter.proposal).exclude(pk__in=signed)[:AWAITED_AT_MOST])
    return charter.awaited


def bodies_to_sign_for(user: Any, version: CharterVersion) -> QuerySet[Organisation]:
    """Those this person speaks for today and that have not signed this version."""
    return organisations_spoken_for(user).exclude(pk__in=version.signatures.standing().values("organisation"))


def signers_of(proposal: Proposal) -> QuerySet[Any]:
    """For proposals' slot: whoever signed any version carries the plan, until they withdraw."""
    return Signature.objects.standing().filter(version__charter__proposal=proposal).values("organisation")


def versions_of(charter: Charter) -> QuerySet[CharterVersion]:
    """Newest first, without the long texts."""
    fields = ("number", "digest", "what_changed", "published_at", "title", "language", "charter")
    return charter.versions.only(*fields).order_by("-number")
