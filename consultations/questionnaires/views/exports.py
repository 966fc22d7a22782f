"""Files for spreadsheets and statistics, once it is counted: everybody's without words and persons, officers' with all."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations.questionnaires.codebook import codebook
from consultations.questionnaires.counted import definitions_of, released_replies
from consultations.questionnaires.exports import Cell, as_csv, columns_of, rows_of, safe
from consultations.questionnaires.models import Questionnaire
from consultations.questionnaires.permissions import can_export_sheets, lacks_second_factor
from consultations.questionnaires.workbook import workbook
from policylab.accounts.views.refusals import second_factor_needed

from ._counted import counted_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@require_safe
def export(request: HttpRequest, ref: str, kind: str) -> HttpResponse:
    questionnaire = counted_or_404(request, ref)
    name = f"questionnaire-{questionnaire.ref}"
    if kind == "csv":
        return _file(as_csv(_rows(questionnaire, whole=False)), CSV, f"{name}.csv")
    if kind == "xlsx":
        tables = {_("Sheets"): _rows(questionnaire, whole=False), _("Free replies"): _replies(questionnaire)}
        return _file(workbook(tables), XLSX, f"{name}.xlsx")
    if kind == "replies":
        return _file(as_csv(_replies(questionnaire)), CSV, f"{name}-replies.csv")
    if kind == "codebook":
        return _file(
            codebook(questionnaire, definitions_of(questionnaire)), "text/markdown; charset=utf-8", f"{name}.md"
        )
    raise Http404


@never_cache
@require_safe
@login_required
def export_whole(request: HttpRequest, ref: str, kind: str) -> HttpResponse:
    questionnaire = counted_or_404(request, ref)
    if not can_export_sheets(request.user, questionnaire):
        if lacks_second_factor(request.user, questionnaire.phase.consultation):
            return second_factor_needed(request)
        raise PermissionDenied
    name = f"questionnaire-{questionnaire.ref}-whole"
    if kind == "csv":
        return _file(as_csv(_rows(questionnaire, whole=True)), CSV, f"{name}.csv")
    if kind == "xlsx":
        return _file(workbook({_("Sheets"): _rows(questionnaire, whole=True)}), XLSX, f"{name}.xlsx")
    raise Http404


def _rows(questionnaire: Questionnaire, *, whole: bool) -> Any:
    return rows_of(questionnaire, columns_of(questionnaire, definitions_of(questionnaire), whole=whole))


def _replies(questionnaire: Questionnaire) -> list[list[Cell]]:
    """Apart from the sheets they stood on: what somebody says of themselves in words must not lead to all they ticked."""
    found = [[key, language, safe(text)] for key, language, text in released_replies(questionnaire)]
    return [["question", "language", "reply"], *found]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
