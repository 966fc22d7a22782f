"""Where things of a thread stand. The comments of a page are many, so theirs are made from one reversed address."""

from typing import Any

from django.urls import reverse

from policylab.core import registries


def thread_address(target: Any) -> str:
    return reverse("discussion:thread", args=[registries.comment_rules[type(target)].slug, target.ref])


def comment_address(target: Any, ref: str) -> str:
    """A short permanent one: it leads to the page on which the comment stands today."""
    return reverse("discussion:comment", args=[registries.comment_rules[type(target)].slug, target.ref, ref])
