from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "policylab.residents"
    label = "residents"

    def ready(self) -> None:
        from .registered import fill

        fill()
