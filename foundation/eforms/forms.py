"""The fields of a form as Django draws them; what is right or wrong is said by `validation`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from .cleaning import as_date
from .definition import Definition, Field, Files, HeldFile
from .enums import ChoiceDisplay, FieldKind, Prefill

NOTHING: Mapping[str, Any] = MappingProxyType({})
LONG_TEXT_ROWS = 5
AUTOCOMPLETE = {
    Prefill.ENTERPRISE_NAME: "organization",
    Prefill.ENTERPRISE_ADDRESS: "street-address",
    Prefill.PERSON_NAME: "name",
    Prefill.PERSON_PHONE: "tel",
}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One place on the page: a field to draw, an upload, or words between the fields."""

    field: Field
    bound: BoundField | None
    files: tuple[HeldFile, ...]
    error: str

    @property
    def is_explanation(self) -> bool:
        """Whether it only says something."""
        return not self.field.is_input

    @property
    def is_file(self) -> bool:
        """Whether the caller's template draws it."""
        return self.field.is_file


class WrittenField(forms.CharField):
    """Text whose limit is counted and said; the browser cuts nothing off."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out `maxlength`: a pasted text would lose its end unseen."""
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class DayInput(forms.DateInput):
    """A date picker, that shows what it cannot read as text instead of hiding it."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Fall back to text for what is no date."""
        context = super().get_context(name, value, attrs)
        if value and as_date(str(value)) is None:
            context["widget"]["type"] = "text"
        return context


class FilesInput(forms.FileInput):
    """An upload of one or several files."""

    allow_multiple_selected = True


def _common(field: Field) -> dict[str, Any]:
    return {"label": field.label, "help_text": _help(field), "required": field.must_be_answered}


def _help(field: Field) -> str:
    parts = [field.hint] if field.hint else []
    if field.example:
        parts.append(_("例如：{example}").format(example=field.example))
    if field.is_file:
        parts.append(_upload_rule(field))
    return " ".join(parts)


def _upload_rule(field: Field) -> str:
    rule = _("最多 {count} 个文件，每个不超过 {size} MB").format(
        count=field.max_files, size=field.max_megabytes
    )
    if not field.extensions:
        return _("{rule}。").format(rule=rule)
    return _("{rule}，支持 {endings}。").format(rule=rule, endings="、".join(field.extensions))


def _attributes(field: Field, **own: str) -> dict[str, str]:
    attributes = {"aria-required": "true"} if field.must_be_answered else {}
    for prefill, autocomplete in AUTOCOMPLETE.items():
        if field.prefill == prefill:
            attributes["autocomplete"] = autocomplete
    return {**attributes, **own}


def _text(field: Field) -> forms.Field:
    widget = forms.TextInput(attrs=_attributes(field))
    return WrittenField(max_length=field.length_limit, widget=widget, **_common(field))


def _long_text(field: Field) -> forms.Field:
    widget = forms.Textarea(attrs=_attributes(field, rows=str(LONG_TEXT_ROWS)))
    return WrittenField(max_length=field.length_limit, widget=widget, **_common(field))


def _number(field: Field) -> forms.Field:
    mode = "decimal" if field.decimals else "numeric"
    attributes = _attributes(field, inputmode=mode, autocomplete="off")
    return WrittenField(widget=forms.TextInput(attrs=attributes), **_common(field))


def _date(field: Field) -> forms.Field:
    bounds = {"min": field.earliest, "max": field.latest}
    attributes = {name: day.isoformat() for name, day in bounds.items() if day}
    widget = DayInput(attrs=_attributes(field, **attributes), format="%Y-%m-%d")
    return WrittenField(widget=widget, **_common(field))


def _choice(field: Field) -> forms.Field:
    options = [(option, option) for option in field.options]
    if field.display == ChoiceDisplay.LIST:
        widget: forms.Widget = forms.Select(attrs=_attributes(field))
        options.insert(0, ("", _("请选择")))
    else:
        widget = forms.RadioSelect()
        options += [] if field.required else [("", _("不选择"))]
    return forms.ChoiceField(choices=options, widget=widget, **_common(field))


def _identifier(field: Field) -> forms.Field:
    attributes = _attributes(field, autocapitalize="characters", spellcheck="false")
    return WrittenField(
        widget=forms.TextInput(attrs={"autocomplete": "off", **attributes}), **_common(field)
    )


def _phone(field: Field) -> forms.Field:
    attributes = {"autocomplete": "tel", **_attributes(field, inputmode="tel")}
    return WrittenField(widget=forms.TextInput(attrs=attributes), **_common(field))


def _files(field: Field) -> forms.Field:
    own = {"accept": ",".join(f".{ending}" for ending in field.extensions)}
    several = {"multiple": "multiple"} if field.max_files > 1 else {}
    attributes = _attributes(field, **(own if field.extensions else {}), **several)
    return forms.FileField(widget=FilesInput(attrs=attributes), **_common(field))


def _declaration(field: Field) -> forms.Field:
    widget = forms.CheckboxInput(attrs=_attributes(field))
    label = _("我已阅读并同意「{label}」").format(label=field.label)
    return forms.BooleanField(widget=widget, label=label, help_text=field.text, required=True)


DRAWERS: dict[FieldKind, Callable[[Field], forms.Field]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.IDENTITY_CARD: _identifier,
    FieldKind.CREDIT_CODE: _identifier,
    FieldKind.PHONE: _phone,
    FieldKind.FILE: _files,
    FieldKind.DECLARATION: _declaration,
}


class AnswerForm(forms.Form):
    """One step, or a whole form, with the answers so far and the sentences about them.

    It draws; it does not validate. A view cleans with `clean_answers`, saves, asks `check`,
    and hands both results here.
    """

    use_required_attribute = False  # a draft may be saved with gaps
    asked: ClassVar[tuple[Field, ...]] = ()

    def __init__(
        self,
        *,
        answers: Mapping[str, Any] = NOTHING,
        errors: Mapping[str, str] = NOTHING,
        files: Files = NOTHING,
    ) -> None:
        super().__init__(initial=dict(answers))
        self._said = errors
        self._files = files

    def full_clean(self) -> None:
        """Take over what `check` said about the fields drawn here."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        for key, sentence in self._said.items():
            if key in self.fields:
                self._errors[key] = self.error_class([sentence], renderer=self.renderer)

    @property
    def rows(self) -> Iterator[FormRow]:
        """What the page shows, in order."""
        for field in self.asked:
            names = self.initial.get(field.key) or [] if field.is_file else []
            yield FormRow(
                field=field,
                bound=self[field.key] if field.is_input else None,
                files=tuple(self._files[name] for name in names if name in self._files),
                error=self._said.get(field.key, ""),
            )


def form_class(definition: Definition, *, step: int | None = None) -> type[AnswerForm]:
    """A form class for one step (from 0) or for the whole form."""
    asked = tuple(definition) if step is None else definition.steps[step].fields
    made: type[AnswerForm] = type("StepForm", (AnswerForm,), {"asked": asked})
    # Not as class attributes: an editor may call a field "prefix", or "asked".
    made.base_fields = {field.key: DRAWERS[field.kind](field) for field in asked if field.is_input}
    return made
