"""`manage.py run_due`: once a minute by cron or a systemd timer (docs/operations.md), twice a minute under `make run`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policylab.core import registries
from policylab.notices.services.due import run_due_tasks


class Command(BaseCommand):
    help = "Does once whatever is due. Safe twice and in two places at once; ends with 1 if a task failed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", help="only these tasks")
        parser.add_argument("--once", action="store_true", help="what it does anyway: one round, no waiting")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = sorted(set(options["names"]) - set(registries.due))
        if unknown:
            raise CommandError(f"Unknown: {', '.join(unknown)}. There are: {', '.join(registries.due)}.")
        done, failed = run_due_tasks(names=options["names"])
        if options["verbosity"]:
            for name, count in done.items():
                self.stdout.write(f"{name}: {count}")
        if failed:
            raise CommandError(
                "; ".join(f"{name} failed: {type(error).__name__}: {error}" for name, error in failed.items())
            )
