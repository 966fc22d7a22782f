"""What an officer is asked, step by step; the services ask again. Only what the chosen method needs is a field."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from policylab.core.fields import Line, Text
from policylab.core.numbers import CURRENCIES, DECIMALS
from policylab.core.numerals import decimal_of, plain
from policylab.directory.enums import College
from policylab.directory.models import Organisation
from proposals.models import Version

from .enums import OFFERED, RULES_OFFERED, SEVERAL, Completion, Method, RollKind, Rule, Seated
from .letters import MOST_OPTIONS
from .models import Option, Vote
from .services import Candidate, Stated
from .services.stating import MOST_SEATS

# When an officer should pick it.
WHEN_TO_PICK = {
    Method.YES_NO: _("One text, and the question whether it is adopted. Whoever is undecided abstains."),
    Method.APPROVAL: _("Several plans may be fine. Each voter ticks every plan they approve: the simplest ballot."),
    Method.MAJORITY_JUDGEMENT: _(
        "Few plans, and an opinion on each. Each voter gives each plan one of five grades in words."
    ),
    Method.SCHULZE: _("One winner among three to six plans. Each voter puts them in order, best first."),
    Method.EQUAL_SHARES: _(
        "Many projects and one sum of money. Each voter ticks projects; the money is shared so that few go without."
    ),
    Method.STV: _("Seats on a steering group. Each voter puts candidates in order; groups get seats by their size."),
}
RULES_IN_SHORT = {
    Rule.EVERY_COLLEGE: _("A plan needs more than half in each college. No college can be outvoted."),
    Rule.WEIGHTED_COLLEGES: _("Each college weighs what you say below, 10 to 50 per cent; at least three colleges."),
    Rule.ONE_PERSON_ONE_VOTE: _(
        "All papers lie on one heap and weigh the same. Choose it where colleges need not agree: the largest can decide alone."
    ),
}
SEATED_IN_SHORT = {
    Seated.ON_ONE_ROLL: _("Papers of all colleges are counted together; whoever has the votes has the seat."),
    Seated.BY_COLLEGE: _(
        "Candidates of a college stand on its papers alone. Say of each, a step before, for which college they stand."
    ),
}
LEFT_OVER = {
    Completion.ADD1_GREEDY: _("Spends the most. Choose this unless you know why not."),
    Completion.ADD1: _("Stops at the last step that does not overspend, as in Świecie and Assen."),
    Completion.ADD1_EXHAUSTIVE: _("Stops as soon as nothing that anybody wants would still fit."),
    Completion.NONE: _("One run; a good deal is often left."),
}
ROLLS = {
    RollKind.CLOSED: _("Whoever belongs to it when you open the vote stands on it. Nobody comes later."),
    RollKind.OPEN: _(
        "Whoever belongs to it enters by one press, until 24 hours before the close. "
        "It opens if ten people or more could enter now."
    ),
}


class Choices(forms.ChoiceField):
    """Radio rows, each with a sentence under it."""

    def __init__(self, *, hints: dict[Any, Any], offered: Iterable[Any], **kwargs: Any):
        offered = list(offered)
        choices = [(one.value, one.label) for one in offered]
        super().__init__(choices=choices, widget=forms.RadioSelect, **kwargs)
        self.choice_hints = {one.value: hints[one] for one in offered if one in hints}


class Amount(forms.Field):
    """A sum as people type it: 12 500,500 or 12500.5."""

    def __init__(self, **kwargs: Any):
        attrs = {"dir": "ltr", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        text = Line(required=False).clean(value)
        if not text and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if not text:
            return None
        found = decimal_of(text)
        if found is None or found != round(found, 3):
            raise ValidationError(_("Write a sum with digits only, such as 1500 or 1500.5."), code="number")
        if not 0 < found < 10**12:
            raise ValidationError(_("Write a sum above nothing and under a million millions."), code="size")
        return found


class Part(forms.IntegerField):
    """Per cent, whole; or seats."""

    def __init__(self, **kwargs: Any):
        widget = forms.NumberInput(attrs={"class": "input place", "dir": "ltr", "inputmode": "numeric"})
        super().__init__(required=False, widget=widget, **kwargs)


class MethodForm(forms.Form):
    method = Choices(label=_("Method"), hints=WHEN_TO_PICK, offered=Method)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [(one.value, one.label) for one in Method if one in OFFERED]


class PlansForm(forms.Form):
    """Which plans, in which order, and for a budget what each costs. A plan without a number comes after those that have one."""

    plans = forms.MultipleChoiceField(
        label=_("Plans"),
        required=False,
        error_messages={"invalid_choice": _("One of these plans cannot be chosen any more.")},
    )

    def __init__(self, *args: Any, versions: Iterable[Version], method: str = Method.APPROVAL, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.versions, self.single = list(versions), method == Method.YES_NO
        self.fields["plans"].choices = [(str(version.pk), version.title) for version in self.versions]
        for version in self.versions:
            if not self.single:
                self.fields[f"place_{version.pk}"] = forms.IntegerField(
                    label=_("Rank on the paper"), required=False, min_value=1, max_value=99
                )
            if method == Method.EQUAL_SHARES:
                self.fields[f"cost_{version.pk}"] = Amount(label=_("Cost"), required=False)

    def rows(self) -> list[dict[str, Any]]:
        """For the template: each plan, whether it is ticked, and the fields of its place and cost."""
        ticked = {str(pk) for pk in (self["plans"].value() or [])}
        return [
            {
                "version": version,
                "ticked": str(version.pk) in ticked,
                **{name: self[f"{name}_{version.pk}"] for name in ("place", "cost") if f"{name}_{version.pk}" in self.fields},
            }
            for version in self.versions
        ]  # fmt: skip

    def chosen(self) -> list[Version]:
        wanted = set(self.cleaned_data["plans"])
        places = {version.pk: self.cleaned_data.get(f"place_{version.pk}") or 100 for version in self.versions}
        return sorted((one for one in self.versions if str(one.pk) in wanted), key=lambda one: places[one.pk])

    def costs(self) -> dict[int, Decimal]:
        named = {version.pk: self.cleaned_data.get(f"cost_{version.pk}") for version in self.versions}
        return {pk: cost for pk, cost in named.items() if cost is not None}

    @staticmethod
    def standing(options: Sequence[Option]) -> dict[str, Any]:
        places = {f"place_{option.version_id}": option.position for option in options}
        costs = {f"cost_{option.version_id}": option.cost for option in options}
        return {"plans": [option.version_id for option in options], **places, **costs}


class CandidatesForm(forms.Form):
    """Lines for candidates: those that stand, and three more to fill in. A line without a name is none."""

    def __init__(
        self,
        *args: Any,
        standing: Sequence[Option] = (),
        colleges: Sequence[College] = (),
        lines: int = 0,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        choices = [("", _("On one roll, for all colleges")), *((one.value, one.label) for one in colleges)]
        self.lines = min(max(lines, len(standing) + 3), MOST_OPTIONS)
        for line in range(1, self.lines + 1):
            known = standing[line - 1] if line <= len(standing) else None
            self.fields[f"name_{line}"] = Line(
                label=_("Name"), required=False, max_length=120, initial=known.name if known else ""
            )
            self.fields[f"about_{line}"] = Text(
                label=_("Who they are"), required=False, max_length=600, rows=2, initial=known.about if known else ""
            )
            if len(colleges) > 1:
                self.fields[f"college_{line}"] = forms.ChoiceField(
                    label=_("Stands for"), required=False, choices=choices, initial=known.college if known else ""
                )

    def rows(self) -> list[list[forms.BoundField]]:
        names = [name for name in ("name", "about", "college") if f"{name}_1" in self.fields]
        return [[self[f"{name}_{line}"] for name in names] for line in range(1, self.lines + 1)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for line in range(1, self.lines + 1):
            if said.get(f"about_{line}") and not said.get(f"name_{line}"):
                self.add_error(f"name_{line}", _("Who is this? Give a name, or empty the line."))
        return said

    def candidates(self) -> list[Candidate]:
        said = self.cleaned_data
        lines = (
            Candidate(said[f"name_{line}"], said[f"about_{line}"], said.get(f"college_{line}", ""))
            for line in range(1, self.lines + 1)
        )
        return [one for one in lines if one.name]


class RuleForm(forms.Form):
    """How it is decided, as far as the method leaves it open."""

    def __init__(self, *args: Any, vote: Vote, colleges: Sequence[College], **kwargs: Any):
        super().__init__(*args, initial=_standing(vote), **kwargs)
        self.vote, self.colleges = vote, colleges
        if vote.method == Method.EQUAL_SHARES:
            self._ask_money()
        elif vote.method == Method.STV:
            self._ask_seats()
        else:
            self._ask_rule()
        self._ask_parts("quorum", _("Quorum: how many on its roll must have voted"))

    def _ask_rule(self) -> None:
        if len(self.colleges) > 1 and len(RULES_OFFERED) > 1:
            self.fields["rule"] = Choices(
                label=_("How the colleges decide together"), hints=RULES_IN_SHORT, offered=RULES_OFFERED
            )
            self._ask_parts("weight", _("Weight of each college"))
        if self.vote.method in SEVERAL:
            self.fields["adopt_at_most"] = forms.IntegerField(
                label=_("Adopt at most"), required=False, min_value=1, max_value=MOST_OPTIONS,
                help_text=_("Leave it empty to adopt every plan that passes."),
            )  # fmt: skip

    def _ask_seats(self) -> None:
        """Whether one field or the other is needed depends on the answer: the service asks for what is missing."""
        several = len(self.colleges) > 1
        if several:
            self.fields["seated"] = Choices(label=_("Who elects whom?"), hints=SEATED_IN_SHORT, offered=Seated)
        self.fields["seats"] = forms.IntegerField(
            label=_("Seats, on one roll") if several else _("Seats"), required=not several, min_value=1,
            max_value=MOST_SEATS, error_messages={"required": _("Say how many seats are filled.")},
        )  # fmt: skip
        if several:
            self._ask_parts("seats", _("Seats of each college"), least=1, most=MOST_SEATS)

    def _ask_money(self) -> None:
        self.fields["money"] = Amount(
            label=_("How much money is there?"), error_messages={"required": _("Say how much money there is.")}
        )
        self.fields["currency"] = forms.ChoiceField(label=_("Currency"), choices=[(one, one) for one in CURRENCIES])
        if len(self.colleges) > 1:
            self.fields["shared"] = forms.ChoiceField(
                label=_("Whose money is it?"), widget=forms.RadioSelect, choices=[
                    ("voters", _("Each voter has the same part, whichever their college")),
                    ("colleges", _("Each college has a stated part of it")),
                ],
            )  # fmt: skip
            self._ask_parts("share", _("Part of each college"))
        self.fields["completion"] = Choices(
            label=_("What is done with the money left over?"), hints=LEFT_OVER, offered=LEFT_OVER
        )

    def _ask_parts(self, what: str, title: Any, least: int = 0, most: int = 100) -> None:
        self.titles = getattr(self, "titles", {}) | {what: title}
        for college in self.colleges:
            self.fields[f"{what}_{college}"] = Part(label=College(college).label, min_value=least, max_value=most)

    def parts(self) -> dict[str, dict[str, Any]]:
        """{"quorum": its title and fields}: the fields of one number for each college stand together."""
        return {
            what: {"title": title, "fields": [(college, self[f"{what}_{college}"]) for college in self.colleges]}
            for what, title in self.titles.items()
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        places = DECIMALS.get(said.get("currency", ""), 2)
        money = said.get("money")
        if money is not None and money != round(money, places):
            self.add_error("money", _("This sum has more decimals than its currency."))
        return said

    def stated(self) -> Stated:
        said = self.cleaned_data
        rule = Rule(said.get("rule") or Rule.EVERY_COLLEGE)
        shared, by_college = said.get("shared") == "colleges", said.get("seated") == Seated.BY_COLLEGE
        return Stated(
            rule=rule,
            weights=self._said("weight") if rule == Rule.WEIGHTED_COLLEGES else {},
            quorums={college: part for college, part in self._said("quorum").items() if part},
            money_shares=self._said("share") if shared else {},
            college_seats=self._said("seats") if by_college else {},
            seats=None if by_college else said.get("seats"),
            **{name: said[name] for name in ("adopt_at_most", "money", "currency", "completion") if name in said},
        )  # fmt: skip

    def _said(self, what: str) -> dict[str, int]:
        """Who left it empty has none; weights and shares of nought are refused in words."""
        found = {str(college): self.cleaned_data.get(f"{what}_{college}") for college in self.colleges}
        return {college: part or 0 for college, part in found.items()}


def _standing(vote: Vote) -> dict[str, Any]:
    parts = {"weight": vote.weights, "quorum": vote.quorums, "share": vote.money_shares, "seats": vote.college_seats}
    own = vote.college_seats or (not vote.seats and vote.options.exclude(college="").exists())
    return {
        "rule": vote.rule,
        "adopt_at_most": vote.adopt_at_most,
        "seats": vote.seats,
        "seated": Seated.BY_COLLEGE if own else Seated.ON_ONE_ROLL,
        "money": vote.money,
        "currency": vote.currency or CURRENCIES[0],
        "shared": "colleges" if vote.money_shares else "voters",
        "completion": vote.completion or Completion.ADD1_GREEDY,
        **{f"{what}_{college}": part for what, known in parts.items() for college, part in known.items()},
    }


class RollForm(forms.Form):
    """Which bodies stand on the roll, `find` brings more to choose from; and how citizens come on it."""

    roll_kind = Choices(label=_("How do citizens come on the roll?"), hints=ROLLS, offered=RollKind)
    bodies = forms.MultipleChoiceField(
        label=_("Organisations on the roll"), required=False,
        error_messages={"invalid_choice": _("One of these organisations cannot stand on the roll.")},
    )  # fmt: skip
    find = Line(label=_("Add others by name"), required=False, max_length=100)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], citizens: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.organisations = {organisation.ref: organisation for organisation in organisations}
        self.fields["bodies"].choices = [(ref, body.name) for ref, body in self.organisations.items()]
        if not citizens:
            del self.fields["roll_kind"]

    def ticked(self) -> set[str]:
        return set(self["bodies"].value() or [])

    def chosen(self) -> list[Organisation]:
        return [self.organisations[ref] for ref in self.cleaned_data["bodies"]]

    def kind(self) -> RollKind | None:
        """Unchanged where it was not asked."""
        said = self.cleaned_data.get("roll_kind")
        return RollKind(said) if said else None
