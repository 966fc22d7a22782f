"""Tests: quick passwords, mail kept in memory behind the outbox, rate limits as in production."""

from . import env
from .base import *  # noqa: F403
from .database import database

SECRET_KEY = "only-for-tests-0123456789-only-for-tests-0123456789"  # noqa: S105
DEMO = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
POLICYLAB_PAGES_KEPT = 0  # tests count the queries of a page; tests/policylab/core/test_shelf.py keeps them
OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": CACHE_BOUND}}
if env.text("POLICYLAB_TEST_REDIS"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        # A database each, because both engines may be tried at once and every test begins with an empty cache.
        "LOCATION": f"{env.text('POLICYLAB_TEST_REDIS').rsplit('/', 1)[0]}/{1 if env.text('POLICYLAB_TEST_PG') else 0}",
    }
# The file is a name only: tests/databases.py lays a copy of a migrated template for each run.
DATABASES = {"default": database(env.text("POLICYLAB_TEST_PG"), str(BASE_DIR / "var" / "test" / "none.sqlite3"))}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a connection kept by a server's thread would stand in the way of a new copy
