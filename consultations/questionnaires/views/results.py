"""Results: public, permanent, the same for everybody, from frozen figures. Before the count nobody reads one."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations.hiding import hidden_words
from consultations.questionnaires import chart
from consultations.questionnaires.coded import coded_of
from consultations.questionnaires.counted import (
    columns_of,
    definitions_of,
    releases_of,
    replies_shown,
    withheld_by_question,
)
from consultations.questionnaires.crossing import by_college, can_be_crossed, colleges_in, crossed
from consultations.questionnaires.enums import QuestionKind
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.permissions import can_code_replies, can_export_sheets, can_read_results
from consultations.questionnaires.results import MOST_PLACES, Block, blocks_of
from consultations.questionnaires.said import Said, said
from consultations.questionnaires.selectors import counted_from
from consultations.questionnaires.services.counting import COLLEGE
from consultations.questionnaires.sharing import short_of
from consultations.questionnaires.together import Definitions
from policylab.core.clock import db_now
from policylab.directory.enums import College

from ._counted import below_results, counted_or_404, text_question_or_404
from ._frame import frame, questionnaire_or_404

PER_PAGE = 25


@require_safe
def results(request: HttpRequest, ref: str) -> HttpResponse:
    questionnaire = questionnaire_or_404(request, ref)
    if not can_read_results(request.user, questionnaire):
        return render(request, "consultations/questionnaires/no_results_yet.html", _not_yet(questionnaire))
    figures, definitions = questionnaire.count.figures, definitions_of(questionnaire)
    blocks = blocks_of(figures, definitions)
    _add_replies(questionnaire, blocks)
    wanted = request.GET.get("by", "")
    if wanted == COLLEGE and not request.GET.get("of"):
        for block in blocks:
            block.tables = by_college(block, figures)
    context = frame(
        questionnaire,
        sections=_by_page(blocks, definitions),
        colleges=[(College(one), figures["colleges"][one]) for one in colleges_in(figures)],
        paper=figures["paper"],
        wordings=len(definitions),
        choices=[block for block in blocks if can_be_crossed(block.question)],
        of=request.GET.get("of", ""),
        by=wanted,
        crossed=_crossed(questionnaire, blocks, request.GET),
        hidden_words=hidden_words(),
        may_code=can_code_replies(request.user, questionnaire),
        may_export=can_export_sheets(request.user, questionnaire),
        short=short_of(questionnaire),
    )
    return render(request, "consultations/questionnaires/results.html", context)


def _not_yet(questionnaire: Questionnaire) -> dict[str, Any]:
    now, due = db_now(), counted_from(questionnaire) if questionnaire.phase.closes_at else None
    waiting = {"counted_from": due, "entering": due is not None and now < due}
    return frame(questionnaire, now=now, short=short_of(questionnaire), **waiting)


def _by_page(blocks: list[Block], definitions: Definitions) -> list[tuple[Said, list[Block]]]:
    """Under the titles of the newest wording; what it does not ask any more comes last, without one."""
    known = {block.question.key: block for block in blocks}
    newest = definitions[max(definitions)]
    found = [
        (said(page.title), [known.pop(one.key) for one in page.questions if one.key in known]) for page in newest.pages
    ]
    return [(title, listed) for title, listed in [*found, (Said("", ""), list(known.values()))] if listed]


def _add_replies(questionnaire: Questionnaire, blocks: list[Block]) -> None:
    """To questions whose replies are read: whether everybody may, how many are left out, what two people found."""
    releases, withheld = releases_of(questionnaire), withheld_by_question(questionnaire)
    for block in blocks:
        if block.question.kind == QuestionKind.TEXT:
            key = block.question.key
            found = coded_of(releases.get(key))
            block.replies = {"release": releases.get(key), "withheld": withheld.get(key, 0), "coded": found}
        if block.points:
            block.drawing, block.points = chart.places(block.points), block.points[:MOST_PLACES]


def _crossed(questionnaire: Questionnaire, blocks: list[Block], asked: Mapping[str, str]) -> list[Any]:
    """The table asked for; nothing where a question is unknown, cannot be crossed, or is crossed with itself."""
    known = {block.question.key: block for block in blocks}
    first, second = known.get(asked.get("of", "")), known.get(asked.get("by", ""))
    if first and asked.get("by") == COLLEGE:
        return by_college(first, questionnaire.count.figures)
    if not first or not second or first is second:
        return []
    if not (can_be_crossed(first.question) and can_be_crossed(second.question)):
        return []
    columns = columns_of(questionnaire, [first.question.key, second.question.key])
    return [crossed(first, second, columns)]


@require_safe
def replies(request: HttpRequest, ref: str, question: str) -> HttpResponse:
    """What people wrote, once an officer has read it; in nobody's order."""
    questionnaire = counted_or_404(request, ref)
    asked = text_question_or_404(questionnaire, question)
    release = releases_of(questionnaire).get(question)
    if release is None:
        raise Http404
    withheld = withheld_by_question(questionnaire).get(question, 0)
    pages = Paginator(replies_shown(questionnaire, question), PER_PAGE)
    # Known from the count: to find it again the database would open every sheet.
    pages.count = max(questionnaire.count.figures["questions"][question]["all"]["answered"] - withheld, 0)
    context = below_results(
        questionnaire,
        title=said(asked.title),
        page=pages.get_page(request.GET.get("page")),
        withheld=withheld,
        coded=coded_of(release),
    )
    return render(request, "consultations/questionnaires/replies.html", context)
