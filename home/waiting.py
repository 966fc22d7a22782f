"""What waits for an editor: pages changed and not yet published, the latest first."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from policylab.core.registries import Waiting

MOST = 10


def pages_saved_by(user: Any, now: datetime) -> QuerySet[Page]:
    """Those this person was the last to save."""
    return Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user, alias_of=None)


def pages_of(user: Any, now: datetime) -> list[Waiting]:
    """In Wagtail's admin, for which editors need their second factor."""
    saved = pages_saved_by(user, now).select_related("locale")
    saved = saved.order_by("-latest_revision_created_at", "-pk")[:MOST]
    return [
        Waiting(
            _("Publish the page"),
            page.draft_title,
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            language=page.locale.language_code,
        )
        for page in saved
    ]
