"""Forms: one column, label above, hint under it, error in words under the field."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string

register = template.Library()


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField, *, hint: str = "", unit: str = "", optional: bool | None = None
) -> dict[str, Any]:
    """A field of a Django form with all that belongs to it, whatever its widget.

    `optional` says whether it is marked as such; by itself, buttons that offer "none" are not.
    """
    kind = _kind(bound.field.widget)
    limit = getattr(bound.field, "max_length", None) if kind == "textarea" else None
    text = hint or bound.help_text
    described = [f"{bound.auto_id}-hint"] if text else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    attributes: dict[str, str | bool] = (
        {"aria-describedby": " ".join(described)} if described else {}
    )
    _prepare_date(bound.field.widget)
    return {
        "field": bound,
        "kind": kind,
        "hint": text,
        "unit": unit,
        "limit": limit,
        "control": bound.as_widget(attrs=attributes),
        "invalid": bool(bound.errors),
        "optional": _is_optional(bound) if optional is None else optional,
    }


def _is_optional(bound: BoundField) -> bool:
    return not bound.field.required and not _offers_nothing(bound.field.widget)


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.HiddenInput):
        return "hidden"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "textarea" if isinstance(widget, forms.Textarea) else "input"


def _offers_nothing(widget: forms.Widget) -> bool:
    """Whether "none" is one of the answers, so that it need not be said again."""
    return isinstance(widget, forms.RadioSelect) and any(not key for key, _ in widget.choices)


def _prepare_date(widget: forms.Widget) -> None:
    if isinstance(widget, forms.DateInput) and widget.input_type == "text":
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: forms.BaseForm, *, title: str = "") -> dict[str, Any]:
    """At the top of a form that was refused: each error, linked to its field."""
    entries = [
        (bound.auto_id, str(bound.label).rstrip("。"), bound.errors)
        for bound in form
        if bound.errors
    ]
    return {"entries": entries, "general": form.non_field_errors(), "title": title}


@register.simple_block_tag
def form_actions(content: str) -> str:
    """The foot of a form: main button first, then the others, then the save status."""
    return render_to_string("components/form_actions.html", {"content": content})


@register.inclusion_tag("components/search_box.html", takes_context=True)
def search_box(
    context: Context,
    *,
    action: str,
    label: str,
    placeholder: str = "",
    button: str = "",
    size: str = "",
) -> dict[str, Any]:
    """A field to search with (`q`), filled with what was asked. Size: empty or large."""
    request = context.get("request")
    return {
        "action": action,
        "label": label,
        "placeholder": placeholder,
        "button": button,
        "size": size,
        "value": request.GET.get("q", "") if request else "",
    }
