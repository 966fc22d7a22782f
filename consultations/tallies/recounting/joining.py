"""Where a majority decides: which options pass, in which order."""

from fractions import Fraction

from .papers import is_blank, text

# How colleges are joined ---------------------------------------------------------------------------------------------


def by_majority(manifest, papers, reached, liked, order):
    """`liked(cell)`: the options a paper is for. A blank paper weighs nothing. `order`: puts those that pass in theirs."""
    said = {code: sum(n for cell, n in cast.items() if not is_blank(cell)) for code, cast in papers.items()}
    options = []
    for letter in [option["letter"] for option in manifest["options"]]:
        votes = {
            code: sum(n for cell, n in cast.items() if not is_blank(cell) and letter in liked(cell))
            for code, cast in papers.items()
        }
        options.append(look_at(manifest, letter, votes, said, reached))
    taken = order([one for one in options if one["passes"]]) if reached else []
    limit = manifest["adopt_at_most"]
    for place, (option, _) in enumerate(taken, start=1):
        option.update(place=place, reason="adopted" if limit is None or place <= limit else "beyond_limit")
    return {
        "options": options,
        "order": [
            {"option": one["letter"], "place": one["place"], "decided_by": decided_by} for one, decided_by in taken
        ],
        "adopted": [one["letter"] for one, _ in taken if one["reason"] == "adopted"],
    }


def look_at(manifest, letter, votes, said, reached):
    shares = {code: Fraction(votes[code], said[code]) if said[code] else Fraction(0) for code in votes}
    smallest = min(shares.values(), default=Fraction(0))
    total = Fraction(sum(votes.values()), sum(said.values())) if sum(said.values()) else Fraction(0)
    weighted = sum((shares[code] * Fraction(manifest["weights"].get(code, 0)) / 100 for code in shares), Fraction(0))
    lacking = [code for code in votes if not votes[code] * 2 > said[code]]
    rules = {
        "every_college": (smallest, not lacking),
        "weighted_colleges": (weighted, weighted > Fraction(1, 2)),
        "one_person_one_vote": (total, total > Fraction(1, 2)),
    }
    deciding, passes = rules[manifest["rule"]]
    return {
        "letter": letter,
        "approvals": votes,
        "lacking": lacking,
        "smallest_share": text(smallest),
        "total_share": text(total),
        "weighted_share": text(weighted) if manifest["rule"] == "weighted_colleges" else None,
        "place": None,
        "reason": "no_majority" if reached else "no_quorum",
        "deciding": deciding,
        "total": total,
        "passes": passes,
    }


def by_share(manifest, ties):
    """The share that decides, then the share of all papers, then the lots."""
    names = {
        "every_college": "smallest_share",
        "weighted_colleges": "weighted_share",
        "one_person_one_vote": "total_share",
    }

    def order(passed):
        passed = sorted(passed, key=lambda one: (-one["deciding"], -one["total"], ties.index(one["letter"])))
        taken = []
        for before, one in zip([None] + passed, passed):
            if before is None:
                decided_by = "first"
            elif before["deciding"] != one["deciding"]:
                decided_by = names[manifest["rule"]]
            else:
                decided_by = "total_share" if before["total"] != one["total"] else "tie_order"
            taken.append((one, decided_by))
        return taken

    return order


def can_pass(manifest, option, said, hidden):
    """Whether an option passes whatever the withheld papers say, and whether it may. `hidden`: {college: papers}."""
    if manifest["rule"] == "every_college":
        return False, option["passes"]
    if manifest["rule"] == "weighted_colleges":
        more = sum((Fraction(manifest["weights"][code]) / 100 for code in hidden), Fraction(0))
        return option["deciding"] > Fraction(1, 2), option["deciding"] + more > Fraction(1, 2)
    votes, all_said, more = sum(option["approvals"].values()), sum(said.values()), sum(hidden.values())
    return 2 * votes > all_said + more, 2 * (votes + more) > all_said + more


def what_hangs_on_it(manifest, papers, counted, hidden, _stated):
    """For each option whether it surely passes and whether it may; and whether that, with the limit, settles the result."""
    said = {code: sum(n for cell, n in cast.items() if not is_blank(cell)) for code, cast in papers.items()}
    bounds = {one["letter"]: can_pass(manifest, one, said, hidden) for one in counted["options"]}
    pass_at_most, limit = sum(most for _, most in bounds.values()), manifest["adopt_at_most"]
    settled = all(least == most for least, most in bounds.values()) and (limit is None or pass_at_most <= limit)
    return bounds, settled
