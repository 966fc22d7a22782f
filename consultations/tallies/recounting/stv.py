"""Seats by the single transferable vote, Scottish rules."""

from .head import need
from .papers import is_blank, look_at_quorums, on_paper, taken_or_not, together
from .reading import canonical

# Seats ---------------------------------------------------------------------------------------------------------------

ONE_VOTE = 100000  # votes are counted in hundred-thousandths, and cut there


def paper_of(cell, letters):
    """One set after the other, each of one candidate, best first; None if it is no paper of this vote."""
    named = cell.split(">") if cell else []
    return [[one] for one in named] if len(set(named)) == len(named) and set(named) <= set(letters) else None


def count(manifest, papers, ties, reached):
    need(manifest["seats"], "The seats to be filled are not stated.")
    if isinstance(manifest["seats"], dict):
        return by_college(manifest, papers, ties)
    return elect([option["letter"] for option in manifest["options"]], manifest["seats"], papers, ties, reached)


def by_college(manifest, papers, ties):
    """Each college whose papers are published elects its own, as if it were alone; so a quorum is its own matter."""
    codes, seats = {college["code"] for college in manifest["colleges"]}, manifest["seats"]
    need({option["college"] for option in manifest["options"]} <= codes, "A candidate stands in no college.")
    sound = set(seats) == codes and all(type(number) is int and number > 0 for number in seats.values())
    need(sound, "The seats are not stated for each college.")
    missed = {quorum["college"] for quorum in look_at_quorums(manifest) if not quorum["met"]}
    elections = {}
    for code in papers:
        own = on_paper(manifest, code)
        order = [one for one in ties if one in own]
        elections[code] = elect(own, seats[code], {code: papers[code]}, order, code not in missed)
    found = {one["letter"]: one for counted in elections.values() for one in counted["options"]}
    adopted = [one for counted in elections.values() for one in counted["adopted"]]
    return {
        "options": [told_of(option, found.get(option["letter"]), adopted) for option in manifest["options"]],
        "order": [],
        "adopted": adopted,
        "elections": {
            code: {key: counted[key] for key in ("first", "quota", "stages", "empty")}
            for code, counted in elections.items()
        },
    }


def told_of(option, found, adopted):
    """With its college and its place among all who are elected; what a withheld college said is not known."""
    letter = option["letter"]
    found = found or taken_or_not(letter, {}, [], "")
    place = adopted.index(letter) + 1 if letter in adopted else None
    return dict(found, college=option["college"], place=place)


def elect(letters, seats, papers, ties, reached):
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
        if not self.valid:
            return  # nobody has a vote: lots tell equals apart, they fill no seats
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


def compare_elections(manifest, stated, counted, hidden):
    """Those of the colleges whose papers are published, whole; of the others that as many seats are empty as are not filled."""
    stand = {option["letter"]: option["college"] for option in manifest["options"]}
    told = stated.get("elections", {})
    for code, own in counted["elections"].items():
        same = canonical(told.get(code)) == canonical(own)
        need(same, "The stated result is NOT what the papers give: the seats of %s." % code)
    for code in hidden:
        filled = sum(stand.get(one) == code for one in stated["adopted"])
        empty = manifest["seats"][code] - filled
        form = {"first": None, "quota": None, "stages": None, "empty": empty}
        need(empty >= 0 and told.get(code) == form, "The stated seats of %s cannot be." % code)
    published = [one for one in stated["adopted"] if stand.get(one) not in hidden]
    need(published == counted["adopted"], "The stated result is NOT what the papers give: adopted.")


def what_hangs_on_it(manifest, _papers, counted, hidden, stated):
    """Any paper may move a quota; where each college elects its own, only that of its own college."""
    if "elections" not in counted:
        return {}, False
    compare_elections(manifest, stated, counted, hidden)
    missed = {quorum["college"] for quorum in counted["quorums"] if not quorum["met"]}
    open_ones = set(hidden) - missed
    bounds = {
        option["letter"]: (option["letter"] in counted["adopted"], option["letter"] in counted["adopted"])
        if option["college"] not in open_ones
        else (False, True)
        for option in manifest["options"]
    }
    return bounds, not open_ones


def rule_in_words():
    return "Single transferable vote (Scottish rules 2007), on one roll or each college its own seats as stated"
