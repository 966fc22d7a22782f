from django.apps import AppConfig


class ChartersConfig(AppConfig):
    name = "proposals.charters"
    label = "charters"

    def ready(self) -> None:
        from .registered import fill_slots

        fill_slots()
