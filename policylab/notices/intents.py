"""What one signs in for before following, for the door (registries.intents)."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from policylab.core.registries import follow_rule


def to_follow(slug: str, ref: str) -> str:
    rule = follow_rule(slug)
    target = rule.find(ref) if rule else None
    if rule is None or target is None or not rule.can_read(target, AnonymousUser()):
        return ""
    return _("Sign in to follow «%(title)s»") % {"title": rule.title(target)}
