"""What the guide of one service shows."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .favourites import Favourite
from .related import Related, related_to

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting

    from .pages import ServicePage


def guide_context(service: "ServicePage", acting: "Acting") -> dict[str, Any]:
    """Everything beside the page itself that the guide needs."""
    related = related_to(service)
    places = [link.place for link in service.place_links.select_related("place")]
    kept = Favourite.objects.visible_to(acting).filter(service_id=service.pk).exists()
    return {
        "service": service,
        "is_kept": kept,
        "glance": glance(service),
        "details": details(service),
        "flow": flow(service),
        "materials": [block.value for block in service.materials],
        "bases": [block.value for block in service.legal_basis],
        "own_questions": [block.value for block in service.questions],
        "places": places,
        "related": related,
        "notice_items": [
            {
                "title": notice.title,
                "url": notice.url,
                "date": notice.published_on,
                "summary": notice.summary,
            }
            for notice in related.notices
        ],
        "apply_path": f"{service.path_of_guide}apply/",
        "blank_form_path": f"{service.path_of_guide}form/",
        "sections": sections(service, related, has_places=bool(places)),
    }


def glance(service: "ServicePage") -> list[dict[str, Any]]:
    """The facts that decide whether to read on."""
    items = []
    if service.promised_days or service.legal_days:
        items.append(_period(service))
    if service.due:
        items.append({"label": _("报送期限"), "value": service.due})
    by_network = _("全程网办，结果可邮寄") if not service.visits else _("须到现场办理")
    items.append(
        {"label": _("到场次数"), "value": service.visits, "unit": _("次"), "note": by_network}
    )
    items.append({"label": _("收费"), "value": service.fee or _("不收费")})
    if service.result_name:
        items.append(
            {"label": _("办理结果"), "value": service.result_name, "note": service.validity}
        )
    return items


def _period(service: "ServicePage") -> dict[str, Any]:
    unit = _("个工作日")
    if not service.promised_days:
        return {"label": _("法定时限"), "value": service.legal_days, "unit": unit}
    note = ""
    if service.legal_days:
        note = _("法定 %(days)s 个工作日") % {"days": service.legal_days}
    if service.is_unverified:
        note = _("%(note)s（待核实）") % {"note": note}
    return {"label": _("承诺时限"), "value": service.promised_days, "unit": unit, "note": note}


def details(service: "ServicePage") -> list[dict[str, Any]]:
    """The remaining facts of a guide, only those that are known."""
    rows = [
        (_("事项编码"), service.item_number or service.code),
        (_("事项类型"), service.get_kind_display()),
        (_("办件类型"), service.get_handling_display()),
        (_("行使层级"), service.get_level_display()),
        (_("服务对象"), service.get_audience_display()),
        (_("承办处室"), str(service.department) if service.department else ""),
        (_("办理方式"), "、".join(service.channels)),
        (_("送达方式"), service.delivery),
        (_("时限依据"), service.legal_days_source),
        (_("不计入时限"), service.not_counted),
        (_("监督方式"), service.supervision),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def flow(service: "ServicePage") -> list[dict[str, Any]]:
    """The steps as a line, and each with person, standard and result."""
    return [
        {"label": block.value["name"], "note": block.value["days"], "state": "next",
         "who": block.value["who"], "standard": block.value["standard"],
         "result": block.value["result"]}
        for block in service.steps
    ]  # fmt: skip


def sections(service: "ServicePage", related: Related, *, has_places: bool) -> list[dict[str, Any]]:
    """The table of contents: only what is there."""
    rows: list[tuple[str, str, int | None, bool]] = [
        (_("办理流程"), "#flow", None, bool(service.steps)),
        (_("受理条件"), "#conditions", None, bool(service.conditions)),
        (_("申请材料"), "#materials", len(service.materials), bool(service.materials)),
        (_("地点与时间"), "#places", None, has_places),
        (_("设定依据"), "#basis", None, bool(service.legal_basis)),
        (_("常见问题"), "#questions", len(service.questions) + len(related.questions),
         bool(service.questions) or bool(related.questions)),
        (_("相关公告"), "#notices", len(related.notices), bool(related.notices)),
        (_("其他信息"), "#details", None, True),
    ]  # fmt: skip
    return [
        {"label": label, "href": href, **({"count": count} if count else {})}
        for label, href, count, shown in rows
        if shown
    ]
