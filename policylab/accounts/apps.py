from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "policylab.accounts"
    label = "accounts"
