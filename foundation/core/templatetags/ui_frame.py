"""The frame of every page; all of it renders with an empty context too."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

register = template.Library()

MODES = {"size": "large", "contrast": "high"}
MODE_LABELS = {"size": _("大字版"), "contrast": _("高对比")}
DEFAULT_NAV = (
    (_("首页"), "/"),
    (_("通知公告"), "/notices/"),
    (_("业务办理"), "/services/"),
    (_("药监网校"), "/training/"),
    (_("企业空间"), "/space/"),
)


def _request(context: Context) -> HttpRequest | None:
    request = context.get("request")
    return request if isinstance(request, HttpRequest) else None


def _mode_is_on(request: HttpRequest | None, mode: str) -> bool:
    return request is not None and request.COOKIES.get(mode) == MODES[mode]


def _path(request: HttpRequest | None) -> str:
    return request.get_full_path() if request else "/"


@register.simple_tag(takes_context=True)
def display_attributes(context: Context) -> str:
    """The attributes of `<html>` that switch large print and high contrast."""
    request = _request(context)
    on = [(mode, MODES[mode]) for mode in MODES if _mode_is_on(request, mode)]
    return format_html_join("", ' data-{}="{}"', on)


@register.inclusion_tag("components/service_line.html", takes_context=True)
def service_line(context: Context) -> dict[str, Any]:
    """The thin line on top: display modes, technical support."""
    request = _request(context)
    modes = [
        {
            "name": mode,
            "value": value,
            "label": MODE_LABELS[mode],
            "on": _mode_is_on(request, mode),
            "url": f"{reverse('core:display_mode')}?"
            + urlencode({mode: value, "next": _path(request)}),
        }
        for mode, value in MODES.items()
    ]
    return {"modes": modes, "site_settings": context.get("site_settings")}


@register.inclusion_tag("components/masthead.html", takes_context=True)
def masthead(context: Context) -> dict[str, Any]:
    """Seal, name and the search over everything."""
    return {"site_settings": context.get("site_settings"), "request": context.get("request")}


@register.inclusion_tag("components/account.html", takes_context=True)
def account(context: Context) -> dict[str, Any]:
    """Who is signed in and for whom, messages, the way out; or the way in."""
    request = _request(context)
    path = _path(request)
    login = "/accounts/login/"
    if not path.startswith("/accounts/"):
        login += "?" + urlencode({"next": path})
    shown = {"signed_in": False, "unread": context.get("unread_messages") or 0, "login": login}
    acting = getattr(request, "acting", None)
    if acting is None or acting.is_anonymous:
        return shown
    who = {"name": str(acting.user), "enterprise": acting.enterprise_name or ""}
    return {**shown, "signed_in": True, **who}


@register.inclusion_tag("components/main_nav.html", takes_context=True)
def main_nav(context: Context) -> dict[str, Any]:
    """The main navigation; the current place is the longest address that fits."""
    items = context.get("nav_items")
    if not items:
        path = request.path if (request := _request(context)) else ""
        items = [
            {
                "label": label,
                "url": url,
                "current": path == url or (url != "/" and path.startswith(url)),
            }
            for label, url in DEFAULT_NAV
        ]
    return {"items": items}


@register.inclusion_tag("components/messages.html", takes_context=True)
def message_list(context: Context) -> dict[str, Any]:
    """What just happened, in the region that is read aloud."""
    return {"messages": context.get("messages") or []}


@register.inclusion_tag("components/floating_help.html", takes_context=True)
def floating_help(context: Context) -> dict[str, Any]:
    """Help that never covers the page. Items: label, url, icon."""
    return {"items": context.get("floating_help") or []}


@register.inclusion_tag("components/site_footer.html", takes_context=True)
def site_footer(context: Context) -> dict[str, Any]:
    """Who runs this, how to reach them, the legal line."""
    return {
        "site_settings": context.get("site_settings"),
        "links": context.get("footer_links") or [],
    }


@register.simple_block_tag
def page_head(content: str, *, title: str, lede: str = "", meta: str = "") -> str:
    """The one heading of a page; the block holds its actions, the main one first."""
    context = {"content": content, "title": title, "lede": lede, "meta": meta}
    return render_to_string("components/page_head.html", context)


@register.simple_block_tag
def hero(content: str) -> str:
    """The band of the home page: a `div` with title and question, beside it a `hero__panel`."""
    return render_to_string("components/hero.html", {"content": content})
