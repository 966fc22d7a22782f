from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "policylab.directory"
    label = "directory"

    def ready(self) -> None:
        from .registered import fill

        fill()
