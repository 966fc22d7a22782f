"""What every column and key of the exported tables means: each question in each language, in each wording it was asked in."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .definition import Choice, Question, Words
from .enums import QuestionKind
from .exports import BOM, FEWEST, exported, question_columns, tells_colleges
from .models import Questionnaire
from .results import how_many
from .together import Definitions, is_personal, together


def codebook(questionnaire: Questionnaire, definitions: Definitions) -> bytes:
    """Markdown: read by people as it stands, and by programs."""
    lines = [*_head(questionnaire, definitions)]
    for question in together(definitions):
        lines += _about(questionnaire, question, definitions)
    return (BOM + "\n".join(lines) + "\n").encode()


def _head(questionnaire: Questionnaire, definitions: Definitions) -> Iterator[str]:
    count = questionnaire.count
    yield "# " + _("Codebook") + f": {questionnaire.ref}\n"
    yield _item(_("Sheets"), count.sheets)
    yield _item(_("Counted"), f"{count.counted_at:%Y-%m-%d %H:%M} UTC")
    yield f"- SHA-256: `{count.digest}`"
    yield f"- {count.software}\n"
    yield _(
        "A row is a sheet, in the order of random keys: it says neither who nor when. An empty cell: no reply, or not asked."
    )
    yield _("`wording` is the number of the wording that was asked.")
    if tells_colleges(questionnaire):
        yield _("`college` is who is counted together: citizen, sse, public.")
    else:
        yield _("`college` is in the officers’ table only: a college has fewer than %(fewest)s sheets.") % {
            "fewest": FEWEST
        }
    yield _(
        "Free words, files and questions about the person are in the officers’ table only. On the page of results their small "
        "counts, and small cells where two questions are crossed, are hidden; combinations of the other questions can be "
        "counted from this table, small ones as well."
    )
    yield _("Text that begins like a formula has an apostrophe before it, so that no spreadsheet runs it.") + "\n"


def _about(questionnaire: Questionnaire, question: Question, definitions: Definitions) -> Iterator[str]:
    public = question.key in {one.key for one in exported(definitions, whole=False)}
    figures = questionnaire.count.figures["questions"].get(question.key)
    yield f"\n## {question.key}\n"
    yield _item(_("Kind"), f"{question.kind} ({QuestionKind(question.kind).label})")
    yield _item(_("Columns"), ", ".join(f"`{one.name}`" for one in question_columns(question, whole=True)))
    if not public:
        yield "- " + _("In the officers’ table only")
    if is_personal(question, definitions):
        yield "- " + _("A question about the person; counts under five are hidden")
    elif figures:
        yield f"- {how_many(figures['all'])}"
    if question.currency:
        yield _item(_("Currency"), question.currency)
    for number in sorted(definitions):
        asked = definitions[number].question(question.key)
        if asked is not None:
            yield from _wording(number, asked)


def _wording(number: int, question: Question) -> Iterator[str]:
    yield "\n### " + _("Wording %(number)s") % {"number": number} + "\n"
    yield from (f"- {language}: {words}" for language, words in _said(question.title))
    if question.low is not None or question.high is not None:
        yield "- " + _("From %(low)s to %(high)s") % {"low": question.low, "high": question.high}
    if question.when:
        keys = ", ".join(f"`{key}`" for key in question.when.any_of)
        sentence = _("Asked only where `%(question)s` was replied to with: %(replies)s")
        yield f"- {sentence % {'question': question.when.question, 'replies': keys}}"
    yield from _lines(_("Rows"), question.rows)
    yield from _lines(_("Choices"), question.choices)


def _item(label: str, value: object) -> str:
    return f"- {label}: {value}"


def _lines(title: str, listed: tuple[Choice, ...]) -> Iterator[str]:
    if listed:
        yield f"\n{title}:\n"
    for one in listed:
        yield f"- `{one.key}`: " + "; ".join(f"{language}: {words}" for language, words in _said(one.title))


def _said(words: Words) -> Iterator[tuple[str, str]]:
    """Without line ends, which would break a list."""
    return ((language, " ".join(text.split())) for language, text in sorted(words.items()))
