"""What is wrong with one answer that was given: a sentence, or nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from foundation.core.validators import (
    validate_enterprise_code,
    validate_identity_card,
    validate_phone,
)

from .cleaning import as_date, as_number
from .conditions import is_blank
from .definition import MEGABYTE_BYTES, Field, HeldFile
from .enums import DayRule, FieldKind
from .regions import is_exact
from .surroundings import Surroundings

POSTCODE_LENGTH = 6
MONEY_DECIMALS = 2


def wrong(
    field: Field, value: Any, around: Surroundings, options: tuple[str, ...] | None = None
) -> str:
    """The sentence about an answer; nothing about one that is blank or right.

    Args:
        field: what was asked.
        value: the settled answer.
        around: the day, the files and the register.
        options: what a choice offers now, if rules decide that.
    """
    if field.kind in UNCHECKED or is_blank(value):
        return ""
    if not isinstance(value, SHAPES.get(field.kind, str)):
        return _("「{label}」的格式不符，请重新填写。").format(label=field.label)
    if field.kind in {FieldKind.CHOICE, FieldKind.SEVERAL}:
        return _wrong_choice(field, value, field.options if options is None else options)
    checker = CHECKERS.get(field.kind)
    return checker(field, value, around) if checker else ""


def _wrong_number(field: Field, value: str, _around: Surroundings) -> str:
    number = as_number(value)
    if number is None:
        return _("「{label}」应是数字，例如 12 或 12.5，请修改。").format(label=field.label)
    if int(number.normalize().as_tuple().exponent) < -decimals_of(field):
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


def decimals_of(field: Field) -> int:
    """How many places a number may have; money has two unless said otherwise."""
    if field.kind == FieldKind.MONEY:
        return field.decimals or MONEY_DECIMALS
    return field.decimals


def _decimals_sentence(field: Field) -> str:
    if not decimals_of(field):
        return _("「{label}」应是整数，请去掉小数。").format(label=field.label)
    return _("「{label}」最多 {decimals} 位小数，请修改。").format(
        label=field.label, decimals=decimals_of(field)
    )


def _wrong_day(field: Field, value: str, around: Surroundings) -> str:
    return _wrong_date(field, value, around.today)


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


def _wrong_range(field: Field, value: Mapping[str, Any], around: Surroundings) -> str:
    first, last = str(value.get("from", "")), str(value.get("to", ""))
    if not first or not last:
        return _("请填写「{label}」的起止两个日期。").format(label=field.label)
    for day in (first, last):
        if said := _wrong_date(field, day, around.today):
            return said
    if last < first:
        return _("「{label}」的结束日期早于开始日期，请修改。").format(label=field.label)
    return ""


def _wrong_choice(field: Field, value: str | list[Any], options: tuple[str, ...]) -> str:
    chosen = value if isinstance(value, list) else [value]
    for each in chosen:
        if each not in options:
            return _("「{label}」中没有「{value}」这个选项，请重新选择。").format(
                label=field.label, value=str(each)[:40]
            )
    return ""


def _wrong_region(field: Field, value: str, _around: Surroundings) -> str:
    if is_exact(value):
        return ""
    return _("请把「{label}」选到区、县。").format(label=field.label)


def _wrong_address(field: Field, value: Mapping[str, Any], around: Surroundings) -> str:
    region, detail = str(value.get("region", "")), str(value.get("detail", ""))
    if not region or not detail:
        return _("请选择「{label}」的省市区，并填写街道和门牌号。").format(label=field.label)
    return _wrong_region(field, region, around)


def _wrong_pick(field: Field, value: Mapping[str, Any], around: Surroundings) -> str:
    if any(pick.id == value.get("id") for pick in around.offered(field)):
        return ""
    return _("「{label}」中选择的内容已不可用，请重新选择。").format(label=field.label)


def _wrong_postcode(field: Field, value: str, _around: Surroundings) -> str:
    if len(value) == POSTCODE_LENGTH and value.isascii() and value.isdecimal():
        return ""
    return _("「{label}」应是 6 位数字，例如 100053，请修改。").format(label=field.label)


def _wrong_email(field: Field, value: str, _around: Surroundings) -> str:
    try:
        validate_email(value)
    except ValidationError:
        return _("「{label}」不是有效的邮箱，请按 name@example.com 的样子填写。").format(
            label=field.label
        )
    return ""


def _wrong_rows(field: Field, value: list[Any], _around: Surroundings) -> str:
    facts = {"label": field.label, "count": len(value)}
    if len(value) < field.min_rows:
        return _("「{label}」至少填写 {least} 行，现有 {count} 行，请补充。").format(
            **facts, least=field.min_rows
        )
    if len(value) > field.max_rows:
        return _("「{label}」最多填写 {most} 行，现有 {count} 行，请删减。").format(
            **facts, most=field.max_rows
        )
    return ""


def _by_validator(validator: Callable[[str], None]) -> "Checker":
    def checked(_field: Field, value: str, _around: Surroundings) -> str:
        try:
            validator(value)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    return checked


def _wrong_files(field: Field, value: list[Any], around: Surroundings) -> str:
    if len(value) > field.max_files:
        return _("「{label}」最多上传 {limit} 个文件，现有 {count} 个，请移除多余的。").format(
            label=field.label, limit=field.max_files, count=len(value)
        )
    for name in value:
        held = around.files.get(str(name))
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


Checker = Callable[[Field, Any, Surroundings], str]
UNCHECKED = frozenset({FieldKind.DECLARATION, FieldKind.CALCULATED})
SHAPES: dict[FieldKind, type[Any] | tuple[type[Any], ...]] = {
    FieldKind.SEVERAL: list,
    FieldKind.FILE: list,
    FieldKind.GROUP: list,
    FieldKind.TABLE: list,
    FieldKind.YES_NO: bool,
    FieldKind.DATE_RANGE: Mapping,
    FieldKind.ADDRESS: Mapping,
    FieldKind.LICENCE: Mapping,
    FieldKind.STAFF: Mapping,
    FieldKind.SITE: Mapping,
    FieldKind.PRODUCT: Mapping,
}
CHECKERS: dict[FieldKind, Checker] = {
    FieldKind.NUMBER: _wrong_number,
    FieldKind.MONEY: _wrong_number,
    FieldKind.DATE: _wrong_day,
    FieldKind.DATE_RANGE: _wrong_range,
    FieldKind.IDENTITY_CARD: _by_validator(validate_identity_card),
    FieldKind.CREDIT_CODE: _by_validator(validate_enterprise_code),
    FieldKind.PHONE: _by_validator(validate_phone),
    FieldKind.EMAIL: _wrong_email,
    FieldKind.POSTCODE: _wrong_postcode,
    FieldKind.REGION: _wrong_region,
    FieldKind.ADDRESS: _wrong_address,
    FieldKind.LICENCE: _wrong_pick,
    FieldKind.STAFF: _wrong_pick,
    FieldKind.SITE: _wrong_pick,
    FieldKind.PRODUCT: _wrong_pick,
    FieldKind.FILE: _wrong_files,
    FieldKind.GROUP: _wrong_rows,
    FieldKind.TABLE: _wrong_rows,
}
