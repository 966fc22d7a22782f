"""A newcomer's machine: SQLite, the demo, every mail shown at /demo/mail/ instead of being sent."""

from .base import *  # noqa: F403

SECRET_KEY = "not-secret-only-for-the-demo-on-this-machine-0123456789"  # noqa: S105
DEBUG = False
DEMO = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
OUTBOX_TRANSPORT = "policylab.notices.mail.ShownInDemo"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
