"""What frames the pages of my space: side navigation, facts of the enterprise."""

from typing import Any

from django.contrib.admin.utils import label_for_field
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Application
from enterprises.models import Enterprise
from foundation.accounts.acting import Acting
from foundation.accounts.enums import Right
from foundation.core.masks import mask_phone
from foundation.notifications.services import unread_count
from service_catalog.enums import Kind

Item = dict[str, Any]


def record_kinds(acting: Acting) -> list[tuple[str, str, int]]:
    """Kind, label and number of sent matters, in the manual's order."""
    counts = Application.objects.visible_to(acting).counts_by_kind()
    return [(kind.value, str(kind.label), counts.get(kind.value, 0)) for kind in Kind]


def space_groups(request: HttpRequest) -> list[dict[str, Any]]:
    """Groups of links for the side of the page; the current one is marked."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    records = [
        _item(request, label, reverse("workspace:records", args=[kind]), count=number)
        for kind, label, number in record_kinds(acting)
    ]
    mine = [
        _item(request, _("消息"), reverse("workspace:messages"), count=_unread(acting)),
        _item(request, _("收藏"), reverse("workspace:favourites")),
        _item(request, _("登录设备"), reverse("workspace:sessions")),
    ]
    groups = [
        {"label": "", "items": [_item(request, _("今日待办"), reverse("workspace:home"))]},
        {"label": _("办理记录"), "items": records},
    ]
    if acting.is_legal:
        groups.append({"label": _("空间管理"), "items": _enterprise_items(request)})
    if acting.is_natural:
        mine.insert(0, _item(request, _("电子证照"), reverse("licences:mine")))
    return [*groups, {"label": _("我的"), "items": mine}]


def _enterprise_items(request: HttpRequest) -> list[Item]:
    return [
        _item(request, _("主体信息"), reverse("workspace:enterprise")),
        _item(request, _("电子证照"), reverse("licences:mine")),
        _item(request, _("文档"), reverse("enterprises:documents")),
        _item(request, _("人员"), reverse("enterprises:staff")),
    ]


def _unread(acting: Acting) -> int | None:
    if acting.user is None:
        return None
    return unread_count(acting.user, enterprise_id=acting.enterprise_id) or None


def _item(request: HttpRequest, label: str, url: str, *, count: int | None = None) -> Item:
    return {"label": label, "url": url, "count": count, "current": request.path == url}


def enterprise_facts(firm: Enterprise, acting: Acting) -> list[Item]:
    """主体信息, field by field; what is unknown is shown as such."""
    phone = firm.contact_phone if acting.may(Right.MANAGE) else mask_phone(firm.contact_phone)
    known = {"contact_phone": phone}
    shown = ["name", "credit_code", "kind", "legal_representative", "address", "founded_on",
             "capital", "scope", "registrar", "industry", "contact_name", "contact_phone"]  # fmt: skip
    rows = [
        {
            "label": label_for_field(name, Enterprise),
            "value": known.get(name, getattr(firm, name)) or _("未登记"),
        }
        for name in shown
    ]
    return [*rows, {"label": _("登记状态"), "value": firm.get_status_display()}]
