"""What one signs in for at the addresses of plans, for the door (registries.intents)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .models import Proposal


def on_plan(sentence: Callable[[], str]) -> Callable[..., str]:
    """About a plan everybody can read; of a draft the door says nothing."""

    def say(ref: str, **_more: str) -> str:
        plan = Proposal.objects.standing().filter(ref=ref).select_related("current").first()
        return sentence() % {"title": plan.current.title} if plan else ""

    return say


INTENTS: dict[str, Callable[..., str]] = {
    "proposals:begin": lambda: _("Sign in to draft a plan"),
    "proposals:support": on_plan(lambda: _("Sign in to support «%(title)s»")),
    "proposals:commit": on_plan(lambda: _("Sign in to make a commitment to «%(title)s»")),
}
