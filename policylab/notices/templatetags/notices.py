"""`{% load notices %}{% follow_button object %}`: on the page of anything that can be followed."""

from typing import Any

from django import template

from policylab.core.registries import follow_rule_of
from policylab.notices.selectors import is_following

register = template.Library()


@register.inclusion_tag("notices/follow_button.html", takes_context=True)
def follow_button(context: template.Context, target: Any) -> dict[str, Any]:
    """For readers who did not sign in it is a link, the same for everybody: no token, no query."""
    user = context["request"].user
    known = user.is_authenticated
    rule = follow_rule_of(type(target))
    return {
        "slug": rule.slug if rule else "",
        "ref": target.ref,
        "known": known,
        "following": known and is_following(user, target),
        "csrf_token": context.get("csrf_token") if known else None,
    }
