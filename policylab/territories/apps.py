from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "policylab.territories"
    label = "territories"
