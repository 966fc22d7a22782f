"""Everything stored about a person, for the person."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder

from policylab.accounts.models import User
from policylab.core import registries


def export_personal_data(*, user: User) -> bytes:
    """One JSON file, a part for each app that keeps something (`registries.personal_data`)."""
    parts = {name: about(user) for name, about in sorted(registries.personal_data.items())}
    return json.dumps(parts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()


def account_data(user: User) -> dict[str, Any]:
    """The account's own part. Secrets are named, never shown."""
    return {
        "reference": user.ref,
        "email": user.email,
        "name": user.display_name,
        "language": user.language,
        "territory": user.territory.code if user.territory else None,
        "joined_at": user.joined_at,
        "last_signed_in_at": user.last_login,
        "password": "set" if user.has_usable_password() else "none",
        "administrator": user.is_superuser,
        "groups": list(user.groups.values_list("name", flat=True)),
        "second_factors": list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")),
        "sessions": list(
            UserSession.objects.filter(user=user).values("ip", "user_agent", "created_at", "last_seen_at")
        ),
    }
