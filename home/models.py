"""What editors publish: Wagtail pages."""

from wagtail.models import Page


class HomePage(Page):
    pass
