"""What the editor has begun: without it nothing would wait for her, and half of her work would not be seen in the demo."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Locale, Page

from policylab.accounts.models import User


def begin_drafts(told: list[dict[str, Any]], pages: Mapping[str, Page], editor: User) -> None:
    """Saved, not published: readers go on with what is there."""
    for row in told:
        page = pages[row["page"]]
        if "into" in row:
            page = page.copy_for_translation(Locale.objects.get(language_code=row["into"]))
        page = page.specific
        for name, words in row["words"].items():
            setattr(page, name, words)
        page.save_revision(user=editor, log_action=True)
