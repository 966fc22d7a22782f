"""What a server for a town refuses to start with."""

import logging

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from .models import User

logger = logging.getLogger(__name__)


def refuse_demo_accounts() -> None:
    """Anybody may sign in as a demo account with one press, so a database that was a demo never becomes a town's.

    A database that does not answer yet, or has no tables, holds up no start: `readyz` tells of the first, `migrate` makes
    the second.
    """
    try:
        found = User.objects.filter(is_demo=True).count()
    except DatabaseError as error:
        logger.warning("Demo accounts could not be looked for: %s", error)
        return
    finally:
        connection.close()
    if found:
        raise ImproperlyConfigured(
            f"policylab cannot start: this database holds {found} demo accounts. Start a town's lab with an empty one."
        )
