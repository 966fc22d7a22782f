from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "consultations.votes"
    label = "votes"

    def ready(self) -> None:
        from .registered import fill_slots

        fill_slots()
