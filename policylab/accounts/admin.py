"""Django's admin shows no secret of an authenticator app: whoever reads it can sign in as its owner."""

import allauth.mfa.admin  # noqa: F401  registers it first
from allauth.mfa.models import Authenticator
from django.contrib import admin

admin.site.unregister(Authenticator)
