from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "consultations.votes"
    label = "votes"

    def ready(self) -> None:
        from policylab.core import registries

        from .services import close_due_votes

        registries.due["votes"] = close_due_votes
