"""The door for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policylab.settings.production")
application = get_wsgi_application()


def _refuse_the_demo() -> None:
    """After the line above: models can be read only once the apps are ready."""
    from django.conf import settings
    from django.db import connections

    from policylab.accounts.production import refuse_demo_accounts

    if not settings.DEMO:
        refuse_demo_accounts()
    # With gunicorn's --preload workers are forks of this process, and two must not speak on one connection.
    connections.close_all()


_refuse_the_demo()


def _read_the_addresses() -> None:
    """All pages behind them too: else the first reader of each process waits a second for it."""
    from django.urls import resolve

    resolve("/healthz")


_read_the_addresses()


def _look_past_what_stays() -> None:
    """What Django has loaded stays as long as the process: without it in its way the collector of rubbish takes a seventh less
    of the time of a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


_look_past_what_stays()
