"""A permission policy for what is kept and never edited."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view, may view; nobody may anything else, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow viewing only."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Allow viewing only."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Allow viewing only."""
        del instance
        return self.user_has_permission(user, action)
