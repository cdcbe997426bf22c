"""The form as a whole: steps of fields, checks across them, and the definition they compile to."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model

from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.rules import Condition, Download

from .naming import keyed, named_by_keys
from .previewing import PreviewedBlock
from .problems import placed_problems
from .reusing import ReuseBlock, StepFieldsBlock, every_keyed, fields_of
from .ruling import CheckBlock, ConditionBlock, check_of, condition_of
from .showing import spell_out

DOCUMENT = re.compile(r"/documents/(\d+)/")
UNNAMED = "unnamed"
NO_CONDITION: dict[str, Any] = {"match": "all", "tests": []}


class StepBlock(PreviewedBlock):
    """One page of the form."""

    examples = ("basics", "title", "amount", "begins")

    title = blocks.CharBlock(label=_("步骤标题"), max_length=60)
    intro = blocks.TextBlock(
        label=_("步骤说明"), required=False, help_text=_("显示在这一步的开头。")
    )
    show = ConditionBlock(label=_("满足条件才有这一步"), required=False)
    fields = StepFieldsBlock(label=_("字段"))

    class Meta:
        icon = "form"
        label = _("步骤")
        description = _("申请表的一页，里面放字段；可以设条件，不满足时没有这一步。")
        form_layout = blocks.struct_block.BlockGroup(
            children=["title", "intro", "fields"], settings=["show"]
        )


class FormBlock(blocks.StreamBlock):
    """A form that an editor designs: steps, one a page, and checks across their answers."""

    step = StepBlock()
    check = CheckBlock()

    class Meta:
        template = "blocks/eforms_form.html"

    def clean(self, value: Any) -> Any:
        """Give every field a key that stays, and say mistakes beside the block at fault."""
        value = super().clean(value)
        for child, key in every_keyed(_children(value)):
            child.value["key"] = key
        if not self.is_deferred_validation:
            self._refuse_problems(value)
        return value

    def get_form_state(self, value: Any) -> Any:
        """The form as the editor sees it, yes and no in words."""
        spell_out(value)
        return super().get_form_state(value)

    def _refuse_problems(self, value: Any) -> None:
        """Say each at the block of the form that holds it."""
        places = [index for index, child in enumerate(value) if child.block_type == "step"]
        checks = [index for index, child in enumerate(value) if child.block_type == "check"]
        errors: dict[int, Any] = {}
        by_step: dict[int, dict[int, list[str]]] = {}
        for problem in placed_problems(definition_of(value)):
            if problem.check is not None:
                errors[checks[problem.check]] = ValidationError(problem.sentence)
            elif problem.field is None:
                errors[places[problem.step]] = ValidationError(problem.sentence)
            else:
                said = by_step.setdefault(problem.step, {})
                origin = _origins(value[places[problem.step]].value)[problem.field]
                said.setdefault(origin, []).append(problem.sentence)
        for step, fields in by_step.items():
            at_fields = {index: ValidationError(said) for index, said in fields.items()}
            errors[places[step]] = StructBlockValidationError(
                {"fields": StreamBlockValidationError(at_fields)}
            )
        if errors:
            raise StreamBlockValidationError(errors)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """The compiled form, for the guide page and the preview."""
        context = super().get_context(value, parent_context)
        context["definition"] = definition_of(value)
        return context


def _steps(value: Any) -> Iterator[Any]:
    return (child for child in value if child.block_type == "step")


def _children(value: Any) -> list[Any]:
    return [child for step in _steps(value) for child in step.value["fields"]]


def _origins(step: Any) -> list[int]:
    """Of every compiled field of a step, the block that it came from."""
    counted = ((index, fields_of(child, UNNAMED)) for index, child in enumerate(step["fields"]))
    return [index for index, fields in counted for _field in fields]


def definition_of(value: Any) -> Definition:
    """What an editor's form says, mistakes included; rules name fields by their keys."""
    own = [child for child in _children(value) if not isinstance(child.block, ReuseBlock)]
    keys = {id(child): key for child, key in keyed(own)}
    said = Definition(
        steps=tuple(_step_of(step.value, keys) for step in _steps(value)),
        checks=tuple(check_of(child.value) for child in value if child.block_type == "check"),
    )
    return named_by_keys(said)


def _step_of(value: Any, keys: Mapping[int, str]) -> Step:
    return Step(
        title=value["title"].strip(),
        intro=(value["intro"] or "").strip(),
        show=condition_of(value["show"]),
        fields=tuple(
            field
            for child in value["fields"]
            for field in fields_of(child, keys.get(id(child), ""))
        ),
    )


def form_rows(definition: Definition) -> list[dict[str, Any]]:
    """The rows of a `FormBlock` that compile to this definition: for loading and copying."""
    steps = [
        {
            "type": "step",
            "value": {
                "title": step.title,
                "intro": step.intro,
                "show": _condition_row(step.show),
                "fields": [_field_row(field) for field in step.fields],
            },
        }
        for step in definition.steps
    ]
    checks = [
        {"type": "check", "value": {**check.to_json(), "when": _condition_row(check.when)}}
        for check in definition.checks
    ]
    return [*steps, *checks]


def _condition_row(condition: Condition | None) -> dict[str, Any]:
    return condition.to_json() if condition else NO_CONDITION


def _field_row(field: Field) -> dict[str, Any]:
    settings = field.to_json()
    kind = settings.pop("kind")
    defaults: dict[str, Any] = {"required": field.required, "show": NO_CONDITION}
    if field.is_file:
        defaults["accept"] = list(field.accept)
        for name in ("template", "sample"):
            settings.pop(name, None)
            defaults[name] = _document(getattr(field, name))
    if field.fields:
        settings["fields"] = [_field_row(child) for child in field.fields]
    if field.kind.value in PLACES and field.decimals == 0:
        defaults["decimals"] = 0
    return {"type": kind, "value": {**defaults, **settings}}


PLACES = frozenset({"money"})  # whose block begins with another number of places


def _document(download: Download | None) -> int | None:
    """The document of this installation that a download leads to, if it has it."""
    found = DOCUMENT.search(download.url) if download else None
    if found is None:
        return None
    documents = get_document_model().objects.filter(pk=int(found[1]))
    number: int | None = documents.values_list("pk", flat=True).first()
    return number
