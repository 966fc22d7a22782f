"""django-comments-xtd as model and threading only (DESIGN 4.6): its app without what it would plug in."""

from django_comments_xtd.apps import CommentsXtdConfig


class Underneath(CommentsXtdConfig):
    def ready(self) -> None:
        """The original connects one signal, which publishes or hides all answers to a comment whenever that is saved."""
