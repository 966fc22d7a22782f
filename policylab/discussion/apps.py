from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "policylab.discussion"
    label = "discussion"

    def ready(self) -> None:
        from policylab.core import registries
        from policylab.notices.sentences import notice_kinds, notice_sentences

        from . import intents, privacy, telling, waiting

        notice_sentences.update(telling.SENTENCES)
        notice_kinds.update(telling.KINDS)
        registries.intents["discussion:post"] = intents.to_comment
        registries.intents["discussion:reply"] = intents.to_comment
        registries.personal_data["comments"] = privacy.what_is_stored
        registries.erasure["comments"] = privacy.erase
        registries.add_waiting("answers", waiting.answers_to, waiting.unread_answers)
        registries.add_waiting("complaints", waiting.complaints_for, waiting.open_complaints)
