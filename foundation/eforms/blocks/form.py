"""The form as a whole: steps of fields, and the definition they compile to."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from foundation.eforms.definition import Definition, Field, Step

from .fields import FieldsBlock
from .problems import RESERVED_KEYS, twin_problem, twins_of

WORD = re.compile(r"[a-z][a-z0-9]+", re.ASCII)
ID_DIGITS = 4


class StepBlock(blocks.StructBlock):
    """One page of the form."""

    title = blocks.CharBlock(label=_("步骤标题"), max_length=60)
    intro = blocks.TextBlock(
        label=_("步骤说明"), required=False, help_text=_("显示在这一步的开头。")
    )
    fields = FieldsBlock(label=_("字段"))

    class Meta:
        icon = "form"
        label = _("步骤")


class FormBlock(blocks.StreamBlock):
    """A form that an editor designs: one step a page."""

    step = StepBlock()

    class Meta:
        template = "blocks/eforms_form.html"

    def clean(self, value: Any) -> Any:
        """Give every field a key that stays, and name fields that share one."""
        value = super().clean(value)
        for child, key in _keyed(value):
            child.value["key"] = key
        if not self.is_deferred_validation:
            self._refuse_twins(value)
        return value

    def _refuse_twins(self, value: Any) -> None:
        """Say it beside the second of two fields with one key."""
        definition = definition_of(value)
        said = {id(second): twin_problem(first, second) for first, second in twins_of(definition)}
        errors: dict[int, ValidationError] = {}
        for place, step in enumerate(definition.steps):
            at_fields = {
                index: StructBlockValidationError({"key": ValidationError(said[id(field)])})
                for index, field in enumerate(step.fields)
                if id(field) in said
            }
            if at_fields:
                errors[place] = StructBlockValidationError(
                    {"fields": StreamBlockValidationError(at_fields)}
                )
        if errors:
            raise StreamBlockValidationError(errors)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """The compiled form, for the guide page and the preview."""
        context = super().get_context(value, parent_context)
        context["definition"] = definition_of(value)
        return context


def _keyed(value: Any) -> Iterator[tuple[Any, str]]:
    """Every field of an editor's form with its key, proposed where none was given."""
    children = [child for step in value for child in step.value["fields"]]
    taken = {child.value.get("key") for child in children} | RESERVED_KEYS
    for position, child in enumerate(children, start=1):
        key = child.value.get("key")
        if not key:
            key = _proposed_key(child, position, taken)
            taken.add(key)
        yield child, key


def _proposed_key(child: Any, position: int, taken: set[Any]) -> str:
    """The Latin words of the label, else the kind with a mark that outlives reordering."""
    label = str(child.value.get("label") or "").lower()
    mark = str(child.id)[:ID_DIGITS] if child.id else str(position)
    base = "_".join(WORD.findall(label))[:30].strip("_") or f"{child.block.kind}_{mark}"
    key, again = base, 2
    while key in taken:
        key, again = f"{base}_{again}", again + 1
    return key


def definition_of(value: Any) -> Definition:
    """What an editor's form says, mistakes included."""
    keys = (key for _child, key in _keyed(value))
    return Definition(steps=tuple(_step_of(step.value, keys) for step in value))


def _step_of(value: Any, keys: Iterator[str]) -> Step:
    return Step(
        title=value["title"].strip(),
        intro=(value["intro"] or "").strip(),
        fields=tuple(child.block.field_of(child.value, next(keys)) for child in value["fields"]),
    )


def form_rows(definition: Definition) -> list[dict[str, Any]]:
    """The rows of a `FormBlock` that compile to this definition: for loading and copying."""
    return [
        {
            "type": "step",
            "value": {
                "title": step.title,
                "intro": step.intro,
                "fields": [_field_row(field) for field in step.fields],
            },
        }
        for step in definition.steps
    ]


def _field_row(field: Field) -> dict[str, Any]:
    settings = field.to_json()
    kind = settings.pop("kind")
    defaults: dict[str, Any] = {"required": field.required}
    if field.is_file:
        defaults["accept"] = list(field.accept)
    return {"type": kind, "value": {**defaults, **settings}}
