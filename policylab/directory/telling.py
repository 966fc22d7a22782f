"""Mails about organisations. Each is a row of the outbox, written with the act that causes it."""

from django.utils.translation import gettext_lazy as _

from policylab.accounts.mails import tell

from .models import Invitation, Organisation


class Said:
    """A sentence with names in it, put together in the language of its reader, when the mail is written."""

    def __init__(self, words: object, **names: object):
        self.words, self.names = words, names

    def __str__(self) -> str:
        return str(self.words) % {key: str(value) for key, value in self.names.items()}


def tell_accepted(organisation: Organisation) -> None:
    asker = organisation.asked_by
    if asker is None or not asker.is_active:
        return
    lines = [
        Said(_("%(name)s has been checked and stands in the directory."), name=organisation),
        _("You are in charge of it: name its other members on its page."),
    ]
    tell(
        asker.email, _("Your organisation has been checked"), lines,
        name="directory:members", args=[organisation.ref], label=_("Name its members"), language=asker.language,
    )  # fmt: skip


def tell_refused(organisation: Organisation) -> None:
    asker = organisation.asked_by
    if asker is None or not asker.is_active:
        return
    lines = [
        Said(_("%(name)s could not be taken into the directory."), name=organisation),
        organisation.what_was_checked,
        _("If this can be put right, ask again."),
    ]
    tell(
        asker.email, _("Your organisation was not taken in"), lines,
        name="directory:mine", label=_("My organisations"), language=asker.language,
    )  # fmt: skip


def tell_invited(invitation: Invitation) -> None:
    """In the language of the organisation: who is behind the address, and whether they have an account, is not asked."""
    organisation = invitation.organisation
    names = {"name": organisation, "who": invitation.invited_by}
    lines = [
        Said(_("%(who)s invites you to take part for %(name)s."), **names),
        _("Open the link, sign in with this address (a code by e-mail is enough), and say yes or no."),
        _("If you do not know what this is about, do nothing."),
    ]
    tell(
        invitation.address, Said(_("You are invited by %(name)s"), **names), lines,
        name="directory:invitation", args=[invitation.ref], label=_("Answer the invitation"), language=organisation.language,
    )  # fmt: skip
