"""What the database may know of a secret: its HMAC, with a key that is not in the database."""

from django.conf import settings
from django.utils.crypto import salted_hmac


def keyed(purpose: str, secret: str) -> str:
    """HMAC-SHA256 with POLICYLAB_CARD_KEY, else a key derived from SECRET_KEY. A digest of one purpose is none of another."""
    key = settings.POLICYLAB_CARD_KEY or settings.SECRET_KEY
    return salted_hmac(f"policylab.residents.{purpose}", secret, secret=key, algorithm="sha256").hexdigest()
