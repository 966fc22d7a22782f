from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "proposals.delivery"
    label = "delivery"

    def ready(self) -> None:
        from .registered import fill_slots

        fill_slots()
