"""Answers that are given in several controls: ranges of days, places, addresses."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from foundation.eforms.definition import Field
from foundation.eforms.enums import FieldKind
from foundation.eforms.regions import Region, parts_of, provinces, region_path

from .controls import LineInput, ListOptions, WrittenField
from .drawing import day_input

RUNGS = ("province", "city", "district")
Drawn = tuple[dict[str, forms.Field], dict[str, Any]]


class PartsForm(forms.Form):
    """The controls of one answer, named after it: `key-from`, `key-detail`."""

    use_required_attribute = False

    def __init__(
        self, name: str, parts: Mapping[str, forms.Field], values: Mapping[str, Any]
    ) -> None:
        super().__init__(prefix=name, initial=dict(values))
        self.fields.update(parts)

    @property
    def bound(self) -> tuple[BoundField, ...]:
        """Every control, in order."""
        return tuple(self)


def parts_of_answer(
    field: Field, name: str, value: Any, *, is_wrong: bool
) -> tuple[BoundField, ...]:
    """The controls of an answer that has several; empty for every other kind."""
    drawn = DRAWN.get(field.kind)
    if drawn is None:
        return ()
    parts, values = drawn(field, value)
    for part in parts.values():
        if field.must_be_answered:
            part.widget.attrs["aria-required"] = "true"
        if is_wrong:
            part.widget.attrs["aria-invalid"] = "true"
    return PartsForm(name, parts, values).bound


def _said(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _range(field: Field, value: Any) -> Drawn:
    parts: dict[str, forms.Field] = {
        "from": WrittenField(label=_("从"), widget=day_input(field), required=False),
        "to": WrittenField(label=_("至"), widget=day_input(field), required=False),
    }
    return parts, dict(_said(value))


def _region(_field: Field, value: Any, *, before: str = "") -> Drawn:
    """Three lists, each of what lies in the place above; a province of one city needs no choice."""
    path = [*region_path(str(value or ""))]
    while path and len(path) < len(RUNGS) and len(below := parts_of(path[-1].code)) == 1:
        path.append(below[0])
    chosen = [place.code for place in path] + [""] * (len(RUNGS) - len(path))
    offered = [provinces(), *(parts_of(code) if code else () for code in chosen[:-1])]
    labels = (_("省、自治区、直辖市"), _("市、州、盟"), _("区、县"))
    keys = [f"{before}{rung}" for rung in RUNGS]
    parts: dict[str, forms.Field] = {
        key: _places(label, places, rung)
        for key, label, places, rung in zip(keys, labels, offered, RUNGS, strict=True)
    }
    return parts, dict(zip(keys, chosen, strict=True))


def _places(label: str, places: tuple[Region, ...], rung: str) -> forms.ChoiceField:
    options = [("", _("请选择")), *((place.code, place.name) for place in places)]
    widget = ListOptions(attrs={"data-rung": rung, "autocomplete": "off"})
    return forms.ChoiceField(label=label, choices=options, widget=widget, required=False)


def _address(field: Field, value: Any) -> Drawn:
    said = _said(value)
    parts, values = _region(field, said.get("region"), before="region-")
    attributes = {"autocomplete": "street-address"}
    parts["detail"] = WrittenField(
        label=_("街道、门牌号、楼层"), widget=LineInput(attrs=attributes), required=False
    )
    return parts, {**values, "detail": said.get("detail", "")}


DRAWN: dict[FieldKind, Callable[[Field, Any], Drawn]] = {
    FieldKind.DATE_RANGE: _range,
    FieldKind.REGION: _region,
    FieldKind.ADDRESS: _address,
}
