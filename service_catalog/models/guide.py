"""What the guide of one service shows."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from foundation.core.clock import local_date

from .experience import Experience, experience_of
from .favourites import Favourite
from .places import Place
from .related import related_to
from .windows import Opening

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting

    from .pages import ServicePage


def guide_context(service: "ServicePage", acting: "Acting", *, at: datetime) -> dict[str, Any]:
    """Everything beside the page itself that the guide needs."""
    related = related_to(service)
    experience = experience_of(service, at)
    opening = service.opening_on(local_date(at))
    places = [_place(link.place, at) for link in service.place_links.select_related("place")]
    kept = Favourite.objects.visible_to(acting).filter(service_id=service.pk).exists()
    context = {
        "service": service,
        "is_kept": kept,
        "opening": opening,
        "may_apply": service.is_offered_here and (opening is None or opening.is_open),
        "windows": [window.in_words for window in service.windows.all()],
        "experience": experience,
        "glance": glance(service, opening),
        "times": times(service, experience),
        "details": details(service),
        "flow": flow(service),
        "materials": [block.value for block in service.materials],
        "bases": [block.value for block in service.legal_basis],
        "own_questions": [block.value for block in service.questions],
        "places": places,
        "related": related,
        "notice_items": [_notice(notice) for notice in related.notices],
        "apply_path": f"{service.path_of_guide}apply/",
        "blank_form_path": f"{service.path_of_guide}form/",
    }
    return {**context, "sections": sections(context)}


def _notice(notice: Any) -> dict[str, Any]:
    return {
        "title": notice.title,
        "url": notice.url,
        "date": notice.published_on,
        "summary": notice.summary,
    }


def _place(place: Place, at: datetime) -> dict[str, Any]:
    return {"place": place, "hours": place.hours_lines, "open": place.is_open(at)}


def glance(service: "ServicePage", opening: Opening | None) -> list[dict[str, Any]]:
    """The facts that decide whether to read on."""
    items = []
    if service.promised_days or service.legal_days:
        items.append(_period(service))
    if opening:
        items.append({"label": _("开放时间"), "value": opening.label, "note": opening.sentence})
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


def times(service: "ServicePage", experience: Experience | None) -> list[dict[str, Any]]:
    """Three different things: what the law allows, what is promised, what it usually takes."""
    unit = _("个工作日")
    doubt = _("待核实") if service.is_unverified else _("法律、法规规定的最长时间")
    rows = [
        (_("法定时限"), service.legal_days, doubt),
        (_("承诺时限"), service.promised_days, _("本局承诺的最长时间")),
    ]
    if experience:
        note = _("近 90 天办结的 %(n)s 件，一半在这个时间以内") % {"n": experience.ended}
        rows.append((_("通常用时"), experience.usual_days, note))
    return [
        {"label": label, "value": days, "unit": unit, "note": note}
        for label, days, note in rows
        if days is not None
    ]


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


def sections(guide: dict[str, Any]) -> list[dict[str, Any]]:
    """The table of contents: only what is there."""
    service, related = guide["service"], guide["related"]
    questions = len(guide["own_questions"]) + len(related.questions)
    experience = guide["experience"]
    rows: list[tuple[str, str, int]] = [
        (_("受理条件"), "#conditions", len(service.conditions)),
        (_("申请材料"), "#materials", len(guide["materials"])),
        (_("办理流程"), "#flow", len(guide["flow"])),
        (_("办理时限"), "#times", len(guide["times"])),
        (_("最常见的问题"), "#reasons", len(experience.reasons) if experience else 0),
        (_("地点与时间"), "#places", len(guide["places"])),
        (_("设定依据"), "#basis", len(guide["bases"])),
        (_("常见问题"), "#questions", questions),
        (_("相关公告"), "#notices", len(guide["notice_items"])),
        (_("结果样本"), "#result", int(service.result_sample_id is not None)),
    ]
    counted = {"#materials", "#questions", "#notices"}
    shown = [
        {"label": label, "href": href, **({"count": number} if href in counted else {})}
        for label, href, number in rows
        if number
    ]
    return [*shown, {"label": _("其他信息"), "href": "#details"}]
