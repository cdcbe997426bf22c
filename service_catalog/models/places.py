"""Places where an applicant may come in person."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from service_catalog.enums import PlaceKind


class Place(index.Indexed, models.Model):
    """A window with its address and hours."""

    key = models.SlugField(_("标识"), max_length=40, unique=True)
    title = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(
        _("类型"), max_length=12, choices=PlaceKind.choices, default=PlaceKind.WINDOW
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    hours = models.CharField(_("办理时间"), max_length=200, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("key")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("order")]),
        FieldPanel("address"),
        FieldPanel("hours"),
        FieldPanel("note"),
    ]
    search_fields: ClassVar = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("address"),
    ]

    class Meta:
        verbose_name = _("办理地点")
        verbose_name_plural = _("办理地点")
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.title
