from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FulltextConfig(AppConfig):
    name = "foundation.fulltext"
    label = "fulltext"
    verbose_name = _("全文检索")
