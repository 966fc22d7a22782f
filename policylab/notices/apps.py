from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "policylab.notices"
    label = "notices"

    def ready(self) -> None:
        from policylab.core import registries

        from . import intents, privacy
        from .services import mailing, outbox, telling

        # In this order: who is told in this round is written to in it, and the mail leaves with it.
        registries.due["crowds"] = telling.tell_crowds
        registries.due["mails"] = mailing.mail_at_once
        registries.due["daily mails"] = mailing.mail_daily
        registries.due["outbox"] = outbox.drain_outbox
        registries.due["old mail"] = outbox.forget_old_mails
        registries.intents["notices:follow"] = intents.to_follow
        registries.personal_data["notices"] = privacy.what_is_stored
        registries.erasure["notices"] = privacy.erase
