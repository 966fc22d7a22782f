"""Who is concerned by what becomes of a questionnaire: whoever has begun it or handed it in; a notice does not say which."""

from django.db.models import Q

from consultations.models import Consultation

from .models import BegunSheet, HandedIn


def answering(consultation: Consultation) -> Q:
    begun = BegunSheet.objects.filter(questionnaire__phase__consultation=consultation, user__isnull=False)
    handed = HandedIn.objects.filter(questionnaire__phase__consultation=consultation, user__isnull=False)
    return Q(pk__in=begun.order_by().values("user")) | Q(pk__in=handed.values("user"))
