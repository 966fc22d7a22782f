"""`manage.py index_all`: every search row made anew, for a new installation, an import, or a changed source."""

from typing import Any

from django.core.management.base import BaseCommand

from search.services import catch_up, mark_everything


class Command(BaseCommand):
    help = "Marks every public object and writes its search rows. May be stopped at any time: run_due does the rest."

    def handle(self, *args: Any, **options: Any) -> None:
        marked = mark_everything()
        changed = catch_up()
        if options["verbosity"]:
            self.stdout.write(f"{marked} objects, {changed} rows changed")
