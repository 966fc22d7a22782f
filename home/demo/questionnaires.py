"""The questionnaires of the demo: prepared and opened by the services; sheets drawn from weights, so that each load has the same.

Sheets are laid in rows at once: handing sixty in one by one would take longer than the rest of the demo.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from consultations.enums import PhaseKind
from consultations.questionnaires import services as asking
from consultations.questionnaires.definition import Definition, Page, Question, kept, load
from consultations.questionnaires.models import Code, Coding, Count, HandedIn, Questionnaire, Sheet, Wording
from consultations.questionnaires.personal import ready_made
from consultations.questionnaires.services.coding import release_replies
from consultations.questionnaires.services.counting import count_questionnaire
from consultations.services.writing import lay_schedule
from policylab.accounts.models import User
from policylab.directory.enums import College
from policylab.directory.models import Organisation

from .gatherings import Gathering
from .people import Rows, read

HOUR = timedelta(hours=1)


def tell_questionnaire(gathering: Gathering) -> Questionnaire | None:
    """The part `questionnaire` names a file; it is filled in while its phase is open, whenever that is in the story."""
    if "questionnaire" not in gathering.told:
        return None
    told = read(gathering.told["questionnaire"])
    officer, consultation = gathering.people[gathering.told["officer"]], gathering.consultation
    lay_schedule(consultation, {**gathering.spans(), PhaseKind.ASK: (gathering.now - HOUR, gathering.now + HOUR)})
    made = asking.prepare_questionnaire(user=officer, consultation=consultation, draft=_definition(told))
    made = asking.open_questionnaire(user=officer, questionnaire=made, edition=made.edition)
    sheets = _hand_in(gathering, made, told)
    gathering.lay_phases()
    opens, closes = gathering.spans()[PhaseKind.ASK]
    Questionnaire.objects.filter(pk=made.pk).update(created_at=opens - 48 * HOUR)
    Wording.objects.filter(questionnaire=made).update(published_at=opens - 24 * HOUR)
    if closes < gathering.now:
        count_questionnaire(questionnaire=made)
        Count.objects.filter(questionnaire=made).update(counted_at=closes)
        _read(gathering, Questionnaire.objects.get(pk=made.pk), told, sheets)
    return made


def _definition(told: Rows) -> Definition:
    pages = [_page(page, list(told["intro"])) for page in told["pages"]]
    return Definition(told["intro"], tuple(pages))


def _page(told: Rows, languages: list[str]) -> Page:
    """A question told as {"key": …, "ready": "age"} is one of the ready-made."""
    questions = (
        ready_made(one["ready"], one["key"], languages) if "ready" in one else _question(one)
        for one in told["questions"]
    )
    return Page(told["key"], told["title"], tuple(questions))


def _question(told: Rows) -> Question:
    return next(load({"pages": [{"key": "p", "questions": [told]}]}).questions())


# --- sheets -----------------------------------------------------------------------------------------------------------
def _hand_in(gathering: Gathering, made: Questionnaire, told: Rows) -> dict[int, Sheet]:
    """{number: sheet}; who handed in stands apart from what, as in life."""
    chance = random.Random(told["seed"])  # noqa: S311
    wording = made.wordings.get()
    definition, sheets, marks = load(wording.definition), [], []
    free = {row["sheet"]: row for row in told.get("free", [])}
    for number, (college, writer, paper) in enumerate(_writers(gathering, told), start=1):
        replies = {
            one.key: reply
            for one in definition.questions()
            if (reply := _reply(one, college, told, chance)) is not None
        }
        row = free.get(number, {})
        replies |= row.get("replies", {}) | ({row["question"]: row["text"]} if row else {})
        language = row.get("language", "ar" if number % 3 == 0 else "fr")
        facts = {"questionnaire": made, "college": college}
        sheets.append(
            Sheet(wording=wording, on_paper=bool(paper), language=language, replies=kept(definition, replies), **facts)
        )
        marks.append(HandedIn(paper=paper, **writer, **facts))
    HandedIn.objects.bulk_create(marks)
    return dict(enumerate(Sheet.objects.bulk_create(sheets), start=1))


def _writers(gathering: Gathering, told: Rows) -> Iterator[tuple[str, Rows, int | None]]:
    """(college, who as the fields of a mark, number of the paper) for each sheet."""
    place = gathering.consultation.territory
    known = [user for key, user in sorted(gathering.people.items()) if key.startswith("neighbour")]
    neighbours = [user for user in known if user.territory_id == place.pk][: told["citizens"]]
    for user in neighbours:
        yield College.CITIZEN, {"user": user}, None
    for number in range(1, told.get("papers", 0) + 1):
        yield College.CITIZEN, {}, number
    for college in (College.SSE, College.PUBLIC):
        bodies = Organisation.objects.public().in_college(college).filter(territory=place).order_by("pk")
        for body in bodies[: told.get(college.value, 0)]:
            yield college, {"organisation": body}, None


def _reply(question: Question, college: str, told: Rows, chance: random.Random) -> Any:
    """By the weights of the question, those of the college where it has its own; nothing where it has none."""
    weights = told["weights"].get(question.key)
    if weights is None or chance.random() < told["silent"].get(question.key, 0):
        return None
    weights = weights.get(college, weights)
    if question.rows:
        return {row.key: _drawn(weights, chance) for row in question.rows}
    if question.kind == "several":
        return [key for key, share in weights.items() if chance.random() < share / 100][: question.most] or None
    if question.kind == "place":
        return [round(centre + chance.gauss(0, weights["spread"]), 5) for centre in weights["centre"]]
    if question.kind == "ranking":
        return sorted(weights, key=lambda key: -chance.random() * weights[key])
    return _drawn(weights, chance)


def _drawn(weights: dict[Any, int], chance: random.Random) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]


# --- reading ----------------------------------------------------------------------------------------------------------
def _read(gathering: Gathering, made: Questionnaire, told: Rows, sheets: dict[int, Sheet]) -> None:
    """Two people ticked the codes apart; what they found is shown with the replies."""
    rows = [row for row in told["free"] if row["question"] in told["codes"]]
    codes = {
        (question, title): Code.objects.create(questionnaire=made, question=question, title=title)
        for question, titles in told["codes"].items()
        for title in titles
    }
    coders: dict[str, User] = {key: gathering.people[key] for key in told["coders"]}
    Coding.objects.bulk_create(
        Coding(
            sheet=sheets[row["sheet"]], question=row["question"], coder=user, code=codes.get((row["question"], title))
        )
        for row in rows
        for key, user in coders.items()
        for title in (row[key] or [None])
    )
    officer = gathering.people[gathering.told["officer"]]
    for question in told["codes"]:
        release_replies(user=officer, questionnaire=made, question=question)
