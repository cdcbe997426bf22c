"""The frame of every page: names, navigation, floating help."""

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.urls import resolve
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail.views import serve

from foundation.accounts.acting import ANONYMOUS, Acting
from foundation.notifications.services import unread_count

from .models.settings import FRAME_KEY, SiteSettings

FRAME_SECONDS = 5
SETTINGS = (
    "site_name", "site_name_en", "footer_text", "technical_phone", "technical_hours",
    "technical_email", "icp_number",
)  # fmt: skip
Items = list[dict[str, Any]]


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """What head and foot of every public page show."""
    if request.path.startswith("/admin/"):
        return {}
    acting: Acting = getattr(request, "acting", ANONYMOUS)
    return {
        **_public_frame(request),
        "nav_items": _navigation(request.path, acting),
        "unread_messages": _unread(acting),
    }


def _public_frame(request: HttpRequest) -> dict[str, Any]:
    """What is the same for everybody; kept for a few seconds, made anew on publication."""
    frame: dict[str, Any] | None = cache.get(FRAME_KEY)
    if frame is None:
        frame = _made_frame(request)
        cache.set(FRAME_KEY, frame, timeout=FRAME_SECONDS)
    return frame


def _made_frame(request: HttpRequest) -> dict[str, Any]:
    site = Site.find_for_request(request)
    said = SiteSettings.objects.filter(site=site).first() or SiteSettings()
    return {
        "site_settings": {name: getattr(said, name) for name in SETTINGS},
        "footer_links": _working([block.value for block in said.footer_links], site),
        "floating_help": _working([block.value for block in said.floating_help], site),
    }


def _working(links: list[Any], site: Site | None) -> Items:
    """The links that lead somewhere now."""
    return [
        {"label": link["label"], "url": link.url, "icon": link.get("icon", "")}
        for link in links
        if link.url and (link.get("page") or _leads_somewhere(link.url, site))
    ]


def _leads_somewhere(url: str, site: Site | None) -> bool:
    """Whether an address is answered by a view, or by a published page."""
    path = url.partition("?")[0].partition("#")[0]
    try:
        match = resolve(path)
    except Http404:
        return False
    if match.func is not serve:
        return True
    root = site.root_page if site else None
    if root is None:
        return False
    return bool(Page.objects.live().filter(url_path=root.url_path + path.lstrip("/")).exists())


def _navigation(path: str, acting: Acting) -> Items:
    space = _("我的空间") if acting.is_natural else _("企业空间")
    entries = [
        (_("首页"), "/"),
        (_("通知公告"), "/notices/"),
        (_("业务办理"), "/services/"),
        (_("药监网校"), "/training/"),
        (space, "/space/"),
    ]
    return [
        {
            "label": label,
            "url": url,
            "current": path == url or (url != "/" and path.startswith(url)),
        }
        for label, url in entries
    ]


def _unread(acting: Acting) -> int:
    if acting.user is None or acting.is_staff:
        return 0
    return unread_count(acting.user, enterprise_id=acting.enterprise_id)
