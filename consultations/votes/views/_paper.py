"""The paper as its templates take it (templates/consultations/votes/papers/), one shape for every method."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from consultations.tallies.joined.ranked import NONE_OF_THESE
from consultations.votes.addresses import version_url
from consultations.votes.ballot_forms import CHOICES, as_sent
from consultations.votes.enums import Method
from consultations.votes.letters import shown
from consultations.votes.models import Option, Vote
from consultations.votes.papers import (
    ABSTAIN,
    ANSWERS,
    ASKED,
    HOW,
    RANKED,
    costs,
    grades,
    moved,
    named,
    none_of_these,
    summary,
)
from policylab.core.numbers import amount, marks

KINDS = {Method.YES_NO: "answer", Method.MAJORITY_JUDGEMENT: "grades", Method.SCHULZE: "ranking", Method.STV: "ranking"}


def pressed(method: str, data: QueryDict) -> QueryDict:
    """What was sent, after the button of the paper that sent it: a ranking moves, everything else comes back as it was."""
    press = data.get("press", "")
    if method not in RANKED or not press:
        return data
    changed = data.copy()
    changed.setlist(CHOICES, moved(as_sent(method, data), press))
    return changed


def paper_of(vote: Vote, options: Sequence[Option], sent: Any) -> dict[str, Any]:
    """`options` in the voter's own order; `sent` is what is chosen so far, sound or not."""
    chosen = sent if sent is not None else ()
    lines = [_line(vote, option, chosen) for option in options]
    paper = {"template": f"consultations/votes/papers/{KINDS.get(Method(vote.method), 'ticks')}.html", "options": lines}
    paper |= {"legend": ASKED[vote.method], "hint": HOW[vote.method]}
    if vote.method in RANKED:
        paper |= _ranking(vote, lines, chosen)
    if vote.method == Method.YES_NO:
        said = None if sent is None else next(iter(sent), ABSTAIN)
        paper["answers"] = [(value, word, value == said) for value, word in ANSWERS.items()]
    if vote.method == Method.MAJORITY_JUDGEMENT:
        paper["grades"] = grades()
    if vote.method == Method.EQUAL_SHARES:
        paper |= {**costs(vote, options, chosen), "marks": marks(vote.currency)}
    return paper


def _line(vote: Vote, option: Option, chosen: Any) -> dict[str, Any]:
    return {
        "value": option.letter,
        "label": named(option),
        "letter": shown(option.letter),
        "title": option.title,
        "lang": option.language,
        "about": summary(option),
        "url": version_url(option) if option.version else "",
        "checked": option.letter in chosen,
        "grade": chosen.get(option.letter) if isinstance(chosen, dict) else None,
        "cost": amount(option.cost, vote.currency) if option.cost is not None and vote.currency else "",
        "units": str(option.cost or ""),
    }


def _ranking(vote: Vote, lines: Sequence[dict[str, Any]], chosen: Sequence[str]) -> dict[str, Any]:
    """Those ranked, best first, and those still to be ranked; *None of these* stands last, if it stands there at all."""
    known = {line["value"]: line for line in lines}
    if vote.method == Method.SCHULZE:
        known[NONE_OF_THESE] = dict.fromkeys(("letter", "lang", "about", "url"), "") | {
            "value": NONE_OF_THESE,
            "label": none_of_these(),
            "title": none_of_these(),
        }
    return {
        "ranked": [known[one] for one in chosen if one in known],
        "left": [line for one, line in known.items() if one not in chosen],
    }
