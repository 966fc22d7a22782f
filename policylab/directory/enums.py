from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class College(TextChoices):
    """Who is counted together."""

    PUBLIC = "public", _("Public authorities")
    CITIZEN = "citizen", _("Citizens")
    SSE = "sse", _("Social and solidarity economy")


class OrganisationKind(TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    PUBLIC_BODY = "public_body", _("Public body")
    ASSOCIATION = "association", _("Association")
    COOPERATIVE = "cooperative", _("Cooperative")
    MUTUAL = "mutual", _("Mutual society")
    FOUNDATION = "foundation", _("Foundation")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    ECONOMIC_INTEREST_GROUP = "economic_interest_group", _("Economic interest group")
    UNIVERSITY = "university", _("University")
    FUNDER = "funder", _("Funder")
    NETWORK = "network", _("Network")


PUBLIC_KINDS = {OrganisationKind.MUNICIPALITY, OrganisationKind.PUBLIC_BODY}
SSE_KINDS = {
    OrganisationKind.ASSOCIATION,
    OrganisationKind.COOPERATIVE,
    OrganisationKind.MUTUAL,
    OrganisationKind.FOUNDATION,
    OrganisationKind.SOCIAL_ENTERPRISE,
    OrganisationKind.ECONOMIC_INTEREST_GROUP,
    OrganisationKind.NETWORK,
}


def college_of(kind: str) -> College | None:
    """The college a kind of body counts in; universities and funders speak but are counted in none."""
    if kind in PUBLIC_KINDS:
        return College.PUBLIC
    return College.SSE if kind in SSE_KINDS else None


class OrganisationStatus(TextChoices):
    ASKED = "asked", _("Waiting for the check")
    CHECKED = "checked", _("Checked")
    REFUSED = "refused", _("Refused")


class Role(TextChoices):
    """What a member may do for the organisation."""

    MEMBER = "member", _("Member")
    REPRESENTATIVE = "representative", _("Representative")
    OFFICER = "officer", _("Officer")
    FACILITATOR = "facilitator", _("Facilitator")
