from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "policylab.territories"
    label = "territories"

    def ready(self) -> None:
        from policylab.core import registries

        from .selectors import names_of

        registries.facet_names["territory"] = names_of
