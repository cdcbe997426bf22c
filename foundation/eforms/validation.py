"""Whether answers may be kept, and whether they may be submitted: one check for page and API."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.core.validators import (
    validate_enterprise_code,
    validate_identity_card,
    validate_phone,
)

from .cleaning import as_date, as_number, clean_answers
from .definition import MEGABYTE_BYTES, Definition, Field, Files, HeldFile
from .enums import DayRule, FieldKind

__all__ = ["check", "clean_answers"]

NO_FILES: Files = MappingProxyType({})


def check(
    definition: Definition,
    answers: Mapping[str, Any],
    *,
    final: bool,
    today: date,
    files: Files = NO_FILES,
    step: int | None = None,
) -> dict[str, str]:
    """What is wrong with the answers: a sentence per key, in the order of the form.

    Args:
        definition: the form that was asked.
        answers: as `clean_answers` returned them; uncleaned ones raise nothing either.
        final: whether they are to be submitted. A draft is only refused unknown keys and lengths.
        today: the day on which they are given.
        files: the stored files of this case, by uuid.
        step: check the fields of one step only (from 0).
    """
    errors: dict[str, str] = {}
    for key, field in definition.inputs_of(step).items():
        value = answers.get(key)
        said = _too_long(field, value)
        if not said and final:
            said = _missing(field, value) or _wrong(field, value, today=today, files=files)
        if said:
            errors[key] = said
    for key in answers:
        if key not in definition.inputs:
            errors[str(key)] = _("表单中没有「{key}」这一项，请去掉后重试。").format(key=key)
    return errors


def _is_blank(field: Field, value: Any) -> bool:
    if field.kind == FieldKind.DECLARATION:
        return value is not True
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _too_long(field: Field, value: Any) -> str:
    if not isinstance(value, str) or len(value) <= field.length_limit:
        return ""
    return _("「{label}」最多 {limit} 个字，您填写了 {length} 个，请删减。").format(
        label=field.label, limit=field.length_limit, length=len(value)
    )


def _missing(field: Field, value: Any) -> str:
    if not _is_blank(field, value):
        return ""
    if field.kind == FieldKind.DECLARATION:
        return _("请阅读「{label}」，勾选同意后才能提交。").format(label=field.label)
    return _ask(field) if field.required else ""


def _ask(field: Field) -> str:
    if field.is_file:
        return _("请上传「{label}」。").format(label=field.label)
    if field.kind in {FieldKind.CHOICE, FieldKind.DATE}:
        return _("请选择「{label}」。").format(label=field.label)
    return _("请填写「{label}」。").format(label=field.label)


def _wrong(field: Field, value: Any, *, today: date, files: Files) -> str:
    if field.kind == FieldKind.DECLARATION or _is_blank(field, value):
        return ""
    if field.is_file and isinstance(value, list):
        return _wrong_files(field, value, files)
    if field.is_file or not isinstance(value, str):
        return _("「{label}」的格式不符，请重新填写。").format(label=field.label)
    if field.kind == FieldKind.DATE:
        return _wrong_date(field, value, today)
    checker = CHECKERS.get(field.kind)
    return checker(field, value) if checker else ""


def _wrong_number(field: Field, value: str) -> str:
    number = as_number(value)
    if number is None:
        return _("「{label}」应是数字，例如 12 或 12.5，请修改。").format(label=field.label)
    if int(number.normalize().as_tuple().exponent) < -field.decimals:
        return _decimals_sentence(field)
    if field.minimum is not None and number < field.minimum:
        return _("「{label}」不能小于 {minimum}{unit}，请修改。").format(
            label=field.label, minimum=field.minimum, unit=field.unit
        )
    if field.maximum is not None and number > field.maximum:
        return _("「{label}」不能大于 {maximum}{unit}，请修改。").format(
            label=field.label, maximum=field.maximum, unit=field.unit
        )
    return ""


def _decimals_sentence(field: Field) -> str:
    if not field.decimals:
        return _("「{label}」应是整数，请去掉小数。").format(label=field.label)
    return _("「{label}」最多 {decimals} 位小数，请修改。").format(
        label=field.label, decimals=field.decimals
    )


def _wrong_date(field: Field, value: str, today: date) -> str:
    day = as_date(value)
    if day is None:
        return _("「{label}」不是有效日期，请按 2026-11-20 的样子填写。").format(label=field.label)
    first = [field.earliest] if field.earliest else []
    last = [field.latest] if field.latest else []
    first += [today] if field.day_rule == DayRule.NOT_PAST else []
    last += [today] if field.day_rule == DayRule.NOT_FUTURE else []
    if first and day < max(first):
        return _("「{label}」不能早于 {day}，请修改。").format(label=field.label, day=max(first))
    if last and day > min(last):
        return _("「{label}」不能晚于 {day}，请修改。").format(label=field.label, day=min(last))
    return ""


def _wrong_choice(field: Field, value: str) -> str:
    if value in field.options:
        return ""
    return _("「{label}」中没有「{value}」这个选项，请重新选择。").format(
        label=field.label, value=value[:40]
    )


def _by_validator(validator: Callable[[str], None]) -> Callable[[Field, str], str]:
    def checked(_field: Field, value: str) -> str:
        try:
            validator(value)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    return checked


def _wrong_files(field: Field, value: list[Any], files: Files) -> str:
    if len(value) > field.max_files:
        return _("「{label}」最多上传 {limit} 个文件，现有 {count} 个，请移除多余的。").format(
            label=field.label, limit=field.max_files, count=len(value)
        )
    for name in value:
        held = files.get(str(name))
        if held is None:
            return _("「{label}」中有文件已失效，请移除后重新上传。").format(label=field.label)
        if said := _wrong_file(field, held):
            return said
    return ""


def _wrong_file(field: Field, held: HeldFile) -> str:
    if held.size_bytes > field.max_bytes:
        return _("文件「{name}」超过 {limit} MB，请压缩或拆分后重新上传。").format(
            name=held.name, limit=field.max_bytes // MEGABYTE_BYTES
        )
    ending = held.name.rpartition(".")[2].lower()
    if field.extensions and ending not in field.extensions:
        return _("文件「{name}」的格式不符，请上传 {endings} 文件。").format(
            name=held.name, endings="、".join(field.extensions)
        )
    return ""


CHECKERS: dict[FieldKind, Callable[[Field, str], str]] = {
    FieldKind.NUMBER: _wrong_number,
    FieldKind.CHOICE: _wrong_choice,
    FieldKind.IDENTITY_CARD: _by_validator(validate_identity_card),
    FieldKind.CREDIT_CODE: _by_validator(validate_enterprise_code),
    FieldKind.PHONE: _by_validator(validate_phone),
}
