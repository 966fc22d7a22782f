from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "policylab.discussion"
    label = "discussion"
