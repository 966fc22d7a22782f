"""A budget by Equal Shares, and the greedy rule beside."""

import functools
import heapq
import math
from fractions import Fraction

from .head import need
from .papers import exact, is_blank, paper_weights, taken_or_not, together

# A budget ------------------------------------------------------------------------------------------------------------


def paper_of(cell, letters):
    """The letters wanted, sorted; None if it is no paper of this vote."""
    chosen = cell.split(" ") if cell else []
    return chosen if chosen == sorted(set(chosen)) and set(chosen) <= set(letters) else None


def count(manifest, papers, ties, reached, published=None):
    """`published`: the shares as the result states them, which say after how many raises to look; None: they are withheld."""
    letters = [option["letter"] for option in manifest["options"]]
    need(manifest["costs"] and manifest["money"], "Costs or money are not stated.")
    own = {code: votes_for(letters, cast) for code, cast in papers.items()}
    budget = Budget(manifest, together(papers, paper_weights(manifest["money_shares"], papers)), ties)
    shares, bought, left_between, filled = budget.decide(published)
    plain_votes = {one: sum(own[code][one] for code in own) for one in letters}
    beside = greedy(budget.costs, plain_votes, budget.money, ties)
    winners = [one["project"] for one in bought] + [one["project"] for one in filled if one["funded"]]
    funded, reason = (winners, "not_funded") if reached else ([], "no_quorum")
    by_greedy = [one["project"] for one in beside if one["funded"]]
    return {
        "options": [taken_or_not(one, {code: own[code][one] for code in own}, funded, reason) for one in letters],
        "order": [],
        "adopted": funded,
        "shares": shares,
        "votes": budget.votes,
        "bought": bought,
        "left_between": left_between,
        "filled": filled,
        "greedy": beside,
        "by_college": by_college(manifest, papers, own, winners, by_greedy),
        "spent": exact(sum((budget.costs[one] for one in funded), Fraction(0))),
    }


def votes_for(letters, cast):
    votes = dict.fromkeys(letters, 0)
    for cell, number in cast.items():
        for one in cell.split():
            votes[one] += number
    return votes


def by_college(manifest, papers, own, winners, by_greedy):
    weights = paper_weights(manifest["money_shares"], papers)
    voters = {code: sum(n for cell, n in cast.items() if not is_blank(cell)) for code, cast in papers.items()}
    whole = sum(weights[code] * voters[code] for code in papers)
    return [
        {
            "college": code,
            "voters": voters[code],
            "weight": weights[code],
            "money": exact(Fraction(manifest["money"]) * weights[code] * voters[code] / max(whole, 1)),
            "votes": own[code],
            "without_by_equal_shares": without(papers[code], winners),
            "without_by_greedy": without(papers[code], by_greedy),
        }
        for code in papers
    ]


def without(cast, funded):
    """How many voters have nothing funded of what they wanted."""
    return sum(n for cell, n in cast.items() if not is_blank(cell) and not set(cell.split()) & set(funded))


def greedy(costs, votes, money, ties):
    """Most votes first; of as many the cheaper, then by lot. What does not fit is passed over."""
    steps = []
    for one in sorted((one for one in ties if votes[one]), key=lambda one: (-votes[one], costs[one])):
        funded = costs[one] <= money
        step = {"project": one, "votes": votes[one], "cost": exact(costs[one]), "left": exact(money), "funded": funded}
        steps.append(step)
        money -= costs[one] if funded else 0
    return steps


