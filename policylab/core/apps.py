from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "policylab.core"
    label = "core"

    def ready(self) -> None:
        from .prepared import keep_statements

        connection_created.connect(keep_statements)
