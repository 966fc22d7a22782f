"""Reading and coding free replies: which of them are coded, by whom, how far they are, when each sees what the other found.

Two people code the same replies without seeing one another's ticks, else their agreement says nothing. They need not code
thousands: sheets stand in the order of random keys, so the first two hundred replies are a fair sample of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from consultations.tallies.agreement import Agreement, agreement

from .counted import replies_shown
from .models import Code, Coding, Questionnaire

SAMPLE = 200
CODERS = 2


@dataclass(frozen=True)
class Progress:
    """`coders`: pk -> replies coded. `whole`: both have coded every reply of the sample, so that what each found may be shown."""

    sample: frozenset[str]
    coders: dict[int, int]
    whole: bool

    def may_join(self, user: Any) -> bool:
        return user.pk in self.coders or len(self.coders) < CODERS


def sample_of(questionnaire: Questionnaire, question: str) -> list[str]:
    """Keys of the sheets. A reply left out later makes room for the next."""
    return list(replies_shown(questionnaire, question).values_list("pk", flat=True)[:SAMPLE])


def codes_of(questionnaire: Questionnaire, question: str) -> list[Code]:
    return list(Code.objects.filter(questionnaire=questionnaire, question=question))


def codings_of(questionnaire: Questionnaire, question: str) -> list[tuple[int, str, int | None]]:
    """(coder, sheet, code), the code None where somebody read a reply and found nothing."""
    rows = Coding.objects.filter(sheet__questionnaire=questionnaire, question=question)
    return list(rows.values_list("coder", "sheet", "code").order_by("pk"))


def progress_of(sample: Sequence[str], codings: Sequence[tuple[int, str, int | None]]) -> Progress:
    read: dict[int, set[str]] = {}
    for coder, sheet, _code in codings:
        read.setdefault(coder, set()).add(sheet)
    known = frozenset(sample)
    done = {coder: len(sheets & known) for coder, sheets in read.items()}
    whole = bool(known) and len(done) >= CODERS and all(number == len(known) for number in done.values())
    return Progress(known, done, whole)


def own_ticks(user: Any, codings: Sequence[tuple[int, str, int | None]]) -> dict[str, set[int]]:
    """{sheet: codes ticked}, of the replies this person has read; never the other's."""
    found: dict[str, set[int]] = {}
    for coder, sheet, code in codings:
        if coder == user.pk:
            found.setdefault(sheet, set()).update([code] if code else [])
    return found


def agreements(
    codes: Sequence[Code], progress: Progress, codings: Sequence[tuple[int, str, int | None]]
) -> list[tuple[str, Agreement]]:
    """Nothing before both have read all: what one sees of the other's changes what one finds."""
    if not progress.whole:
        return []
    one, other = sorted(progress.coders)[:CODERS]
    ticked: dict[tuple[int, int | None], set[str]] = {}
    for coder, sheet, code in codings:
        ticked.setdefault((coder, code), set()).add(sheet)
    return [
        (code.title, agreement(ticked.get((one, code.pk), set()), ticked.get((other, code.pk), set()), progress.sample))
        for code in codes
    ]
