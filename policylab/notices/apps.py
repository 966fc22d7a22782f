from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "policylab.notices"
    label = "notices"

    def ready(self) -> None:
        from policylab.core import registries

        from . import privacy
        from .services import outbox

        registries.due["outbox"] = outbox.drain_outbox
        registries.due["old mail"] = outbox.forget_old_mails
        registries.personal_data["notices"] = privacy.what_is_stored
        registries.erasure["notices"] = privacy.erase
