from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "policylab.notices"
    label = "notices"
