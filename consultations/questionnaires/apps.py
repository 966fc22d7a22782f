from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "consultations.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        from .registered import fill_slots

        fill_slots()
