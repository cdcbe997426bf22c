"""Answers as a browser would post them."""

from django.http import QueryDict

from foundation.eforms.enums import FieldKind

SPELLED = {True: "true", False: "false"}


def as_posted(definition, answers):
    """The page that holds these answers, sent."""
    page = QueryDict(mutable=True)
    for key, field in definition.inputs.items():
        if key in answers:
            _post(page, field, key, answers[key])
    return page


def _post(page, field, name, value):
    if field.kind.is_rows:
        page[f"{name}-rows"] = str(len(value))
        for index, row in enumerate(value):
            children = [child for child in field.fields if child.key in row]
            for child in children:
                _post(page, child, f"{name}-{index}-{child.key}", row[child.key])
    elif isinstance(value, list):
        page.setlist(name, value)
    else:
        page.update(_texts(field, name, value))


def _texts(field, name, value):
    if field.kind.is_picker:
        return {name: value.get("id", "")}
    if isinstance(value, dict):
        return {f"{name}-{part}": text for part, text in value.items()}
    if isinstance(value, bool):
        return {name: SPELLED[value]} if value or field.kind == FieldKind.YES_NO else {}
    return {} if value is None else {name: value}
