"""`{% load notices %}{% follow_button object %}`: on the page of anything that has a comment rule."""

from typing import Any

from django import template

from policylab.core.registries import comment_rules
from policylab.notices.selectors import is_following

register = template.Library()


@register.inclusion_tag("notices/follow_button.html", takes_context=True)
def follow_button(context: template.Context, target: Any) -> dict[str, Any]:
    """For readers who did not sign in it is a link, the same for everybody: no token, no query."""
    user = context["request"].user
    known = user.is_authenticated
    return {
        "slug": comment_rules[type(target)].slug,
        "ref": target.ref,
        "known": known,
        "following": known and is_following(user, target),
        "csrf_token": context.get("csrf_token") if known else None,
    }
