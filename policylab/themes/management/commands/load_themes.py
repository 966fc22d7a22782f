from django.core.management.base import BaseCommand

from policylab.themes.services import load_themes


class Command(BaseCommand):
    help = "Loads the curated list of themes; safe to repeat."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{load_themes()} themes.")
