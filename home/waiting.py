"""What waits for an editor: pages changed and not yet published, the latest first."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from policylab.core.registries import Waiting

MOST = 10


def pages_of(user: Any, now: datetime) -> list[Waiting]:
    """Those this person was the last to save; in Wagtail's admin, for which editors need their second factor."""
    saved = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user, alias_of=None)
    saved = saved.select_related("locale").order_by("-latest_revision_created_at", "-pk")[:MOST]
    return [
        Waiting(
            _("Publish the page"),
            page.draft_title,
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            language=page.locale.language_code,
        )
        for page in saved
    ]
