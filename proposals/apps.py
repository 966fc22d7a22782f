from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    label = "proposals"

    def ready(self) -> None:
        from .registered import fill_slots

        fill_slots()
