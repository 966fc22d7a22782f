"""*Make a case of this*: the plan's way as a draft page, for an editor to finish. What is known is filled in; what only people
who were there can say is left to be written, and says so."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page

from home.case_parts import parts_of
from home.models import CasePage
from home.permissions import can_make_case
from home.selectors.cases import first_case_of, library_for
from policylab.accounts.models import User
from policylab.core.clock import db_now
from proposals.models import Proposal


@transaction.atomic
def make_case(*, user: User, proposal: Proposal) -> CasePage:
    """A draft under the library in the plan's language; where there is a case already, draft or not, that one."""
    Proposal.objects.select_for_update(no_key=True).only("pk").get(pk=proposal.pk)
    proposal = Proposal.objects.select_related("current", "round__territory", "round__asked_by").get(pk=proposal.pk)
    if not can_make_case(user, proposal):
        raise PermissionDenied
    known = first_case_of(proposal)
    if known:
        return known
    # Two drafts at once would both take the next place in the tree.
    library = library_for(proposal)
    Page.objects.select_for_update(of=("self",)).get(pk=library.pk)
    library.refresh_from_db()
    with override(library.locale.language_code):
        page = CasePage(
            slug=f"case-{proposal.ref}",
            locale=library.locale,
            owner=user,
            live=False,
            from_proposal=proposal,
            territory=proposal.round.territory,
            year=db_now().year,
            **parts_of(proposal),
        )
    library.add_child(instance=page)
    page.themes.set(proposal.themes.all())
    page.save_revision(user=user)
    return page
