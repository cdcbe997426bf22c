"""What the page of one notice shows beside its body."""

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from .pages import NoticePage


def reading_context(notice: "NoticePage") -> dict[str, Any]:
    """Facts, ties to other notices, files, services, corrections."""
    return {
        "notice": notice,
        "glance": glance(notice),
        "facts": facts(notice),
        "replaces": _linked(notice.replacement_links.select_related("replaced"), "replaced"),
        "replaced_by": _linked(notice.replaced_by_links.select_related("page"), "page"),
        "explained_by": _linked(
            notice.explanation_links.select_related("explanation"), "explanation"
        ),
        "explains": _linked(notice.explains_links.select_related("page"), "page"),
        "attachments": list(notice.attachments.select_related("document")),
        "service_items": [
            {"label": service.title, "url": service.url}
            for service in _linked(notice.service_links.select_related("service"), "service")
        ],
        "corrections": [block.value for block in notice.corrections],
        "category": notice.get_parent(),
    }


def _linked(links: Any, name: str) -> list[Any]:
    """The published pages at the other end."""
    pages = [getattr(link, name) for link in links.all()]
    return [page for page in pages if page.live]


def _day(day: "date | None") -> str:
    return date_format(day, "Y-m-d") if day else ""


def glance(notice: "NoticePage") -> list[dict[str, Any]]:
    """The facts that a reader looks for first."""
    rows = [
        (_("文号"), notice.number),
        (_("发布日期"), _day(notice.published_on)),
        (_("施行日期"), _day(notice.effective_on)),
        (_("失效日期"), _day(notice.expires_on)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def facts(notice: "NoticePage") -> list[dict[str, Any]]:
    """What else an official document says about itself, only what is known."""
    rows = [
        (_("发文机关"), notice.issuer),
        (_("成文日期"), _day(notice.signed_on)),
        (_("有效性"), notice.get_validity_display()),
        (_("领域"), str(notice.sector) if notice.sector else ""),
        (_("适用对象"), notice.get_audience_display()),
        (_("主题词"), "、".join(notice.keywords.split())),
        (_("联系人"), notice.contact),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
