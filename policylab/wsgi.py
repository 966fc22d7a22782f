"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policylab.settings.production")
application = get_wsgi_application()


def _refuse_the_demo() -> None:
    """After the line above: models can be read only once the apps are ready."""
    from django.conf import settings

    from policylab.accounts.production import refuse_demo_accounts

    if not settings.DEMO:
        refuse_demo_accounts()


_refuse_the_demo()
