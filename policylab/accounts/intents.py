"""What somebody was about to do when they were asked to sign in, in words."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import get_language, get_language_from_path, override

from policylab.core.registries import intents


def intent_of(onward: str) -> str:
    """For the page one is led on to; nothing where no package says it. The address may be of another language than the reader."""
    path = urlsplit(onward).path
    try:
        with override(get_language_from_path(path) or get_language()):
            found = resolve(path)
    except Resolver404:
        return ""
    say = intents.get(found.view_name)
    return say(**found.kwargs) if say else ""
