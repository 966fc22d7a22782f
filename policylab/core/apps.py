from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "policylab.core"
    label = "core"
