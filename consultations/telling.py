"""What follows an act on a consultation. Runs after commit, and may fail by itself."""

from policylab.notices.services import follow

from .models import Consultation


def consultation_opened(consultation: Consultation) -> None:
    """Whoever opened it follows it from then on."""
    follow(user=consultation.opened_by, target=consultation)
