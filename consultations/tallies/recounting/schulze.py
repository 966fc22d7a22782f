"""Rankings: what is said of one paper, Schulze's order, and instant run-off beside."""

from .joining import by_majority
from .papers import is_blank, paper_weights, together

# Rankings ------------------------------------------------------------------------------------------------------------

NONE_OF_THESE = "none_of_these"


def paper_of(cell, letters):
    """One set after the other, each of one option, best first; None if it is no paper of this vote."""
    named = cell.split(">") if cell else []
    sound = len(set(named)) == len(named) and set(named) <= set(letters) | {NONE_OF_THESE}
    return [[one] for one in named] if sound else None


def liked(cell):
    """What a paper ranks above «None of these», or at all where that is not named."""
    named = cell.split(">")
    return named[: named.index(NONE_OF_THESE)] if NONE_OF_THESE in named else named


def count(manifest, papers, ties, reached):
    weights = paper_weights(manifest["weights"], papers)
    heap = {tuple(cell.split(">")): n for cell, n in together(papers, weights).items() if n and not is_blank(cell)}
    names = [option["letter"] for option in manifest["options"]] + [NONE_OF_THESE]
    duels = count_duels(names, heap)
    chains = strongest_chains(names, duels)
    placed, rounds = place(chains, ties), run_off(names, heap, ties)
    counted = by_majority(manifest, papers, reached, liked, as_placed(placed))
    counted["schulze"] = {"duels": duels, "chains": chains, "order": placed}
    counted["irv"] = {"winner": last_of(rounds), "rounds": rounds}
    counted["differ"] = placed[0]["option"] != last_of(rounds)
    counted["paper_weights"] = weights
    return counted


def count_duels(names, heap):
    """How many rank the one above the other; who is not named stands behind all who are."""
    duels = {one: {other: 0 for other in names if other != one} for one in names}
    for ranking, number in heap.items():
        behind = set(names)
        for one in ranking:
            behind.discard(one)
            for other in behind:
                duels[one][other] += number
    return duels


def strongest_chains(names, duels):
    """A chain of wins is as strong as its weakest; of all chains between two the strongest."""
    chains = {}
    for one in names:
        chains[one] = {other: n if n > duels[other][one] else 0 for other, n in duels[one].items()}
    for middle in names:
        for one in names:
            for other in names:
                if len({one, middle, other}) == 3:
                    chains[one][other] = max(chains[one][other], min(chains[one][middle], chains[middle][other]))
    return chains


def place(chains, ties):
    """Again and again whoever nobody left beats; lots decide between several."""
    left, placed = list(ties), []
    while left:
        best = [one for one in left if not any(chains[two][one] > chains[one][two] for two in left if two != one)]
        placed.append({"option": best[0], "place": len(placed) + 1, "beside": best[1:]})
        left.remove(best[0])
    return placed


def as_placed(placed):
    """Those that pass, in Schulze's order, with what put each behind the one before."""

    def order(passed):
        by_letter = {one["letter"]: one for one in passed}
        steps = [step for step in placed if step["option"] in by_letter]
        taken = []
        for before, step in zip([None] + steps, steps):
            by_lot = before is not None and step["option"] in before["beside"]
            decided_by = "first" if before is None else "tie_order" if by_lot else "schulze"
            taken.append((by_letter[step["option"]], decided_by))
        return taken

    return order


def run_off(names, heap, ties):
    """The option with the fewest top places goes, until one is left; of several with as few the last by lot."""
    left, rounds = list(names), []
    while True:
        votes = dict.fromkeys(left, 0)
        for ranking, number in heap.items():
            best = next((one for one in ranking if one in votes), None)
            if best is not None:
                votes[best] += number
        fewest = [one for one in ties if one in votes and votes[one] == min(votes.values())]
        out = fewest.pop() if len(left) > 1 else None
        tied_with = fewest if out else []
        rounds.append({"votes": votes, "papers": sum(votes.values()), "out": out, "tied_with": tied_with})
        if out is None:
            return rounds
        left.remove(out)


def last_of(rounds):
    return next(iter(rounds[-1]["votes"]))


def rule_in_words():
    return "An option needs to stand above None of these on more than half of the papers that rank anything"
