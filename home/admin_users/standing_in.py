from wagtail.users.apps import WagtailUsersAppConfig


class LabUsers(WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS for wagtail.users."""

    user_viewset = "home.admin_users.nobody.NoUsers"
