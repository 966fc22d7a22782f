from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "policylab.directory"
    label = "directory"
