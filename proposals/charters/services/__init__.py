"""What changes charters. Each service is atomic and takes the plan's lock first: all of them wait in one line."""

from .drafting import draft_charter, publish_charter
from .signing import sign_charter, withdraw_signature

__all__ = ["draft_charter", "publish_charter", "sign_charter", "withdraw_signature"]
