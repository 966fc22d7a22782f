"""The consultations a body runs or ran, for its page."""

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from policylab.core.loop import CONSULT
from policylab.core.registries import DEEDS_AT_MOST, Deed
from policylab.directory.models import Organisation

from .models import Consultation
from .selectors import words_of


def consultations_run(organisations: Sequence[Organisation]) -> dict[Organisation, list[Deed]]:
    rows = Consultation.objects.public().filter(organisation__in=organisations).select_related("organisation")
    found: dict[Organisation, list[Deed]] = defaultdict(list)
    for consultation in rows.prefetch_related("texts").order_by("-opened_at", "-pk")[:DEEDS_AT_MOST]:
        words = words_of(consultation)
        address = reverse("consultations:detail", args=[consultation.ref])
        found[consultation.organisation].append(
            Deed(CONSULT, _("Consultations it runs"), words.title, address, consultation.opened_at, "", words.language)
        )
    return found
