"""Who is told of something beside those who follow it: everybody who takes part.

An upper package registers a function for each audience: `audiences["consultations.all"] = takers`; it takes the subject
(«app.model:pk») and returns conditions on people, any of which is enough. Who stopped following the subject is never told.
"""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from policylab.accounts.models import User

from .models import Follow
from .selectors import followers_of

Audience = Callable[[str], Q]
audiences: dict[str, Audience] = {}


def people_told(
    subject: str, audience: str = "", *, but: Iterable[int] = (), but_followers_of: Iterable[str] = (), after: int = 0
) -> QuerySet:
    """The ids of those to be told, in their order from `after` on: its followers, and with them the audience of that name."""
    followers = followers_of(subject, but=but, but_followers_of=but_followers_of, after=after)
    if not audience:
        return followers
    stopped = Follow.objects.filter(subject=subject, stopped_at__isnull=False).values("user_id")
    wanted = audiences[audience](subject) | Q(pk__in=followers_of(subject).order_by())
    found = User.objects.filter(wanted, is_active=True, pk__gt=after).exclude(pk__in=list(but))
    return found.exclude(pk__in=stopped).order_by("pk").values_list("pk", flat=True)
