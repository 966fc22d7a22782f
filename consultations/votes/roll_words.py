"""Who may vote, in clear: chosen beforehand and published with what stands behind a voter."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from policylab.core import dates
from policylab.directory.enums import College
from policylab.residents.enums import Voice

from .enums import RollKind
from .models import Vote
from .selectors import entering_ends


def roll_of_vote(vote: Vote, colleges: Collection[str]) -> list[str]:
    sentences = _citizens(vote) if College.CITIZEN in colleges else []
    if set(colleges) - {College.CITIZEN}:
        sentences.append(_("Each organisation on the roll has one ballot, cast by whoever speaks for it that day."))
    return sentences


def _citizens(vote: Vote) -> list[str]:
    behind = {
        Voice.EMAIL: _("Behind a citizen’s ballot stands an e-mail address only: one person may hold several."),
        Voice.CHECKED: _(
            "Behind a citizen’s ballot stands a check: a card of the town hall, or papers seen at its desk."
        ),
        Voice.REGISTER: _("Behind a citizen’s ballot stands the town’s register: each number in it counts once."),
    }
    if vote.roll_kind == RollKind.OPEN:
        comes = _("Citizens enter the roll by themselves, by one press, until %(when)s.") % {
            "when": dates.write(entering_ends(vote))
        }
    else:
        comes = _(
            "On the roll of citizens stands everybody who belongs to it when the vote is opened. Nobody comes later."
        )
    return [comes, behind[Voice(vote.phase.consultation.voice)]]
