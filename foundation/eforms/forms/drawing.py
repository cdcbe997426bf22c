"""The control that each kind of field is drawn with."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from foundation.eforms.definition import Field
from foundation.eforms.enums import ChoiceDisplay, FieldKind, Prefill
from foundation.eforms.wording import help_of

from .controls import (
    BoxOptions,
    DayInput,
    LineInput,
    ListOptions,
    LongInput,
    RadioOptions,
    WrittenField,
)

LONG_TEXT_ROWS = 5
YES, NO = "true", "false"
AUTOCOMPLETE = {
    Prefill.ENTERPRISE_NAME: "organization",
    Prefill.ENTERPRISE_ADDRESS: "street-address",
    Prefill.PERSON_NAME: "name",
    Prefill.PERSON_PHONE: "tel",
}


def _common(field: Field) -> dict[str, Any]:
    return {"label": field.label, "help_text": help_of(field), "required": field.must_be_answered}


def _attributes(field: Field, **own: str) -> dict[str, str]:
    attributes = {"aria-required": "true"} if field.must_be_answered else {}
    for prefill, autocomplete in AUTOCOMPLETE.items():
        if field.prefill == prefill:
            attributes["autocomplete"] = autocomplete
    return {**attributes, **own}


def _line(field: Field, **attributes: str) -> forms.Field:
    widget = LineInput(attrs={**attributes, **_attributes(field)})
    return WrittenField(widget=widget, **_common(field))


def _text(field: Field) -> forms.Field:
    widget = LineInput(attrs=_attributes(field))
    return WrittenField(max_length=field.length_limit, widget=widget, **_common(field))


def _long_text(field: Field) -> forms.Field:
    widget = LongInput(attrs=_attributes(field, rows=str(LONG_TEXT_ROWS)))
    return WrittenField(max_length=field.length_limit, widget=widget, **_common(field))


def _number(field: Field) -> forms.Field:
    mode = "decimal" if field.decimals else "numeric"
    return _line(field, inputmode=mode, autocomplete="off")


def _money(field: Field) -> forms.Field:
    return _line(field, inputmode="decimal", autocomplete="off")


def day_input(field: Field) -> DayInput:
    """A date picker within the bounds of the field."""
    bounds = {"min": field.earliest, "max": field.latest}
    attributes = {name: day.isoformat() for name, day in bounds.items() if day}
    return DayInput(attrs=_attributes(field, **attributes), format="%Y-%m-%d")


def _date(field: Field) -> forms.Field:
    return WrittenField(widget=day_input(field), **_common(field))


def _choice(field: Field) -> forms.Field:
    options = [(option, option) for option in field.options]
    if field.display == ChoiceDisplay.SEARCH:
        return _line(field, autocomplete="off", list=f"id_{field.key}-options")
    if field.display == ChoiceDisplay.LIST:
        widget: forms.Widget = ListOptions(attrs=_attributes(field))
        options.insert(0, ("", _("请选择")))
    else:
        widget = RadioOptions()
        options += [] if field.required else [("", _("不选择"))]
    return forms.ChoiceField(choices=options, widget=widget, **_common(field))


def _several(field: Field) -> forms.Field:
    options = [(option, option) for option in field.options]
    return forms.MultipleChoiceField(choices=options, widget=BoxOptions(), **_common(field))


def _yes_no(field: Field) -> forms.Field:
    options = [(YES, _("是")), (NO, _("否"))]
    options += [] if field.required else [("", _("不选择"))]
    return forms.ChoiceField(choices=options, widget=RadioOptions(), **_common(field))


def _identifier(field: Field) -> forms.Field:
    return _line(field, autocomplete="off", autocapitalize="characters", spellcheck="false")


def _phone(field: Field) -> forms.Field:
    return _line(field, autocomplete="tel", inputmode="tel")


def _email(field: Field) -> forms.Field:
    return _line(field, autocomplete="email", inputmode="email", spellcheck="false")


def _postcode(field: Field) -> forms.Field:
    return _line(field, autocomplete="postal-code", inputmode="numeric")


def _declaration(field: Field) -> forms.Field:
    widget = forms.CheckboxInput(attrs=_attributes(field))
    label = _("我已阅读并同意「{label}」").format(label=field.label)
    return forms.BooleanField(widget=widget, label=label, help_text=field.text, required=True)


# Kinds that one control answers; what is made of several is drawn by `parts` and `rows`.
DRAWERS: dict[FieldKind, Callable[[Field], forms.Field]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.SEVERAL: _several,
    FieldKind.YES_NO: _yes_no,
    FieldKind.IDENTITY_CARD: _identifier,
    FieldKind.CREDIT_CODE: _identifier,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _email,
    FieldKind.POSTCODE: _postcode,
    FieldKind.DECLARATION: _declaration,
}


def drawn(field: Field, *, in_cell: bool = False) -> forms.Field:
    """The field as Django draws it; in a cell of a table, options are folded up."""
    control = DRAWERS[field.kind](field)
    if in_cell and isinstance(control.widget, RadioOptions):
        options = [("", _("请选择")), *(pair for pair in control.choices if pair[0])]  # type: ignore[attr-defined]
        control.widget = ListOptions(attrs=_attributes(field), choices=options)
    return control
