"""Sentences about plans that more than one place says."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from policylab.core import dates, registries
from policylab.core.clock import Stage
from policylab.core.loop import CONSULT

from .models import Round
from .selectors import state_of


def why_closed(round: Round, acts: str | Iterable[str], now: datetime) -> str:
    """Why an act is not possible now, or nothing while it is."""
    state = state_of(round, acts, now)
    if state.stage == Stage.OPEN:
        return ""
    if state.stage == Stage.UPCOMING and state.opens_at:
        return _("This opens on %(when)s.") % {"when": dates.write(state.opens_at)}
    if state.closes_at:
        return _("This closed on %(when)s.") % {"when": dates.write(state.closes_at)}
    return _("This is not part of this gathering of plans.")


def round_title(round: Round) -> registries.TrailLink:
    """What a round was opened for, in the words of whoever opened it; else who asked for plans."""
    found = next((link for link in registries.links_of(round) if link.url), None)
    asked = _("Plans asked for by %(body)s") % {"body": round.asked_by.name}
    return found or registries.TrailLink(CONSULT, _("Plans"), asked)
