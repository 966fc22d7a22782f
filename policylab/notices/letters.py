"""A mail of one or several notices. Nothing here writes."""

from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from policylab.accounts.mails import written
from policylab.accounts.models import User
from policylab.core.numbers import number

from .enums import Kind
from .models import Notice
from .sentences import address_of, kind_of, sentence_of
from .tokens import Stop, token_for

ONE_CLICK = "List-Unsubscribe=One-Click"  # RFC 8058


def letter_to(user: User, notices: Sequence[Notice], followed: Collection[tuple[int, str]]) -> EmailMultiAlternatives:
    """In the reader's language. `followed` are the (user, subject) that stand: they decide what the link at the end stops."""
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    with override(user.language):
        items = [{"words": sentence_of(one), "url": site + address_of(one), "at": one.happened_at} for one in notices]
        stop = _stop(user, notices, followed)
        link = site + reverse("notices:stop", args=[token_for(stop)])
        facts: dict[str, Any] = {
            "title": items[0]["words"] if len(items) == 1 else _title(len(items)),
            "items": items,
            "stop_url": link,
            "about_one": bool(stop.subject),
            "choices_url": site + reverse("notices:mails"),
            "site": site,
        }
        headers = {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": ONE_CLICK}
        return written("notices/mail/letter", user.email, facts, headers=headers)


def _title(count: int) -> str:
    words = ngettext(
        "%(count)s thing happened in what you follow", "%(count)s things happened in what you follow", count
    )
    return words % {"count": number(count)}


def _stop(user: User, notices: Sequence[Notice], followed: Collection[tuple[int, str]]) -> Stop:
    """What one press stops: the one thing the mail is about, where it is followed; else the kinds of notice in it."""
    subjects = {notice.subject for notice in notices}
    kinds = {kind_of(notice.event) for notice in notices}
    if len(subjects) == 1 and Kind.MINE not in kinds and (user.pk, notices[0].subject) in followed:
        return Stop(user.ref, subject=notices[0].subject)
    return Stop(user.ref, kinds=tuple(sorted(kinds)))


def stop_words(stop: Stop, title: str) -> str:
    """What the link stops, in a sentence."""
    if title:
        return _("You will no longer follow «%(title)s», and get no mail about it.") % {"title": title}
    if not stop.kinds:
        return _("You will get no more mails of this kind.")
    names = ", ".join(str(kind.label) for kind in stop.kinds)
    return _("You will get no more mails of this kind: %(kinds)s.") % {"kinds": names}
