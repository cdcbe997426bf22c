"""What one presses, opens or is told: buttons, icons, chips, cards, notices, dialogs."""

from typing import Any

from django import template
from django.template.loader import render_to_string

register = template.Library()

NOTICE_ICONS = {"info": "info", "success": "check", "warning": "warning", "error": "error"}


@register.inclusion_tag("components/icon.html")
def icon(name: str, *, label: str = "", size: str = "") -> dict[str, Any]:
    """One drawing of the sprite; with a label it speaks, without it is decoration."""
    return {"name": name, "label": label, "size": size}


@register.inclusion_tag("components/button.html")
def button(
    *,
    label: str,
    href: str = "",
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
) -> dict[str, Any]:
    """A button (submits its form), or with `href` a link that looks like one.

    Kinds: primary, secondary, quiet, danger, ask (the one main question of a page).
    """
    return {
        "label": label,
        "href": href,
        "kind": kind,
        "icon": icon,
        "name": name,
        "value": value,
    }


@register.inclusion_tag("components/chip.html")
def chip(*, label: str, kind: str = "neutral") -> dict[str, Any]:
    """A state in words. Kinds: wait, run, ok, no, neutral, tag (a property, not a state)."""
    return {"label": label, "kind": kind}


@register.inclusion_tag("components/count.html")
def count(*, value: int, label: str = "", kind: str = "alert") -> dict[str, Any]:
    """A number beside a name; nothing at zero. Kinds: alert, quiet."""
    return {"value": value, "label": label, "kind": kind}


@register.inclusion_tag("components/card.html")
def card(
    *,
    title: str,
    href: str,
    text: str = "",
    icon: str = "",
    number: int | None = None,
    kind: str = "choice",
) -> dict[str, Any]:
    """Something to choose; put several into `<div class="cards">`. Kinds: choice, plain."""
    return {
        "title": title,
        "href": href,
        "text": text,
        "icon": icon,
        "number": number,
        "kind": kind,
    }


@register.simple_block_tag
def notice(content: str, *, kind: str = "info", title: str = "") -> str:
    """A remark set apart. Kinds: info, success, warning, error."""
    context = {"content": content, "kind": kind, "title": title, "icon": NOTICE_ICONS[kind]}
    return render_to_string("components/notice.html", context)


@register.simple_block_tag
def sheet(
    content: str,
    *,
    title: str = "",
    more_label: str = "",
    more_href: str = "",
    anchor: str = "",
) -> str:
    """White paper with a heading and, at its end, one link to everything of the kind."""
    context = {
        "content": content,
        "title": title,
        "more_label": more_label,
        "more_href": more_href,
        "anchor": anchor,
    }
    return render_to_string("components/sheet.html", context)


@register.simple_block_tag
def dialog(content: str, *, anchor: str, title: str) -> str:
    """A question over the page; its opener is a link to the page that asks the same."""
    context = {"content": content, "anchor": anchor, "title": title}
    return render_to_string("components/dialog.html", context)


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    *,
    title: str,
    text: str = "",
    icon: str = "file",
    action_label: str = "",
    action_href: str = "",
) -> dict[str, Any]:
    """What belongs here and how it comes."""
    return {
        "title": title,
        "text": text,
        "icon": icon,
        "action_label": action_label,
        "action_href": action_href,
    }


@register.inclusion_tag("components/skeleton.html")
def skeleton(*, lines: int = 3) -> dict[str, Any]:
    """The shape of what is being fetched."""
    return {"lines": range(lines)}
