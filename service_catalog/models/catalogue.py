"""The pages that list services: all of them, or one kind."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from foundation.accounts.acting import ANONYMOUS
from foundation.core.http import render_page
from foundation.core.models import BasePage
from service_catalog.enums import Kind

from .filters import ServiceFilter
from .guided import guided_choice
from .listing import Listing
from .pages import ServicePage


class ListingPage(BasePage):
    """A page that lists services; what is listed is said by the address."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The whole page, or for htmx the list."""
        context = self.get_context(request, *args, **kwargs)
        return render_page(request, self.template, context, part="results")

    @property
    def fixed_kind(self) -> str:
        """The kind that the page itself stands for; empty for all."""
        return ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list with its filters, counts and tabs."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        acting = getattr(request, "acting", ANONYMOUS)
        wanted = ServiceFilter.from_query(request.GET, kind=self.fixed_kind)
        services = ServicePage.objects.visible_to(acting)
        context["listing"] = Listing(services, wanted, acting)
        context["guided"] = guided_choice()
        return context


class CatalogPage(ListingPage):
    """业务办理: every service."""

    max_count = 1
    template = "service_catalog/listing.html"
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["service_catalog.KindPage", "service_catalog.GuidedChoicePage"]

    class Meta:
        verbose_name = _("业务办理")
        verbose_name_plural = _("业务办理")


class KindPage(ListingPage):
    """Services of one kind; its address is the kind."""

    kind = models.CharField(_("事项类型"), max_length=12, choices=Kind.choices, unique=True)
    examples = models.CharField(
        _("举例"),
        max_length=60,
        blank=True,
        help_text=_("显示在首页入口，例如：生产、经营、注册。"),
    )

    template = "service_catalog/listing.html"
    parent_page_types: ClassVar = ["service_catalog.CatalogPage"]
    subpage_types: ClassVar = ["service_catalog.ServicePage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("examples"),
    ]

    class Meta:
        verbose_name = _("事项类型")
        verbose_name_plural = _("事项类型")

    @property
    def fixed_kind(self) -> str:
        """The kind of every service below."""
        return str(self.kind)

    def clean(self) -> None:
        """The address of a kind is fixed: programs and bookmarks rely on it."""
        super().clean()
        if self.slug and self.slug != self.kind:
            message = gettext("网址路径必须与事项类型一致，请填写“%(kind)s”。") % {
                "kind": self.kind
            }
            raise ValidationError({"slug": message})
