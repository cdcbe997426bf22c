"""The designer of forms in the page editor; what the admin says after a draft was saved."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _t, gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from foundation.eforms.blocks import definition_of, problems_of

from . import services, viewsets
from .models import GuidedChoicePage, ServicePage

MOST_TOLD = 5
BUTTONS = (
    ("trial", _("预览与试填申请表"), "view"),
    ("check", _("检查申请表"), "check"),
    ("versions", _("申请表的版本"), "history"),
    ("export", _("导出申请表"), "download"),
    ("import", _("导入申请表"), "upload"),
    ("copy", _("从其他事项复制申请表"), "copy"),
)


def designer_urls() -> list[URLPattern | URLResolver]:
    """The designer's pages, below the admin."""
    return [path("service-forms/", include((viewsets.urlpatterns, "service_form")))]


def designer_buttons(page: Any, user: Any, **_more: Any) -> Iterator[Button]:
    """The designer in the menu of a service, for whoever may edit it."""
    if isinstance(page.specific, ServicePage) and page.permissions_for_user(user).can_edit():
        for order, (name, label, icon) in enumerate(BUTTONS):
            url = reverse(f"service_form:{name}", args=[page.pk])
            yield Button(label, url, icon_name=icon, priority=80 + order)


def tell_problems(request: HttpRequest, page: Any) -> None:
    """Name what a draft still lacks before it can be published; an autosave shows no page."""
    if not request.accepts("text/html"):
        return
    for problem in _problems(page):
        messages.warning(request, _t("发布前请修改：%(problem)s") % {"problem": problem})
    if isinstance(page, ServicePage):
        for loss in services.losses_of(page)[:MOST_TOLD]:
            messages.warning(request, _t("请留意：%(loss)s") % {"loss": loss})


def name_losses(request: HttpRequest, page: Any) -> HttpResponse | None:
    """What takes answers from applications in the middle is published where it is named."""
    if not isinstance(page, ServicePage) or not services.losses_of(page):
        return None
    messages.warning(
        request, _t("还没有发布，草稿已保存：这次改动会影响正在填写的申请。请看过以后再发布。")
    )
    return redirect("service_form:check", page.pk)


def _problems(page: Any) -> Sequence[str]:
    if isinstance(page, GuidedChoicePage):
        return page.problems
    if isinstance(page, ServicePage):
        return problems_of(definition_of(page.form))[:MOST_TOLD]
    return ()


hooks.register("register_admin_urls", designer_urls)
hooks.register("register_page_header_buttons", designer_buttons)
hooks.register("before_publish_page", name_losses)
hooks.register("after_create_page", tell_problems)
hooks.register("after_edit_page", tell_problems)
