"""What a draft still lacks before it can be opened, and on which step that is mended."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from .examples import left_in
from .models import Consultation
from .registers import lacks_register
from .schedule import NEEDED, over_already
from .selectors import dates_of

ASKED, PEOPLE, WHEN, CHECK = "asked", "people", "when", "check"


@dataclass(frozen=True)
class Gap:
    """`url` where it is mended, if that is on no step."""

    step: str
    sentence: str
    url: str = ""


def missing_from(consultation: Consultation, now: datetime) -> list[Gap]:
    found = []
    words = list(consultation.texts.all())
    if not words or not consultation.level or not all(text.asked for text in words):
        found.append(Gap(ASKED, _("Say what is asked, in every language you gave a title in, and what is promised.")))
    if not consultation.territory_id or not consultation.colleges.all():
        found.append(Gap(PEOPLE, _("Say who takes part.")))
    if lacks_register(consultation):
        address = reverse("residents:register", args=[consultation.organisation.ref])
        found.append(Gap(PEOPLE, _("Read in the town’s register, or choose something else behind a voice."), address))
    if brackets := left_in(*(part for text in words for part in (text.title, text.asked, text.promised))):
        sentence = _("Put your own words where the example has %(brackets)s.")
        found.append(Gap(ASKED, sentence % {"brackets": ", ".join(brackets)}))
    dates = {phase.kind: dates_of(phase) for phase in consultation.phases.all()}
    if not set(NEEDED) <= set(dates):
        found.append(Gap(WHEN, _("Say when each phase begins and ends.")))
    else:
        found += [Gap(WHEN, sentence) for sentence in over_already(dates, now).values()]
    return found
