from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "policylab.themes"
    label = "themes"
