"""Compiling and publishing forms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from . import blocks
from .blank import blank_form
from .changes import changes_between
from .definition import Definition
from .errors import FormInvalid
from .json_schema import json_schema, layout
from .models import FormVersion
from .render import masked_answers, summary_rows
from .settling import live_state, settle, standing
from .surroundings import Surroundings
from .validation import check, clean_answers

__all__ = [
    "Surroundings",
    "blank_form",
    "changes_between",
    "check",
    "clean_answers",
    "compile_form",
    "form_rows",
    "json_schema",
    "latest",
    "layout",
    "live_state",
    "masked_answers",
    "prefilled",
    "publish_definition",
    "publish_form",
    "settle",
    "standing",
    "summary_rows",
]

form_rows = blocks.form_rows
PUBLISH_TRIES = 5


def compile_form(stream_value: Any) -> Definition:
    """The definition that an editor's form (a value of `FormBlock`) says.

    Raises:
        FormInvalid: two fields have one key, or a field contradicts itself.
    """
    definition = blocks.definition_of(stream_value)
    problems = blocks.problems_of(definition)
    if problems:
        raise FormInvalid(problems[0])
    return definition


def publish_form(*, series: str, value: Any, at: datetime) -> FormVersion:
    """Publish an editor's form as the next version, unless nothing changed since the last.

    Raises:
        FormInvalid: the form contradicts itself.
    """
    return publish_definition(series=series, definition=compile_form(value), at=at)


def publish_definition(*, series: str, definition: Definition, at: datetime) -> FormVersion:
    """Publish a compiled form; two at once get two numbers, or one version if they agree."""
    for _try in range(PUBLISH_TRIES):
        newest = latest(series)
        if newest is not None and newest.digest == definition.digest:
            return newest
        try:
            with transaction.atomic():
                return FormVersion.objects.create(
                    series=series,
                    number=newest.number + 1 if newest else 1,
                    definition=definition.to_json(),
                    digest=definition.digest,
                    created_at=at,
                )
        except IntegrityError:  # somebody took the number: look again
            continue
    raise FormInvalid(_("表单正在被他人发布，请稍后再试。"))


def latest(series: str) -> FormVersion | None:
    """The version in force, or none if nothing was published."""
    return FormVersion.objects.newest(series)


def prefilled(definition: Definition, facts: Mapping[str, str]) -> dict[str, Any]:
    """The answers to begin with, from what is known about the applicant."""
    return {
        key: facts[field.prefill]
        for key, field in definition.inputs.items()
        if facts.get(field.prefill)
    }
