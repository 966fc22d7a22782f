"""What one signs in for before writing, for the door (registries.intents)."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from policylab.core.registries import comment_rule


def to_comment(slug: str, ref: str, **_more: str) -> str:
    rule = comment_rule(slug)
    target = rule.find(ref) if rule else None
    if rule is None or target is None or not rule.can_read(target, AnonymousUser()):
        return ""
    return _("Sign in to comment on «%(title)s»") % {"title": rule.title(target)}
