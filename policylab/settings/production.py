"""A town hall's server. Refuses to start without its secrets; see docs/operations.md for every variable."""

from django.core.exceptions import ImproperlyConfigured

from . import env
from .base import *  # noqa: F403


def needed(name: str) -> str:
    value = env.text(name)
    if not value:
        raise ImproperlyConfigured(f"policylab cannot start: set {name} in the environment (docs/operations.md).")
    return value


SECRET_KEY = needed("POLICYLAB_SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("policylab cannot start: POLICYLAB_SECRET_KEY needs at least 50 characters.")
ALLOWED_HOSTS = env.words("POLICYLAB_HOSTS") or [needed("POLICYLAB_HOSTS")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = env.text("POLICYLAB_URL", f"https://{ALLOWED_HOSTS[0]}")
DEMO = False
if env.flag("POLICYLAB_DEMO"):
    raise ImproperlyConfigured("policylab cannot start: the demo and its /demo/ sign-in are not for production.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.flag("POLICYLAB_HTTPS", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether every other name under this domain speaks TLS is the town's to know
    "security.W021",  # and so is a browser's preload list
    "security.W019",  # Wagtail shows previews in a frame of its own
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
# Behind one reverse proxy; allauth's limits count the address it reports.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("POLICYLAB_PROXIES", 1)

EMAIL_HOST = env.text("POLICYLAB_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("POLICYLAB_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("POLICYLAB_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("POLICYLAB_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("POLICYLAB_SMTP_TLS")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "policylab.core.files.RememberedNames"},
}
# One line of JSON for each request and for what goes wrong, without personal data (policylab.core.logs).
MIDDLEWARE = ["policylab.core.logs.RequestLog", *MIDDLEWARE]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "policylab.core.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        # Django's own handlers would write a second time, and mail what went wrong to administrators.
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR"},  # what is merely not there has its line already
        "django_tasks": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
