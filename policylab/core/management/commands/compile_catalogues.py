"""For a server's installation; `make run` and the tests compile what is stale by themselves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from policylab.core.catalogues import compile_catalogues, stale_catalogues


class Command(BaseCommand):
    help = "Compiles the translation catalogues that are missing or older than their source."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = compile_catalogues(stale_catalogues(Path(root) for root in settings.LOCALE_PATHS))
        self.stdout.write(f"{written} catalogues compiled")
