"""Lists, tables and the ways through them."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from foundation.core.http import PAGE_SIZES

register = template.Library()

Items = Sequence[Any]
PAGE_SIZE_PARAMETER = "size"


@register.inclusion_tag("components/tabs.html")
def tabs(*, items: Items, label: str, kind: str = "line", target: str = "") -> dict[str, Any]:
    """Ways to look at one thing. Items: label, url, current, count. Kinds: line, pills."""
    return {"items": items, "label": label, "kind": kind, "target": target}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*, items: Items) -> dict[str, Any]:
    """Where one is. Items: label, url; the last one without url is this page."""
    return {"items": items}


@register.inclusion_tag("components/link_list.html")
def link_list(*, items: Items) -> dict[str, Any]:
    """Short links with a remark. Items: label, url, note."""
    return {"items": items}


@register.inclusion_tag("components/article_list.html")
def article_list(*, items: Items, kind: str = "plain") -> dict[str, Any]:
    """Things to read. Items: title, url, date, summary, tags. Kinds: plain, lead."""
    return {"items": items, "kind": kind}


@register.inclusion_tag("components/hotlines.html")
def hotlines(*, items: Items) -> dict[str, Any]:
    """Telephone lines. Items: label, numbers, hours, open (true, false or unknown)."""
    return {"items": items}


@register.inclusion_tag("components/toc.html")
def toc(*, items: Items, label: str = "") -> dict[str, Any]:
    """The sections of this page. Items: label, href, count."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/side_nav.html")
def side_nav(*, groups: Items, label: str) -> dict[str, Any]:
    """The navigation of a space. Groups: label, items (label, url, count, current)."""
    return {"groups": groups, "label": label}


@register.simple_block_tag
def data_table(content: str, *, caption: str, kind: str = "cards") -> str:
    """A table in a region that scrolls by itself; on a phone its rows become cards.

    Write thead and tbody; give every cell `data-label`. Kinds: cards, scroll.
    """
    context = {"content": content, "caption": caption, "kind": kind}
    return render_to_string("components/data_table.html", context)


@register.simple_block_tag
def filter_bar(
    content: str, *, action: str = "", reset: str = "", target: str = "", submit: str = ""
) -> str:
    """The filters of a list: labels with controls inside, then 筛选 (or `submit`) and 重置."""
    context = {"content": content, "action": action, "reset": reset, "target": target}
    context["submit"] = submit or _("筛选")
    return render_to_string("components/filter_bar.html", context)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, *, page: Page[Any], target: str = "") -> dict[str, Any]:
    """All pages of a list; keeps the query string. Parameters: page, size."""
    request = context.get("request")
    query = request.GET.copy() if isinstance(request, HttpRequest) else QueryDict(mutable=True)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "target": target,
        "links": [_page_link(query, page, number) for number in numbers],
        "previous": _url(query, page=page.number - 1) if page.has_previous() else "",
        "next": _url(query, page=page.number + 1) if page.has_next() else "",
        "sizes": [_size_link(query, page, size) for size in PAGE_SIZES],
        "kept": [(k, v) for k, values in query.lists() if k != "page" for v in values],
    }


def _url(query: QueryDict, **changes: int) -> str:
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = str(value)
    return f"?{changed.urlencode()}"


def _page_link(query: QueryDict, page: Page[Any], number: int | str) -> dict[str, Any]:
    if not isinstance(number, int):
        return {"label": number, "url": "", "current": False, "far": True}
    return {
        "label": number,
        "url": _url(query, page=number),
        "current": number == page.number,
        "far": abs(number - page.number) > 1,
    }


def _size_link(query: QueryDict, page: Page[Any], size: int) -> dict[str, Any]:
    url = _url(query, page=1, **{PAGE_SIZE_PARAMETER: size})
    return {"label": size, "url": url, "current": page.paginator.per_page == size}
