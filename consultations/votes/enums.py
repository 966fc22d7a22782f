from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Method(TextChoices):
    """How papers are filled and counted; the values are the names of the tallies and stand in packages."""

    YES_NO = "yes_no", pgettext_lazy("a method of voting", "Yes or no")
    APPROVAL = "approval", pgettext_lazy("a method of voting", "Approval")
    MAJORITY_JUDGEMENT = "majority_judgement", pgettext_lazy("a method of voting", "Majority judgement")
    SCHULZE = "schulze", pgettext_lazy("a method of voting", "Ranking")
    EQUAL_SHARES = "equal_shares", pgettext_lazy("a method of voting", "Budget")
    STV = "stv", pgettext_lazy("a method of voting", "Seats")


# What an officer can choose: a method whose preparing, ballot, count, recount and result page all stand.
OFFERED: tuple[Method, ...] = tuple(Method)
# Here options pass or not, by a rule of colleges; a budget shares money, and seats are filled on one roll or by college.
BY_MAJORITY = (Method.YES_NO, Method.APPROVAL, Method.MAJORITY_JUDGEMENT, Method.SCHULZE)
# Several options may pass, so that it can be said how many at most.
SEVERAL = (Method.APPROVAL, Method.MAJORITY_JUDGEMENT, Method.SCHULZE)


class Rule(TextChoices):
    """How colleges are joined (DESIGN 4.10)."""

    EVERY_COLLEGE = "every_college", _("A majority in every college")
    WEIGHTED_COLLEGES = "weighted_colleges", _("Weighted colleges")
    ONE_PERSON_ONE_VOTE = "one_person_one_vote", _("One person, one vote")


# Each person votes in one college (standing), so that one heap of papers holds nobody's twice.
RULES_OFFERED: tuple[Rule, ...] = tuple(Rule)


class Seated(TextChoices):
    """Who elects whom, as a form asks it; a vote holds seats, or seats by college."""

    ON_ONE_ROLL = "roll", _("All colleges elect the same seats, on one roll")
    BY_COLLEGE = "colleges", _("Each college elects its own seats")


class Completion(TextChoices):
    """What is done with the money that Equal Shares leaves over (tallies.equal_shares.Completion)."""

    NONE = "none", _("It is left")
    ADD1 = "add1", _("Shares are raised step by step")
    ADD1_EXHAUSTIVE = "add1_exhaustive", _("Shares are raised until nothing else fits")
    ADD1_GREEDY = "add1_greedy", _("Shares are raised, then the rest goes to the most wanted that fit")


class RollKind(TextChoices):
    """Whether citizens come on the roll at the opening, or enter it themselves until the day before the close."""

    CLOSED = "closed", pgettext_lazy("a roll", "Closed")
    OPEN = "open", pgettext_lazy("a roll", "Open")


class VoteStatus(TextChoices):
    PREPARED = "prepared", _("Being prepared")
    OPENED = "opened", _("Opened")
    COUNTED = "counted", _("Counted")


class Secrecy(TextChoices):
    NAMED = "named", _("By name")
    SEPARATED = "separated", _("Separated from names")


# A separated college needs this many on its roll (DESIGN 4.8).
SEPARATED_FROM = 10
