from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"
    label = "consultations"

    def ready(self) -> None:
        from .registered import fill_slots

        fill_slots()
