"""In place of Wagtail's pages for users."""
