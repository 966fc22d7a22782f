"""A binding vote is not held here (docs/ballot-secrecy.md): Belenios (https://www.belenios.org) holds it, which encrypts ballots
on the voter's device and lets everybody check the count. Out go the question and the census, in comes the result.

One election for each college, because each has its own say. The question is as Belenios 2 and 3 read it («homomorphic»: what is
published in the end are sums); the census has a line for each voter, `address` or `address,login`, the login being a body's
reference: one person may speak for two.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.selectors import words_of
from policylab.directory.enums import College
from policylab.directory.models import Membership

from .enums import Method, Rule, VoteStatus
from .models import Vote
from .papers import named
from .selectors import citizens_for_the_roll, colleges_of, options_of

BY_SUMS = (Method.YES_NO, Method.APPROVAL)


@dataclass(frozen=True)
class Counted:
    """What Belenios says of one college: how many ballots, how many of them blank, how many chose each answer."""

    ballots: int
    blank: int
    sums: tuple[int, ...]

    @classmethod
    def read(cls, text: str, ballots: int) -> "Counted":
        """`text`: Belenios' result.json, `{"result": [[blank, first answer, …]]}`; the number of ballots stands on its page."""
        try:
            [[blank, *sums]] = json.loads(text)["result"]
            numbers = [int(one) for one in (blank, *sums)]
        except (ValueError, KeyError, TypeError) as error:
            raise NotHandedOver(
                'this is no result of Belenios: one question, {"result": [[blank, first answer, …]]}'
            ) from error
        if min(numbers) < 0 or max(numbers) > ballots:
            raise NotHandedOver("more choices than ballots: is the number of ballots right?")
        return cls(ballots, numbers[0], tuple(numbers[1:]))

    def passes(self, place: int) -> bool:
        return 2 * self.sums[place] > self.ballots - self.blank


class NotHandedOver(ValueError):
    """Why not, in one line for whoever runs the server."""


def require_to_hand_over(vote: Vote) -> None:
    """Nobody is asked twice; and only what can be counted from sums, by the rule of every college."""
    if vote.status != VoteStatus.PREPARED:
        raise NotHandedOver("the vote was opened here: people would be asked twice")
    if vote.method not in BY_SUMS or vote.rule != Rule.EVERY_COLLEGE:
        raise NotHandedOver("only yes/no and approval are handed over, by a majority in every college")


def question(vote: Vote) -> dict[str, Any]:
    """What the administrator of the election uploads, in the consultation's own language; blank is a choice in it."""
    consultation = vote.phase.consultation
    with override(consultation.language):
        words = words_of(consultation)
        answers = answers_of(vote)
        most = 1 if vote.method == Method.YES_NO else len(answers)
        asked = {"question": words.asked or words.title, "answers": answers, "blank": True, "min": 1, "max": most}
        return {"name": words.title, "description": words.promised, "questions": [asked]}


def answers_of(vote: Vote) -> list[str]:
    if vote.method == Method.YES_NO:
        return [_("Yes"), _("No")]
    return [named(option) for option in options_of(vote)]


def census(vote: Vote) -> dict[str, list[str]]:
    """{college: lines}, as the roll would be if the vote were opened now. A body for which nobody speaks is refused."""
    consultation = vote.phase.consultation
    lists = {college.value: _bodies(vote, college) for college in colleges_of(consultation)}
    if College.CITIZEN in lists:
        lists[College.CITIZEN] = sorted(citizens_for_the_roll(consultation).values_list("email", flat=True))
    return lists


def _bodies(vote: Vote, college: str) -> list[str]:
    lines = []
    for line in vote.roll.filter(college=college).exclude(organisation=None).select_related("organisation"):
        body = line.organisation
        voices = Membership.objects.speaking().filter(organisation=body).order_by("started_at", "pk")
        address = voices.values_list("user__email", flat=True).first()
        if body is None or address is None:
            raise NotHandedOver(f"nobody speaks for {body}: it could not vote")
        lines.append(f"{address},{body.ref}")
    return sorted(lines)


def joined(vote: Vote, counted: Mapping[str, Counted]) -> list[str]:
    """The answers that pass: in every college more than half of the ballots that are not blank choose them."""
    with override(vote.phase.consultation.language):
        answers = answers_of(vote)
    expected = {college.value for college in colleges_of(vote.phase.consultation)}
    if set(counted) != expected:
        raise NotHandedOver(f"a result of each college is needed: {', '.join(sorted(expected))}")
    if any(len(one.sums) != len(answers) for one in counted.values()):
        raise NotHandedOver("this result is not of this question: it has another number of answers")
    asked = answers[:1] if vote.method == Method.YES_NO else answers
    return [answer for place, answer in enumerate(asked) if all(one.passes(place) for one in counted.values())]
