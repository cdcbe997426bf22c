"""What a searchable object says about itself, as plain text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

TITLE_BOOST = 2


@dataclass(frozen=True, slots=True)
class Document:
    """The three texts that the index keeps apart."""

    title: str
    body: str
    autocomplete: str


def document_of(thing: Any) -> Document:
    """Gather the texts of an object from its `search_fields`."""
    fields = thing.get_search_fields()
    titles = _title_fields(fields)
    texts: dict[str, list[str]] = {"title": [], "body": [], "autocomplete": []}
    for field, text in _values(thing, fields):
        if isinstance(field, AutocompleteField):
            texts["autocomplete"].append(text)
        else:
            texts["title" if id(field) in titles else "body"].append(text)
    return Document(**{name: "\n".join(filter(None, parts)) for name, parts in texts.items()})


def _title_fields(fields: Iterable[Any]) -> set[int]:
    """The fields that name the object: called title, boosted, or else simply the first."""
    plain = [field for field in fields if isinstance(field, SearchField)]
    titles = [
        field for field in plain if field.field_name == "title" or (field.boost or 0) >= TITLE_BOOST
    ]
    return {id(field) for field in titles or plain[:1]}


def is_title_field(model: Any, name: str) -> bool:
    """Whether the index keeps this field of the model among its titles."""
    fields = model.get_search_fields()
    titles = _title_fields(fields)
    return any(id(field) in titles and field.field_name == name for field in fields)


def _values(thing: Any, fields: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    for field in fields:
        if isinstance(field, RelatedFields):
            for other in _related(field.get_value(thing)):
                yield from _values(other, field.fields)
        elif isinstance(field, SearchField | AutocompleteField):
            yield field, _text(field.get_value(thing))


def _related(value: Any) -> Iterable[Any]:
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return _text(list(value.values()))
    if isinstance(value, list | tuple | set):
        return "\n".join(_text(item) for item in value)
    return str(value)
