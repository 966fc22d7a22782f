"""A question as a form: its words in each language of the consultation, its choices one a line, what is asked of a reply."""

from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from consultations.questionnaires.checking import MOST_CHOICES, WITH_CHOICES
from consultations.questionnaires.definition import Choice, Condition, Definition, Question, Words, load
from consultations.questionnaires.drafting import choice_keys, earlier_than, matched
from consultations.questionnaires.enums import CHOSEN, QuestionKind
from consultations.questionnaires.said import said
from policylab.core.fields import Line, Text
from policylab.core.numbers import CURRENCIES

PERSONAL = (QuestionKind.SINGLE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.NUMBER, QuestionKind.TEXT)
BOUNDED = (QuestionKind.SCALE, QuestionKind.NUMBER)
# Stands for a line not yet translated, so that those after it keep their places.
MISSING = "–"
FARTHEST = 1_000_000_000


class WordsForm(forms.Form):
    """Fields in each language: `<name>_<language>`. The first one is needed, the others are shown after it."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    # name -> (label, hint)
    PARTS: dict[str, tuple[Any, Any]] = {}
    SEVERAL_LINES: frozenset[str] = frozenset()
    NEEDED = frozenset({"title"})
    # Says something about this saving, and so is compared with nothing that stands.
    about_saving = frozenset({"edition"})

    def __init__(self, *args: Any, languages: Sequence[str], key: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.languages, self.key = list(languages), key
        for language in self.languages:
            for name in self.parts():
                self._add(name, language)

    def parts(self) -> list[str]:
        return list(self.PARTS)

    def standing(self, current: Any) -> dict[str, Any]:
        """What the fields would hold of a questionnaire as it stands now."""
        return self.held(load(current.draft))

    def held(self, definition: Definition) -> dict[str, Any]:
        raise NotImplementedError

    def again(self, data: Any) -> "WordsForm":
        """The same form with other data."""
        return type(self)(data, languages=self.languages, key=self.key)

    @classmethod
    def of(cls, definition: Definition, edition: int, typed: dict[str, Any], **made: Any) -> Any:
        """Filled with what stands, or with what was typed before."""
        data = made.pop("data", None)
        held = cls(**made).held(definition)
        return cls(data, initial={"edition": edition, **held, **typed}, **made)

    def _add(self, name: str, language: str) -> None:
        label, hint = self.PARTS[name]
        needed = name in self.NEEDED and language == self.languages[0]
        made: Any = Text(rows=5, max_length=10_000) if name in self.SEVERAL_LINES else Line(max_length=400)
        made.label, made.required = label, needed
        made.help_text = hint if language == self.languages[0] else ""
        made.optional_note = language == self.languages[0] and name not in self.SEVERAL_LINES
        made.widget.attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        self.fields[f"{name}_{language}"] = made

    @property
    def tongues(self) -> list[dict[str, Any]]:
        names = dict(settings.LANGUAGES)
        return [
            {"code": code, "name": names[code], "fields": [self[f"{name}_{code}"] for name in self.parts()]}
            for code in self.languages
        ]

    def words(self, name: str) -> Words:
        """What was written, by language; a language left empty is left out."""
        given = {language: self.cleaned_data.get(f"{name}_{language}", "") for language in self.languages}
        return {language: text for language, text in given.items() if text}

    def lines(self, name: str) -> list[Words]:
        """One for each line of the first language; the lines of the others belong to it by their place."""
        written = {language: self._lines(name, language) for language in self.languages}
        rows = zip_longest(*written.values(), fillvalue="")
        found = [dict(zip(written, row, strict=True)) for row in rows]
        return [{language: text for language, text in row.items() if text not in ("", MISSING)} for row in found]

    def _lines(self, name: str, language: str) -> list[str]:
        text = self.cleaned_data.get(f"{name}_{language}", "")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def require_same_length(self, name: str) -> None:
        """A line too many or too few would put a translation beside the wrong choice."""
        first = len(self._lines(name, self.languages[0]))
        for language in self.languages[1:]:
            count = len(self._lines(name, language))
            if count and count != first:
                sentence = _("Write as many lines as in the first language: %(first)s, not %(count)s.")
                self.add_error(f"{name}_{language}", sentence % {"first": first, "count": count})
        if first > MOST_CHOICES:
            self.add_error(f"{name}_{self.languages[0]}", _("At most %(most)s lines.") % {"most": MOST_CHOICES})


class IntroForm(WordsForm):
    PARTS = {"intro": (_("Before the first question"), _("What it is for and how long it takes, in two sentences."))}
    SEVERAL_LINES = frozenset({"intro"})

    def held(self, definition: Definition) -> dict[str, Any]:
        return _by_language("intro", definition.intro)


class PageForm(WordsForm):
    PARTS = {
        "title": (_("Heading of the page"), _("A page is what people see at once on a phone: three to six questions."))
    }

    def held(self, definition: Definition) -> dict[str, Any]:
        page = next((one for one in definition.pages if one.key == self.key), None)
        return _by_language("title", page.title) if page else {}


class QuestionForm(WordsForm):
    """`asked`: every definition this question stood in, for the keys of its lines."""

    PARTS = {
        "title": (_("The question"), _("One thing at a time, in words people use themselves.")),
        "help": (_("A line under it"), _("Only where the question alone could be misread.")),
        "choices": (_("Choices, one a line"), _("Reword a line where it stands; its replies stay with it.")),
        "rows": (_("Lines of the grid, one a line"), ""),
        "low_words": (_("Words at the lowest value"), ""),
        "high_words": (_("Words at the highest value"), ""),
        "why": (
            _("Why you ask it, if it is about the person"),
            _("It stands beside the question, and its figures are shown only in groups of five or more."),
        ),
    }
    SEVERAL_LINES = frozenset({"choices", "rows"})
    required_reply = forms.BooleanField(
        label=_("A reply is needed"),
        required=False,
        help_text=_("Whoever cannot reply to it cannot go on: only where nothing can be done without."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any):
        self.kind = QuestionKind(kind)
        super().__init__(*args, **kwargs)
        self._add_limits()

    def parts(self) -> list[str]:
        only = {
            "choices": self.kind in WITH_CHOICES,
            "rows": self.kind == QuestionKind.GRID,
            "low_words": self.kind == QuestionKind.SCALE,
            "high_words": self.kind == QuestionKind.SCALE,
            "why": self.kind in PERSONAL,
        }
        return [name for name in self.PARTS if only.get(name, True)]

    def _add_limits(self) -> None:
        def number(label: Any, **limits: Any) -> forms.IntegerField:
            return forms.IntegerField(label=label, required=self.kind == QuestionKind.SCALE, **limits)

        if self.kind == QuestionKind.SCALE:
            self.fields["low"] = number(_("Lowest value"), min_value=0, max_value=1)
            self.fields["high"] = number(_("Highest value"), min_value=2, max_value=10)
        if self.kind == QuestionKind.NUMBER:
            self.fields["low"] = number(_("Not below"), min_value=-FARTHEST, max_value=FARTHEST)
            self.fields["high"] = number(_("Not above"), min_value=-FARTHEST, max_value=FARTHEST)
        if self.kind in (QuestionKind.SEVERAL, QuestionKind.RANKING):
            self.fields["most"] = number(_("At most so many"), min_value=1, max_value=MOST_CHOICES)
        if self.kind == QuestionKind.MONEY:
            self.fields["currency"] = forms.ChoiceField(label=_("Currency"), choices=[(one, one) for one in CURRENCIES])

    @property
    def limits(self) -> list[forms.BoundField]:
        return [self[name] for name in ("low", "high", "most", "currency") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        for name in self.SEVERAL_LINES & set(self.parts()):
            self.require_same_length(name)
        low, high = self.cleaned_data.get("low"), self.cleaned_data.get("high")
        if low is not None and high is not None and low >= high:
            self.add_error("high", _("The highest value must be above the lowest."))
        return self.cleaned_data

    def question(self, key: str, standing: Question | None, asked: Collection[Definition]) -> Question:
        """As typed; its condition is not this form's."""
        first, given = self.languages[0], self.cleaned_data
        taken = choice_keys(asked, key)
        was = standing or Question(key=key, kind=self.kind, title={})
        rows = matched(self.lines("rows"), was.rows, first, taken) if "rows" in self.parts() else ()
        choices = matched(self.lines("choices"), was.choices, first, [*taken, *(one.key for one in rows)])
        return Question(
            key=key,
            kind=self.kind,
            title=self.words("title"),
            help=self.words("help"),
            why=self.words("why") if "why" in self.parts() else {},
            required=given["required_reply"],
            choices=self._ends() if self.kind == QuestionKind.SCALE else choices,
            rows=rows,
            low=given.get("low"),
            high=given.get("high"),
            most=given.get("most"),
            currency=given.get("currency", ""),
            when=was.when,
        )

    def _ends(self) -> tuple[Choice, ...]:
        ends = ((self.cleaned_data["low"], "low_words"), (self.cleaned_data["high"], "high_words"))
        return tuple(Choice(str(point), words) for point, name in ends if (words := self.words(name)))

    def again(self, data: Any) -> "QuestionForm":
        return QuestionForm(data, kind=self.kind, languages=self.languages, key=self.key)

    def held(self, definition: Definition) -> dict[str, Any]:
        question = definition.question(self.key)
        if question is None:
            return {"low": 1, "high": 5} if self.kind == QuestionKind.SCALE else {}
        return typed_of(question)


