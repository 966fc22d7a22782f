"""`{% load discussion %}{% thread object %}`: the thread on any page of an object that has a comment rule.

The page is asked by `?page=`. Readers who did not sign in get no form and no token, but a link to one.
"""

from typing import Any

from django import template

from policylab.discussion.forms import CommentForm
from policylab.discussion.thread import read_thread

register = template.Library()


@register.inclusion_tag("discussion/_thread.html", takes_context=True)
def thread(context: template.Context, target: Any) -> dict[str, Any]:
    request = context["request"]
    talk = read_thread(target, request.user, request.GET.get("page"))
    known = request.user.is_authenticated
    form = CommentForm(user=request.user) if known and not talk.closed else None
    token = context.get("csrf_token") if form else None
    return {"request": request, "user": request.user, "talk": talk, "form": form, "csrf_token": token}
