"""What one reads at a glance: facts, progress, time, charts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

register = template.Library()

Items = Sequence[Any]


def _percent(value: float, maximum: float) -> float:
    return round(min(100.0, 100.0 * value / maximum), 2) if maximum > 0 else 0.0


@register.inclusion_tag("components/facts.html")
def facts(*, items: Items, kind: str = "glance") -> dict[str, Any]:
    """Names and values. Items: label, value, unit, note. Kinds: glance (big), list (rows)."""
    return {"items": items, "kind": kind}


@register.inclusion_tag("components/progress_line.html")
def progress_line(*, steps: Items, kind: str = "line", label: str = "") -> dict[str, Any]:
    """Past, now, next. Steps: label, note, state (past|now|next|stop), href. Kinds: line, list."""
    return {"steps": steps, "kind": kind, "label": label}


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(*, value: float, maximum: float, text: str, kind: str = "run") -> dict[str, Any]:
    """How far along, always with words. Kinds: run, warn, late, done."""
    return {"value": value, "maximum": maximum, "text": text, "kind": kind}


@register.inclusion_tag("components/meter.html")
def meter(*, value: float, maximum: float, label: str, text: str) -> dict[str, Any]:
    """How full a store is; turns to warn at 80 %, to full at 100 %."""
    percent = _percent(value, maximum)
    kind = "full" if percent >= 100 else "warn" if percent >= 80 else "run"  # noqa: PLR2004
    return {"percent": percent, "label": label, "text": text, "kind": kind}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(*, items: Items, caption: str, unit: str = "") -> dict[str, Any]:
    """Values side by side; the table is the chart. Items: label, value."""
    pairs = [_pair(item) for item in items]
    top = max((value for _, value in pairs), default=0)
    rows = [{"label": name, "value": v, "percent": _percent(v, top)} for name, v in pairs]
    return {"rows": rows, "caption": caption, "unit": unit}


def _pair(item: Any) -> tuple[str, float]:
    if isinstance(item, Mapping):
        return item["label"], item["value"]
    return item.label, item.value


@register.inclusion_tag("components/timeline.html")
def timeline(*, items: Items) -> dict[str, Any]:
    """What happened, newest first. Items: at, title, text, actor, kind (run|ok|no|wait)."""
    return {"items": items}


@register.inclusion_tag("components/save_status.html")
def save_status(*, saved_at: Any = None, draft: bool = True) -> dict[str, Any]:
    """Say 已保存 14:32 at the foot of a form, and 未提交 as long as it is a draft."""
    return {"saved_at": saved_at, "draft": draft}


@register.inclusion_tag("components/file_item.html")
def file_item(
    *,
    name: str,
    href: str = "",
    size_bytes: int | None = None,
    note: str = "",
    state: str = "",
    kind: str = "ok",
) -> dict[str, Any]:
    """One file: its name, size, and its state in words (kind as of a chip)."""
    return {
        "name": name,
        "href": href,
        "size_bytes": size_bytes,
        "note": note,
        "state": state,
        "kind": kind,
    }
