"""What two people found in the free replies, and how far they agree, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.tallies.agreement import Agreement
from policylab.core.numbers import number, percent

from .models import Release

# From this kappa on; J. R. Landis and G. G. Koch, Biometrics 33 (1977), 159-174, doi 10.2307/2529310: a custom, not a law.
BANDS = (
    (Fraction(81, 100), gettext_lazy("almost perfect")),
    (Fraction(61, 100), gettext_lazy("substantial")),
    (Fraction(41, 100), gettext_lazy("moderate")),
    (Fraction(21, 100), gettext_lazy("fair")),
    (Fraction(0), gettext_lazy("slight")),
)


@dataclass(frozen=True)
class Coded:
    """A code: `share` of the replies read in which both found it."""

    title: str
    both: int
    one: int
    share: float
    agree: str
    kappa: str
    means: Any


def coded_of(release: Release | None) -> list[Coded]:
    """Frozen when the replies were released."""
    return in_words((title, Agreement(*counts)) for title, *counts in release.codes) if release else []


def in_words(found: Iterable[tuple[str, Agreement]]) -> list[Coded]:
    return [_coded(title, agreement) for title, agreement in sorted(found, key=lambda pair: (-pair[1].both, pair[0]))]


def _coded(title: str, found: Agreement) -> Coded:
    kappa, share = found.kappa, found.share or Fraction(0)
    return Coded(
        title=title,
        both=found.both,
        one=found.first + found.second,
        share=100 * found.both / found.read if found.read else 0.0,
        agree=percent(float(100 * share)),
        kappa="–" if kappa is None else number(float(kappa), 2),
        means=_means(kappa),
    )


def _means(kappa: Fraction | None) -> Any:
    if kappa is None:
        return _("not defined: chance alone would agree always")
    if kappa < 0:
        return _("worse than by chance")
    return next(words for least, words in BANDS if kappa >= least)
