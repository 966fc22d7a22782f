"""What is wrong with a number, in a sentence that does not repeat it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .numbers import Fault, Shape


def sentence_of(fault: str, shape: Shape) -> str:
    return {
        Fault.EMPTY: _("No number."),
        Fault.LETTERS: _("Something else than digits.")
        if shape.digits_only
        else _("Something else than letters and digits."),
        Fault.SHORT: _("Too short: %(least)s are needed.") % {"least": shape.least},
        Fault.LONG: _("Too long: at most %(most)s.") % {"most": shape.most},
        Fault.TWICE: _("Stands in the file already; it is counted once."),
    }[Fault(fault)]


def counted(fault: str, count: int) -> str:
    """«12 lines are too short»: for the sum over all lines, those that are not listed too."""
    sentence = {
        Fault.EMPTY: ngettext("%(count)s line without a number", "%(count)s lines without a number", count),
        Fault.LETTERS: ngettext("%(count)s line with other characters", "%(count)s lines with other characters", count),
        Fault.SHORT: ngettext("%(count)s number too short", "%(count)s numbers too short", count),
        Fault.LONG: ngettext("%(count)s number too long", "%(count)s numbers too long", count),
        Fault.TWICE: ngettext("%(count)s number once more", "%(count)s numbers once more", count),
    }[Fault(fault)]
    return sentence % {"count": count}
