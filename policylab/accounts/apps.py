from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "policylab.accounts"
    label = "accounts"

    def ready(self) -> None:
        from policylab.core import registries

        from .services.data import account_data

        registries.personal_data["account"] = account_data
