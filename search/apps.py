from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"

    def ready(self) -> None:
        from policylab.core import registries

        from . import health, services

        registries.due["search"] = services.keep_up
        registries.ready["search"] = health.search_is_ready
