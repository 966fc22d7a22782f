"""What changes charters. Each service is atomic and takes the plan's lock first: drafting, publishing, signing wait in line."""

from .drafting import draft_charter, publish_charter
from .signing import sign_charter

__all__ = ["draft_charter", "publish_charter", "sign_charter"]
