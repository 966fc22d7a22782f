from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from policylab.territories.services import DATA, import_territories


class Command(BaseCommand):
    help = "Reads places and their outlines from a folder; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="with territories.csv and shapes/")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        places, shapes = import_territories(folder=folder)
        self.stdout.write(f"{places} places, {shapes} outlines.")
