"""Rate limits on the shared cache, in allauth's notation; the numbers and their reasons stand in settings.POLICYLAB_LIMITS.

Unlike allauth's own answer, ours says how long to wait.
"""

import math
import time
from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

APP = "policylab"


@dataclass(frozen=True)
class Taken:
    """One use of something limited. `wait` is 0 where it was allowed, else the seconds until it is again."""

    wait: int
    usage: ratelimit.RateLimitUsage | None = None

    def give_back(self) -> None:
        """What turned out right does not count against anybody."""
        if self.usage:
            self.usage.rollback()


def take(request: HttpRequest, action: str, *, key: str | None = None, user: Any = None) -> Taken:
    """Counts one use of `action`; `key` is what is tried (a mailbox, a code), counted apart from who tries."""
    usage = ratelimit.consume(
        request, app=APP, action=action, config=settings.POLICYLAB_LIMITS, key=key, user=user, limit_get=True
    )
    return Taken(0, usage) if usage else Taken(wait_for(request, action, key=key, user=user))


def wait_for(request: HttpRequest, action: str, *, key: str | None = None, user: Any = None) -> int:
    """Seconds until `action` is allowed again; 0 where it is now. Counts nothing."""
    return max((wait for wait, _left in _states(request, action, key, user)), default=0)


def left_of(request: HttpRequest, action: str, *, key: str) -> int:
    """How many uses are left."""
    return min((left for _wait, left in _states(request, action, key, None)), default=0)


def _states(request: HttpRequest, action: str, key: str | None, user: Any) -> list[tuple[int, int]]:
    """(seconds to wait, uses left) under each rate of the action."""
    now, states = time.time(), []
    for rate in ratelimit.get_rates(app=APP, action=action, config=settings.POLICYLAB_LIMITS):
        name = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key, user=user)
        used = [moment for moment in cache.get(name, []) if moment > now - rate.duration]
        left = rate.amount - len(used)
        # The newest stands first: one use is free again when the oldest of the last `amount` is old enough.
        wait = 0 if left > 0 else math.ceil(used[rate.amount - 1] + rate.duration - now)
        states.append((max(wait, 0 if left > 0 else 1), max(left, 0)))
    return states
