"""Groups of fields in the Wagtail admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import FieldGroup
from .panels import GroupUsesPanel


class FieldGroupViewSet(SnippetViewSet):
    """字段组: what several forms ask alike."""

    model = FieldGroup
    icon = "snippet"
    menu_label = _("字段组")
    list_display: ClassVar = ["name"]
    search_fields: ClassVar = ["name"]
    search_backend_name = None
    copy_view_enabled = False
    panels: ClassVar = [
        FieldPanel("name"),
        GroupUsesPanel(heading=_("引用它的申请表")),
        FieldPanel("fields"),
    ]
