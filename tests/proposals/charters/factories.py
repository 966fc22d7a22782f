"""Charters at every point of their life; made by the services, so that what a test stands on can really come about."""

from policylab.accounts.models import User
from policylab.directory.models import Organisation
from proposals.charters import services
from proposals.charters.enums import Capacity
from proposals.charters.models import CharterDraft, CharterVersion, Signature
from proposals.models import Proposal
from tests.proposals import factories as plans

TEXTS = {
    "title": "Charte de l’atelier partagé",
    "text": "La Ville prête la salle jusqu’en juin.\n\n- Mdinti ouvre trois jours par semaine.\n- Chacun rend compte.",
    "language": "fr",
}


def drafted(plan: Proposal | None = None, user: User | None = None, edition: int = 0, **texts) -> CharterDraft:
    """By its author, unless said otherwise."""
    plan = plan or plans.adopted()
    return services.draft_charter(user=user or plan.author, proposal=plan, texts={**TEXTS, **texts}, edition=edition)


def published(plan: Proposal | None = None, **texts) -> CharterVersion:
    """Version 1, or one version more with the texts given."""
    plan = plan or plans.adopted()
    known = CharterDraft.objects.filter(charter__proposal=plan).first()
    draft = drafted(plan, edition=known.edition if known else 0, **texts)
    return services.publish_charter(
        user=plan.author, proposal=plan, edition=draft.edition, what_changed="Les horaires" if known else ""
    )


def signed(
    version: CharterVersion | None = None,
    organisation: Organisation | None = None,
    capacity: str = Capacity.PARTNER,
    user: User | None = None,
    **fields,
) -> Signature:
    """By a representative of that body."""
    version, organisation = version or published(), organisation or plans.organisation()
    return services.sign_charter(
        user=user or plans.member(organisation),
        proposal=version.charter.proposal,
        organisation=organisation,
        capacity=capacity,
        digest=version.digest,
        **fields,
    )
