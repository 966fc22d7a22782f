"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {"demo": settings.DEMO, "site_languages": settings.LANGUAGES, "software_version": settings.SOFTWARE_VERSION}
