"""A newcomer's machine: SQLite, the demo, every mail shown at /demo/mail/ instead of being sent."""

from . import env
from .base import *  # noqa: F403

SECRET_KEY = "not-secret-only-for-the-demo-on-this-machine-0123456789"  # noqa: S105
DEBUG = False
DEMO = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
POLICYLAB_PAGES_KEPT = env.number("POLICYLAB_PAGES_KEPT", 0)  # who writes templates sees them at once
OUTBOX_TRANSPORT = "policylab.notices.mail.ShownInDemo"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# What goes wrong is told in the terminal; a page that is merely not there is not.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
