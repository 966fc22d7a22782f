"""The mail to whoever was checked at a desk: a row of the outbox, written with the act."""

from django.utils.translation import gettext_lazy as _

from policylab.accounts.mails import tell
from policylab.directory.telling import Said

from .models import Check


def tell_checked(check: Check) -> None:
    user = check.user
    if user is None:
        return
    lines = [
        Said(_("%(name)s has seen your papers and notes that you live in %(place)s. No copy was kept."),
             name=check.organisation, place=check.territory),
        _("Where only checked residents are counted, your voice counts from now on."),
        _("If you were not there, write to the town hall: somebody gave your address."),
    ]  # fmt: skip
    tell(
        user.email, Said(_("You are a checked resident of %(place)s"), place=check.territory), lines,
        name="residents:card", args=[], label=_("See what is known"), language=user.language,
    )  # fmt: skip
