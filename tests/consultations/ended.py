"""A consultation that has come to its end, for whoever tests what is told of it."""

from consultations.models import Consultation
from policylab.core.clock import db_now
from policylab.directory.enums import OrganisationKind
from proposals import services as planning
from proposals.enums import Verdict
from proposals.models import Answer
from tests.consultations import factories
from tests.consultations.votes import factories as voting
from tests.proposals import factories as plans


def ended() -> Consultation:
    """Plans, a vote that adopted the first, an answer to it, late; delivery under way."""
    hall = factories.town_hall()
    found = factories.opened("propose", of=hall)
    body = plans.organisation(OrganisationKind.COOPERATIVE, "Mdinti")
    offered = plans.published(round=found.round, in_name_of=body, title="Un atelier dans la Médina")
    plans.supported(offered, 3)
    plans.committed(offered)
    plans.withdrawn(plans.published(round=found.round, title="Un plan retiré"))
    vote = voting.counted(of=found)
    found = factories.moved(found, "deliver")
    adopted = vote.options.get(position=1).version.proposal
    officer = voting.officer_of(hall)
    reason = "Le budget 2027 le prévoit, dès mars."
    planning.answer_proposal(user=officer, proposal=adopted, verdict=Verdict.ADOPTED, reason=reason, language="fr")
    planning.answer_round(
        user=officer, round=found.round, reason="Merci à tous, voici ce que nous ferons.", language="fr"
    )
    Answer.objects.update(due_at=db_now() - 9 * factories.DAY)
    return Consultation.objects.get(pk=found.pk)
