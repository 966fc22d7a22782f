"""A paper on the voter's screen: what is chosen read back in words, the order of the options, the sum of a budget.

The order is no secret and no link: the list of the paper begins at another place for each line of the roll, drawn from the
vote's public reference and the key of the line. It is worked out anew for each page; nothing of it is stored or sent.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from consultations.tallies.notation import Choices
from policylab.core.numbers import amount, number

from .enums import Method
from .letters import shown
from .models import Option, RollEntry, Vote

ABSTAIN = "abstain"
ANSWERS: Mapping[str, str | Promise] = {
    "yes": pgettext_lazy("an answer on a ballot", "Yes"),
    "no": pgettext_lazy("an answer on a ballot", "No"),
    ABSTAIN: pgettext_lazy("an answer on a ballot", "I abstain"),
}
# 4 to 0: from best to worst, as the paper shows them.
GRADES: Sequence[str | Promise] = (
    pgettext_lazy("a grade on a ballot", "Very good"),
    pgettext_lazy("a grade on a ballot", "Good"),
    pgettext_lazy("a grade on a ballot", "Fair"),
    pgettext_lazy("a grade on a ballot", "Poor"),
    pgettext_lazy("a grade on a ballot", "Reject"),
)
RANKED = (Method.SCHULZE, Method.STV)
ASKED: Mapping[str, str | Promise] = {
    Method.YES_NO: gettext_lazy("Do you approve this plan?"),
    Method.APPROVAL: gettext_lazy("Which plans do you approve?"),
    Method.MAJORITY_JUDGEMENT: gettext_lazy("What do you think of each plan?"),
    Method.SCHULZE: gettext_lazy("In which order do you prefer the plans?"),
    Method.EQUAL_SHARES: gettext_lazy("Which projects should the money go to?"),
    Method.STV: gettext_lazy("In which order do you prefer the candidates?"),
}
HOW: Mapping[str, str | Promise] = {
    Method.YES_NO: gettext_lazy("To abstain is a choice too: your ballot counts as cast and weighs on neither side."),
    Method.APPROVAL: gettext_lazy(
        "Tick every plan you approve: one, several or none. Without a tick your ballot is blank: it counts as cast, and weighs "
        "for nothing."
    ),
    Method.MAJORITY_JUDGEMENT: gettext_lazy(
        "Give each plan one of five grades. A plan you leave out counts as Reject. Without any grade your ballot is blank: it "
        "counts as cast, and weighs for nothing."
    ),
    Method.SCHULZE: gettext_lazy(
        "Press the plan you like best, then the next. What you leave out comes after all you ranked. Put None of these above "
        "the plans you would rather not have. Without a ranking your ballot is blank: it counts as cast, and weighs for nothing."
    ),
    Method.EQUAL_SHARES: gettext_lazy(
        "Tick as many as you like, even for more than there is: everybody has the same share of the money, and what you tick is "
        "paid from the shares of all who tick it. Without a tick your ballot is blank: it counts as cast."
    ),
    Method.STV: gettext_lazy(
        "Press the person you want most, then the next. Your ballot helps the next one only when the first is elected or out. "
        "Without a ranking your ballot is blank: it counts as cast."
    ),
}


def grades() -> list[tuple[int, str]]:
    """As components/grade.html takes them."""
    return [(len(GRADES) - 1 - place, str(word)) for place, word in enumerate(GRADES)]


def on_paper(vote: Vote, options: Iterable[Option], college: str) -> list[Option]:
    """What a ballot of this college may name: everything, or its own candidates where each college elects its own seats."""
    return [option for option in options if not vote.college_seats or option.college == college]


def in_own_order(vote: Vote, entry: RollEntry, options: Sequence[Option]) -> list[Option]:
    """The paper's list, begun where SHA-256 of `vote:entry` says: nobody is always first."""
    digest = hashlib.sha256(f"{vote.ref}:{entry.key}".encode()).digest()
    start = int.from_bytes(digest[:8], "big") % max(1, len(options))
    return [*options[start:], *options[:start]]


def named(option: Option) -> str:
    return _("%(letter)s. %(title)s") % {"letter": shown(option.letter), "title": option.title}


def none_of_these() -> str:
    return pgettext("on a ranked ballot", "None of these")


def recap(vote: Vote, options: Sequence[Option], choices: Choices) -> list[dict[str, str]]:
    """Every option with what was chosen for it, so that what was not chosen is seen as well."""
    if vote.method in RANKED:
        return _ranking(options, list(choices))
    said = {option.letter: _said(vote.method, option.letter, choices) for option in options}
    return [{"label": named(one), "lang": one.language, "value": said[one.letter]} for one in options]


def _said(method: str, letter: str, choices: Choices) -> str:
    if method == Method.YES_NO:
        return str(ANSWERS[next(iter(choices), ABSTAIN)])
    if isinstance(choices, dict):
        given = choices.get(letter)
        return _("No grade") if given is None else str(dict(grades())[given])
    return _("Yes") if letter in choices else _("No")


def _ranking(options: Sequence[Option], choices: Sequence[str]) -> list[dict[str, str]]:
    by_letter = {option.letter: option for option in options}
    lines = []
    for place, letter in enumerate(choices, start=1):
        option = by_letter.get(letter)
        label, language = (named(option), option.language) if option else (none_of_these(), "")
        lines.append({"label": label, "lang": language, "value": number(place)})
    left = [option for option in options if option.letter not in choices]
    return lines + [{"label": named(one), "lang": one.language, "value": _("Not ranked")} for one in left]


def moved(ranking: Sequence[str], press: str) -> list[str]:
    """A ranking after one button: `add:B`, `up:B`, `down:B`, `first:B`, `off:B`. What makes no sense changes nothing."""
    act, _colon, one = press.partition(":")
    listed = list(ranking)
    if act == "add" and one not in listed:
        return [*listed, one]
    if one not in listed or act not in {"up", "down", "first", "off"}:
        return listed
    place = listed.index(one)
    listed.pop(place)
    if act != "off":
        listed.insert({"up": max(0, place - 1), "down": place + 1, "first": 0}[act], one)
    return listed


def summary(option: Option) -> str:
    """What it is about, in the words of the plan or of the candidate."""
    return (option.version.service or option.version.need) if option.version else option.about


def costs(vote: Vote, options: Sequence[Option], choices: Choices) -> dict[str, str]:
    """What the ticked projects come to, and what there is."""
    total = sum((option.cost or Decimal(0) for option in options if option.letter in choices), Decimal(0))
    return {"total": amount(total, vote.currency), "money": amount(vote.money or Decimal(0), vote.currency)}
