"""Answers as an applicant would have left them: chosen from what is registered, calculated."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from applications.models import Application
from applications.services.surroundings import around
from foundation.eforms.cleaning import clean_answers
from foundation.eforms.definition import Field
from foundation.eforms.settling import settle
from foundation.eforms.surroundings import Surroundings


def answered(matter: Application, said: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """The answers that a matter has when it is sent; the data files choose things by their names.

    Raises:
        LookupError: nothing of that name was there to choose on that day.
    """
    definition, surroundings = matter.form_version.compiled, around(matter, at=at)
    chosen = _chosen(definition.inputs, said, surroundings)
    return settle(definition, clean_answers(definition, chosen), surroundings)


def _chosen(
    asked: Mapping[str, Field], said: Mapping[str, Any], surroundings: Surroundings
) -> dict[str, Any]:
    return {key: _one(asked[key], value, surroundings) for key, value in said.items()}


def _one(field: Field, value: Any, surroundings: Surroundings) -> Any:
    if field.kind.is_rows:
        inner = {child.key: child for child in field.fields}
        return [_chosen(inner, row, surroundings) for row in value]
    if not field.kind.is_picker or isinstance(value, Mapping):
        return value
    for pick in surroundings.offered(field):
        if pick.label == value:
            return pick.id
    raise LookupError(f"{field.key}: {value} is not there to choose")
