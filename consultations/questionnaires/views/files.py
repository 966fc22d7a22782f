"""A file given with a sheet: saved by the officer who asks for it, never opened by the browser as a page of ours."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations.questionnaires.files import TYPES
from consultations.questionnaires.permissions import can_export_sheets

from ._frame import questionnaire_or_404


@never_cache
@require_safe
@login_required
def file(request: HttpRequest, ref: str, key: str) -> FileResponse:
    """Only of sheets handed in: what is begun is its writer's alone."""
    questionnaire = questionnaire_or_404(request, ref)
    if not can_export_sheets(request.user, questionnaire):
        raise PermissionDenied
    found = questionnaire.uploads.filter(key=key, begun=None).first()
    if found is None or not found.file.name or not found.file.storage.exists(found.file.name):
        raise Http404
    ending = next(ending for ending, kind in TYPES.items() if kind == found.kind)
    name = f"{found.question}-{found.key[:8]}.{ending}"
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=name, content_type=found.kind)
