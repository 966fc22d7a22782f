"""The case of a plan, and where it is written."""

from django.conf import settings

from home.models import CasePage, LibraryPage
from proposals.models import Proposal


def first_case_of(proposal: Proposal) -> CasePage | None:
    """Draft or published, as it was first written; its translations came later."""
    return CasePage.objects.filter(from_proposal=proposal, alias_of=None).order_by("pk").first()


def library_for(proposal: Proposal) -> LibraryPage:
    """In the plan's language; the first migration lays one in each."""
    wanted = proposal.current.language if proposal.current else settings.LANGUAGE_CODE
    return LibraryPage.objects.select_related("locale").get(locale__language_code=wanted)
