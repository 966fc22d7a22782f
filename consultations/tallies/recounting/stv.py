"""Seats by the single transferable vote, Scottish rules."""

from .head import need
from .papers import is_blank, taken_or_not, together

# Seats ---------------------------------------------------------------------------------------------------------------

ONE_VOTE = 100000  # votes are counted in hundred-thousandths, and cut there


def paper_of(cell, letters):
    """One set after the other, each of one candidate, best first; None if it is no paper of this vote."""
    named = cell.split(">") if cell else []
    return [[one] for one in named] if len(set(named)) == len(named) and set(named) <= set(letters) else None


def count(manifest, papers, ties, reached):
    letters, seats = [option["letter"] for option in manifest["options"]], manifest["seats"]
    need(seats, "The seats to be filled are not stated.")
    tally = Transfer(letters, seats, ties, together(papers))
    tally.run()
    elected = tally.elected if reached else []
    firsts = {code: dict.fromkeys(letters, 0) for code in papers}
    for code, cast in papers.items():
        for cell, number in cast.items():
            if not is_blank(cell):
                firsts[code][cell.split(">")[0]] += number
    reason = "not_elected" if reached else "no_quorum"
    return {
        "options": [
            taken_or_not(one, {code: firsts[code][one] for code in papers}, elected, reason) for one in letters
        ],
        "order": [],
        "adopted": elected,
        "first": {one: sum(firsts[code][one] for code in papers) for one in letters},
        "quota": {"papers": tally.valid, "seats": seats, "quota": tally.quota // ONE_VOTE},
        "stages": tally.stages,
        "empty": seats - len(elected),
    }


class Transfer:
    """Papers lie with whom they count for, each as (candidates after this one, how many, value)."""

    def __init__(self, letters, seats, ties, heap):
        rankings = [(cell.split(">"), number) for cell, number in heap.items() if not is_blank(cell)]
        self.seats, self.ties, self.letters = seats, ties, letters
        self.valid = sum(number for _, number in rankings)
        self.quota = (self.valid // (seats + 1) + 1) * ONE_VOTE
        self.votes, self.pile = dict.fromkeys(letters, 0), {one: [] for one in letters}
        self.left, self.elected, self.surplus, self.history, self.stages = list(letters), [], [], [], []
        for ranking, number in rankings:
            self.give(ranking, number, ONE_VOTE)

    def give(self, ranking, number, value):
        for place, one in enumerate(ranking):
            if one in self.left:
                self.pile[one].append((ranking[place + 1 :], number, value))
                self.votes[one] += number * value
                return

    def run(self):
        self.end_stage("first", None, False)
        while len(self.elected) < self.seats < len(self.elected) + len(self.left):
            if self.surplus:
                self.pass_on_largest_surplus()
            else:
                self.exclude_last()
        if len(self.elected) < self.seats:
            self.tell("remaining", None, self.elect(self.sort(self.left)), False)

    def pass_on_largest_surplus(self):
        order = self.sort(self.surplus)
        one, by_lot = order[0], self.is_lot(order[0], order[1:])
        self.surplus.remove(one)
        total, over = self.votes[one], self.votes[one] - self.quota
        for ranking, number, value in self.pile[one]:
            self.give(ranking, number, over * value // total)
        self.votes[one] = self.quota
        self.end_stage("surplus", one, by_lot)

    def exclude_last(self):
        order = self.sort(self.left)
        one, by_lot = order[-1], self.is_lot(order[-1], order[:-1])
        self.left.remove(one)
        self.votes[one] = 0
        for ranking, number, value in self.pile[one]:
            self.give(ranking, number, value)
        self.end_stage("exclusion", one, by_lot)

    def end_stage(self, act, one, by_lot):
        self.history.insert(0, dict(self.votes))
        reached = self.elect(self.sort([other for other in self.left if self.votes[other] >= self.quota]))
        self.surplus += [other for other in reached if self.votes[other] > self.quota]
        self.tell(act, one, reached, by_lot)

    def elect(self, names):
        self.elected += names
        self.left = [one for one in self.left if one not in names]
        return names

    def tell(self, act, one, elected, by_lot):
        votes = {name: "%d.%05d" % divmod(number, ONE_VOTE) for name, number in self.votes.items()}
        self.stages.append({"act": act, "option": one, "votes": votes, "elected": elected, "by_lot": by_lot})

    def sort(self, names):
        """Most votes first; between equals whoever had more at the stage last before, and so on back; then by lot."""
        return sorted(
            names, key=lambda one: ([-self.votes[one]] + [-then[one] for then in self.history], self.ties.index(one))
        )

    def is_lot(self, one, others):
        return any(all(then[one] == then[two] for then in [self.votes] + self.history) for two in others)


def what_hangs_on_it(_manifest, _papers, _counted, _hidden):
    """Any paper may move a quota."""
    return {}, False


def rule_in_words():
    return "Single transferable vote (Scottish rules 2007), all colleges on one roll"
