"""What one signs in for before filling in a ballot, for the door (registries.intents)."""

from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.selectors import words_of


def to_vote(ref: str, **_more: str) -> str:
    consultation = Consultation.objects.public().filter(ref=ref).prefetch_related("texts").first()
    return _("Sign in to vote in «%(title)s»") % {"title": words_of(consultation).title} if consultation else ""
