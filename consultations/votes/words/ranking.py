"""A ranking: Schulze's order with its duels, and instant run-off beside it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from consultations.tallies.types import DecidedBy
from consultations.votes.letters import shown
from consultations.votes.papers import none_of_these
from policylab.core.numbers import number

from .lines import PlanResult, short_name
from .shares import in_order, listed
from .told import Panel, Table, Told, label_of

NONE = "none_of_these"


def beaten_by_winner(plan: PlanResult, told: Told) -> list[str]:
    """How it stands against the plan that comes first, if it loses to it."""
    duels = _duels(told)
    winner = next(iter(told.adopted), None)
    if winner is None or not duels or duels[winner.key][plan.key] <= duels[plan.key][winner.key]:
        return []
    return [_beaten(winner.key, plan.key, told)]


def behind(plan: PlanResult, before: PlanResult, told: Told) -> str:
    """What put it behind the one before it: a duel, a chain of duels, another that beats it, or a lot."""
    facts = {"letter": before.letter}
    if plan.rank == DecidedBy.TIE_ORDER:
        return _("Between it and plan %(letter)s neither beats the other, nor by way of others; a lot decides.") % facts
    chains, duels = told.outcome["schulze"]["chains"], _duels(told)
    ahead = [before.key, *(step["option"] for step in told.outcome["schulze"]["order"])]
    stronger = next(one for one in ahead if one != plan.key and chains[one][plan.key] > chains[plan.key][one])
    if duels[stronger][plan.key] > duels[plan.key][stronger]:
        return _beaten(stronger, plan.key, told)
    return _("%(other)s beats it by way of others: the weakest duel on that way has %(count)s, on the way back %(back)s.") % {
        "other": _called(stronger),
        "count": number(chains[stronger][plan.key]),
        "back": number(chains[plan.key][stronger]),
    }  # fmt: skip


def _beaten(winner: str, loser: str, told: Told) -> str:
    duels = _duels(told)
    won, lost = duels[winner][loser], duels[loser][winner]
    facts = {"other": _called(winner), "count": number(won), "back": number(lost)}
    if _is_weighted(told):
        return _("Beaten by %(other)s: by the weights of the colleges %(count)s for that one against %(back)s.") % facts
    return (
        ngettext(
            "Beaten by %(other)s: %(count)s paper prefers that one, the other way round it is %(back)s.",
            "Beaten by %(other)s: %(count)s papers prefer that one, the other way round it is %(back)s.",
            won,
        )
        % facts
    )


def _duels(told: Told) -> dict[str, dict[str, int]]:
    return (told.outcome["schulze"] or {}).get("duels", {})


def _is_weighted(told: Told) -> bool:
    return set(told.outcome["paper_weights"].values()) - {0, 1} != set()


def _called(letter: str) -> str:
    return none_of_these() if letter == NONE else _("plan %(letter)s") % {"letter": shown(letter)}


def _label(letter: str, told: Told) -> str:
    return none_of_these() if letter == NONE else label_of(told.plan(letter))


def panels(told: Told) -> list[Panel]:
    if not _duels(told):
        return []
    order = [step["option"] for step in told.outcome["schulze"]["order"]]
    sentences = [_order_in_words(told.outcome["schulze"]["order"]), *_weights_in_words(told), _beside(order, told)]
    tables = [_duels_table(order, told), _rounds_table(told)]
    return [Panel(_("Duel by duel"), "duels", sentences, tables=tables)]


def _order_in_words(order: list[dict[str, Any]]) -> str:
    """With «None of these», which stands on every paper."""
    names = [none_of_these() if one["option"] == NONE else shown(one["option"]) for one in order]
    sentence = _("All papers together put them in this order (Schulze): %(order)s.") % {"order": listed(names)}
    if any(one["beside"] for one in order):
        return sentence + " " + _("A lot decided where neither of two beats the other.")
    return sentence


def _weights_in_words(told: Told) -> list[str]:
    if not _is_weighted(told):
        return []
    weights = told.outcome["paper_weights"]
    parts = [
        # Translators: one item of a list: "Citizens: 3"
        _("%(college)s: %(said)s") % {"college": short_name(code), "said": number(weight)}
        for code, weight in in_order(weights).items()
        if weight
    ]
    return [_("So that colleges weigh what was stated, a paper counts as: %(parts)s.") % {"parts": listed(parts)}]


def _beside(order: list[str], told: Told) -> str:
    runoff = told.outcome["irv"]["winner"]
    facts = {"first": _called(order[0]), "other": _called(runoff)}
    if told.outcome["differ"]:
        return (
            _(
                "Instant run-off, which takes out the last again and again, would put %(other)s first, and not %(first)s."
            )
            % facts
        )
    return _("Instant run-off, which takes out the last again and again, comes to the same first: %(first)s.") % facts


def _duels_table(order: list[str], told: Told) -> Table:
    duels = _duels(told)
    heads = [_("Plan"), *(none_of_these() if one == NONE else shown(one) for one in order)]
    rows = [
        [_label(one, told), *("–" if one == other else number(duels[one][other]) for other in order)] for one in order
    ]
    caption = _("How many papers put the one in the row above the one in the column")
    if _is_weighted(told):
        caption = _("What the papers weigh that put the one in the row above the one in the column")
    return Table(caption, heads, rows, "".join(str(n) for n in range(2, min(len(heads), 9) + 1)), wide=True)


def _rounds_table(told: Told) -> Table:
    rounds = told.outcome["irv"]["rounds"]
    # Translators: a step of a count, in the head of a table
    heads = [_("Plan"), *(_("Round %(count)s") % {"count": number(n)} for n in range(1, len(rounds) + 1))]
    rows = [
        [_label(one, told), *(_top(one, step) for step in rounds)] for one in sorted(rounds[0]["votes"], key=_listing)
    ]
    caption = _("Instant run-off: top places, round by round")
    if _is_weighted(told):
        caption = _("Instant run-off: what the papers weigh with each at the top, round by round")
    return Table(caption, heads, rows, "23456789", wide=True)


def _listing(letter: str) -> tuple[bool, str]:
    return letter == NONE, letter


def _top(one: str, step: dict[str, Any]) -> str:
    if one not in step["votes"]:
        return "–"
    votes = number(step["votes"][one])
    # Translators: in a table of rounds, of the one who leaves: "3, out"
    return pgettext("a round of a count", "%(votes)s, out") % {"votes": votes} if step["out"] == one else votes
