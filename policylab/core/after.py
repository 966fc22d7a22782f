"""What follows an act (notices, index, mail) runs after its commit and can fail without failing it."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)


def after_commit(follow_up: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """Call `follow_up(*args, **kwargs)` once the transaction is committed; an error is logged, never raised."""

    def run() -> None:
        try:
            follow_up(*args, **kwargs)
        except Exception:
            logger.exception("What follows an act failed: %s", getattr(follow_up, "__qualname__", follow_up))

    transaction.on_commit(run)
