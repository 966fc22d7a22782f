from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "consultations.votes"
    label = "votes"
