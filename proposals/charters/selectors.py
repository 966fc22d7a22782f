"""What is read about charters. Nothing here writes."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet

from policylab.directory.models import Organisation
from policylab.directory.selectors import organisations_spoken_for
from proposals.models import Proposal
from proposals.parties import parties_of

from .models import Charter, CharterDraft, CharterVersion, Signature

AWAITED_AT_MOST = 24


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
        found = {charter.proposal_id: charter for charter in rows.annotate(signed=Count("current__signatures"))}
        for plan in unknown:
            plan.known_charter = found.get(plan.pk)
            if plan.known_charter:
                plan.known_charter.proposal = plan
    return {plan.pk: plan.known_charter for plan in proposals if plan.known_charter}


def draft_of(charter: Charter | None) -> CharterDraft | None:
    return CharterDraft.objects.filter(charter=charter).first() if charter else None


def signatures_on(version: CharterVersion) -> QuerySet[Signature]:
    """In the order in which they were given."""
    return version.signatures.select_related("organisation", "signed_by").order_by("signed_at", "pk")


def signatures_before(version: CharterVersion) -> QuerySet[Signature]:
    """Those that stand under an older version, by bodies that have not signed this one; of each body the latest."""
    signed = version.signatures.values("organisation")
    older = Signature.objects.filter(version__charter=version.charter_id, version__number__lt=version.number)
    return (
        older.exclude(organisation__in=signed)
        .select_related("organisation", "signed_by", "version")
        .order_by("-version__number", "signed_at", "pk")
    )


def awaited_by(charter: Any) -> list[Organisation]:
    """Bodies that carry the plan and have not signed the newest version; kept on the charter, for the panel and the page."""
    if not hasattr(charter, "awaited"):
        signed = charter.current.signatures.values("organisation")
        charter.awaited = list(parties_of(charter.proposal).exclude(pk__in=signed)[:AWAITED_AT_MOST])
    return charter.awaited


def bodies_to_sign_for(user: Any, version: CharterVersion) -> QuerySet[Organisation]:
    """Those this person speaks for today and that have not signed this version."""
    return organisations_spoken_for(user).exclude(pk__in=version.signatures.values("organisation"))


def signers_of(proposal: Proposal) -> QuerySet[Any]:
    """For proposals' slot: whoever signed any version carries the plan."""
    return Signature.objects.filter(version__charter__proposal=proposal).values("organisation")


def versions_of(charter: Charter) -> QuerySet[CharterVersion]:
    """Newest first, without the long texts."""
    fields = ("number", "digest", "what_changed", "published_at", "title", "language", "charter")
    return charter.versions.only(*fields).order_by("-number")
