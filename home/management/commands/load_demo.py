"""Loads the demonstration once: `manage.py load_demo`. With demo settings only."""

from django.core.management.base import BaseCommand

from home.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demonstration, once."

    def handle(self, *args: object, **options: object) -> None:
        say = self.stdout.write if options["verbosity"] else lambda sentence: None
        if load_demo(lambda sentence: say(f"  {sentence} ...")):
            say("The demonstration is loaded.")
        else:
            say("The demonstration was already loaded.")
