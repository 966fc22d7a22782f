"""The pages every lab needs: how it works, about, accessibility, privacy. A town loads them once and makes them its own."""

from typing import Any

from django.core.management import BaseCommand

from home.demo.library import load_texts


class Command(BaseCommand):
    help = "Publishes the pages about the lab that are not there yet, in French and Arabic, to be changed by an editor."

    def handle(self, *args: Any, **options: Any) -> None:
        pages = load_texts(None)
        self.stdout.write(f"{len(pages)} pages about the lab are there.")
