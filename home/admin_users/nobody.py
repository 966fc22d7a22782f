"""People and their parts are kept in one place, Django's admin: Wagtail's own pages for users know neither our accounts
without user names, nor that an address belongs to allauth, nor how an account is erased. Nobody may open them."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.users.views.users import UserViewSet


class Nobody(BasePermissionPolicy):
    def user_has_permission(self, user: Any, action: str) -> bool:
        return False

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return False

    def users_with_any_permission(self, actions: Any) -> Any:
        return self.model.objects.none()


class NoUsers(UserViewSet):
    @cached_property
    def permission_policy(self) -> BasePermissionPolicy:
        return Nobody(self.model)