def _by_language(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_{language}": text for language, text in words.items()}


def typed_of(question: Question) -> dict[str, Any]:
    """What the fields hold for a question that stands."""
    found: dict[str, Any] = {"required_reply": question.required}
    for name in ("title", "help", "why"):
        found |= _by_language(name, getattr(question, name))
    if question.kind == QuestionKind.SCALE:
        ends = {str(question.low): "low_words", str(question.high): "high_words"}
        for one in question.choices:
            found |= _by_language(ends[one.key], one.title) if one.key in ends else {}
    else:
        found |= _in_lines("choices", question.choices) | _in_lines("rows", question.rows)
    limits = {name: getattr(question, name) for name in ("low", "high", "most", "currency")}
    return found | {name: value for name, value in limits.items() if value not in (None, "")}


def _in_lines(name: str, choices: Sequence[Choice]) -> dict[str, str]:
    """A line with no words in a language would move those after it up: it is shown as a dash to be overwritten."""
    languages = {language for one in choices for language in one.title}
    return {f"{name}_{code}": "\n".join(one.title.get(code, MISSING) for one in choices) for code in languages}


def _marked(words: Words) -> SafeString:
    """In the reader's language where it has been written; else in another, which is marked."""
    found = said(words)
    return format_html('<bdi lang="{}">{}</bdi>', found.language, found) if found else SafeString("")


def _at(point: str, words: SafeString | None) -> str:
    return format_html("{} · {}", point, words) if words else point


class ConditionForm(forms.Form):
    """When a question is asked: always, or where an earlier one was replied to like this."""

    about_saving = frozenset({"edition"})
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, definition: Definition, question: Question, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.made: dict[str, Any] = {"definition": definition, "question": question}
        when = question.when
        self.asked = {one.key: one for one in earlier_than(definition, question.key) if one.kind in CHOSEN}
        for key, one in self.asked.items():
            replies = {choice.key: _marked(choice.title) for choice in one.choices}
            points = [str(point) for point in one.points()] if one.kind == QuestionKind.SCALE else []
            field: Any = forms.MultipleChoiceField(
                label=_marked(one.title) or key,
                choices=[(point, _at(point, replies.get(point))) for point in points] or list(replies.items()),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=when.any_of if when and when.question == key else (),
            )
            field.optional_note = False
            self.fields[key] = field

    def clean(self) -> dict[str, Any]:
        ticked = [key for key in self.asked if self.cleaned_data.get(key)]
        if len(ticked) > 1:
            self.add_error(ticked[1], _("Choose replies of one question only."))
        return self.cleaned_data

    @classmethod
    def of(cls, definition: Definition, question: Question, edition: int, data: Any) -> "ConditionForm":
        return cls(data, initial={"edition": edition}, definition=definition, question=question)

    def standing(self, current: Any) -> dict[str, Any]:
        question = load(current.draft).question(self.made["question"].key)
        return {question.when.question: list(question.when.any_of)} if question and question.when else {}

    def again(self, data: Any) -> "ConditionForm":
        return ConditionForm(data, **self.made)

    @property
    def condition(self) -> Condition | None:
        key = next((key for key in self.asked if self.cleaned_data.get(key)), None)
        return Condition(key, tuple(self.cleaned_data[key])) if key else None
