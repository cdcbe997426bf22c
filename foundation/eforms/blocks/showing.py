"""Conditions on a yes or no, in the words of an editor: what is stored as `true` reads 是."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue

from foundation.eforms.definition import Field

from .base import UNNAMED_KEY, KindBlock
from .reusing import ReuseBlock, fields_of
from .ruling import TestBlock
from .spelling import YES_OR_NO, said_of


def spell_out(value: Any) -> None:
    """Say yes and no in words wherever a condition of this stream waits for one."""
    tests = list(_tests_in(value))
    if not any(test["value"] != said_of(test["value"]) for test in tests):
        return
    fields = list(_fields_in(value))
    others = _names(field for field in fields if field.kind not in YES_OR_NO)
    either = _names(field for field in fields if field.kind in YES_OR_NO) - others
    for test in tests:
        if test["key"] in either:
            test["value"] = said_of(test["value"])


def _names(fields: Iterator[Field]) -> set[str]:
    return {name for field in fields for name in (field.key, field.label)}


def _parts_of(value: Any) -> Iterator[Any]:
    if isinstance(value, StructValue):
        yield from value.values()
    elif isinstance(value, ListValue):
        yield from value
    elif isinstance(value, StreamValue):
        yield from (child.value for child in value)


def _tests_in(value: Any) -> Iterator[StructValue]:
    if isinstance(value, StructValue) and isinstance(value.block, TestBlock):
        yield value
        return
    for part in _parts_of(value):
        yield from _tests_in(part)


def _fields_in(value: Any) -> Iterator[Field]:
    for child in value if isinstance(value, StreamValue) else ():
        if isinstance(child.block, KindBlock | ReuseBlock):
            yield from fields_of(child, child.value.get("key") or UNNAMED_KEY)
    for part in _parts_of(value):
        yield from _fields_in(part)
