from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"

    def ready(self) -> None:
        from policylab.core import registries

        from . import services

        registries.due["search"] = services.catch_up
