"""What one signs in for with a questionnaire filled in, for the door (registries.intents)."""

from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.selectors import words_of


def to_hand_in(ref: str, **_more: str) -> str:
    consultation = Consultation.objects.public().filter(ref=ref).prefetch_related("texts").first()
    if consultation is None:
        return ""
    return _("Sign in to hand in your answers to «%(title)s»") % {"title": words_of(consultation).title}
