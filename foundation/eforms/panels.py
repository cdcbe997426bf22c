"""What the editor of a group of fields sees beside its fields."""

from typing import Any

from wagtail.admin.panels import Panel


class GroupUsesPanel(Panel):
    """Which forms take the group, and which of them still ask in its old words."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one group."""

        template_name = "eforms/admin/group_uses.html"

        def is_shown(self) -> bool:
            """Nothing takes a group that is not there yet."""
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The uses, those to publish anew first."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            uses = sorted(self.instance.uses(), key=lambda use: not use.is_outdated)
            return {**context, "uses": uses}