class Budget:
    def __init__(self, manifest, heap, ties):
        self.money, self.completion, self.lots = Fraction(manifest["money"]), manifest["completion"], ties
        self.costs = {one: Fraction(cost) for one, cost in manifest["costs"].items()}
        self.kinds = [(cell.split(), number) for cell, number in heap.items() if number and not is_blank(cell)]
        self.voters = sum(number for _, number in self.kinds)
        self.votes = votes_for([option["letter"] for option in manifest["options"]], heap)
        self.ties = {one: (self.costs[one], -self.votes[one], ties.index(one)) for one in self.costs}

    def decide(self, published):
        """The published share is run exactly, and the next one, which has to overspend. No earlier one is run."""
        each = self.money / max(self.voters, 1)
        step = increment(each)
        start = each // step * step
        raises = max(0, int(published["raises"])) if published else 0
        if self.completion == "none":
            start, raises, next_overspends = each, 0, False
        share = start + raises * step
        bought, left_between = self.buy(share), self.left_between
        need(self.spent(bought) <= self.money, "The published share of %s spends more than there is." % share)
        if self.completion != "none":
            next_overspends = not self.is_done(bought)
            over = next_overspends and published and self.spent(self.buy(share + step)) <= self.money
            need(not over, "The share could be raised once more: the next one does not overspend.")
        have = [one["project"] for one in bought]
        rest = [one for one in self.lots if one not in have]
        left = self.money - self.spent(bought)
        filled = greedy(self.costs, self.votes, left, rest) if self.completion == "add1_greedy" else []
        shares = {"completion": self.completion, "voters": self.voters, "start": exact(start), "increment": exact(step)}
        shares.update(raises=raises, share=exact(share), next_overspends=next_overspends, tie_order=self.lots)
        return shares, bought, left_between, filled

    def spent(self, bought):
        return sum((self.costs[one["project"]] for one in bought), Fraction(0))

    def is_done(self, bought):
        """Nothing wanted is left to buy; with add1_exhaustive also: nothing of it fits the money left."""
        have = {one["project"] for one in bought}
        left = [one for one in self.costs if self.votes[one] and one not in have]
        fits = any(self.costs[one] <= self.money - self.spent(bought) for one in left)
        return not left or (self.completion == "add1_exhaustive" and not fits)

    def buy(self, share):
        """Everybody has `share`. A project can be bought by those who want it; each pays the same, or all they have left. Next is
        the one with the least price, which is the most that anybody pays, by its cost; until nothing more can be bought.

        Sums are whole numbers of a coin which is cut as payments ask for it. Prices only grow, so each project waits under the
        last one known, and only the first in the row is looked at again."""
        coin = functools.reduce(common_multiple, [one.denominator for one in (share, *self.costs.values())], 1)
        purses = [int(share * coin)] * len(self.kinds)
        who = {one: [at for at, (wanted, _) in enumerate(self.kinds) if one in wanted] for one in self.costs}
        row = [(Fraction(1, self.votes[one]), self.ties[one], one, -1) for one in self.costs if self.votes[one]]
        heapq.heapify(row)
        bought = []
        while row and self.spent(bought) <= self.money:
            price, _, one, looked_at = heapq.heappop(row)
            cost = self.costs[one]
            if looked_at < len(bought):
                payment = self.payment(purses, who[one], int(cost * coin))
                if payment is not None:
                    heapq.heappush(row, (payment / coin / cost, self.ties[one], one, len(bought)))
                continue
            payment = price * cost
            finer = (payment * coin).denominator
            coin *= finer
            purses = [purse * finer for purse in purses]
            for at in who[one]:
                purses[at] = max(0, purses[at] - int(payment * coin))
            step = {"project": one, "cost": exact(cost), "payment": exact(payment), "effective_votes": exact(1 / price)}
            bought.append(step)
        self.left_between = self.left(bought, purses, who, coin)
        return bought

    def left(self, bought, purses, who, coin):
        """What those who want a project that was not bought still have between them."""
        rest = set(self.costs) - {one["project"] for one in bought}
        own = {one: sum(purses[at] * self.kinds[at][1] for at in who[one]) for one in rest}
        return {one: exact(Fraction(left, coin)) for one, left in own.items()}

    def payment(self, purses, supporters, cost):
        """The most that one of them pays, in coins; None if they have not got the cost together."""
        payers = sum(self.kinds[at][1] for at in supporters)
        for at in sorted(supporters, key=lambda at: purses[at]):
            if purses[at] * payers >= cost:
                return Fraction(cost, payers)
            cost -= purses[at] * self.kinds[at][1]
            payers -= self.kinds[at][1]
        return None


def common_multiple(one, two):
    return one * two // math.gcd(one, two)


def increment(each):
    """The largest power of ten that is at most a two-hundredth of everybody's part."""
    power = Fraction(1)
    while power * 10 <= each / 200:
        power *= 10
    while power > each / 200:
        power /= 10
    return power


def what_hangs_on_it(_manifest, _papers, _counted, _hidden, _stated):
    """Any paper may move the share."""
    return {}, False


def rule_in_words():
    return "Method of Equal Shares, the share raised step by step as stated"
