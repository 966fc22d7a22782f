"""Pages are served by Wagtail; here is what they read, and the way to them."""
