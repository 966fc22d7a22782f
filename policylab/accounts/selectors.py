"""What one's own pages show about an account."""

from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from .models import User


@dataclass(frozen=True)
class Safety:
    """How an account is protected."""

    app: Authenticator | None = None
    passkeys: list[Authenticator] = field(default_factory=list)
    recovery: Authenticator | None = None

    @property
    def second_factor(self) -> bool:
        return bool(self.app or self.passkeys)

    @property
    def codes_left(self) -> int:
        return len(self.recovery.wrap().get_unused_codes()) if self.recovery else 0


def safety_of(user: User) -> Safety:
    """One query."""
    known = list(Authenticator.objects.filter(user=user).order_by("pk"))
    kinds = Authenticator.Type
    return Safety(
        app=next((row for row in known if row.type == kinds.TOTP), None),
        passkeys=[row for row in known if row.type == kinds.WEBAUTHN],
        recovery=next((row for row in known if row.type == kinds.RECOVERY_CODES), None),
    )


def devices_of(user: User) -> int:
    """At least the one the question comes from."""
    return max(UserSession.objects.filter(user=user).count(), 1)
