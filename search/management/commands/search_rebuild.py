"""`manage.py search_rebuild`: new indexes in Elasticsearch from the rows, then the switch; searching goes on meanwhile."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.services import rebuild_index


class Command(BaseCommand):
    help = (
        "Fills new Elasticsearch indexes from the rows and moves the aliases to them. The rows themselves: index_all."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.POLICYLAB_ELASTICSEARCH:
            raise CommandError(
                "POLICYLAB_ELASTICSEARCH is not set: the database's own index follows the rows by itself."
            )
        taken = rebuild_index()
        if options["verbosity"]:
            self.stdout.write(f"{taken} rows in new indexes")
