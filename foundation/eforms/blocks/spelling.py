"""The value of a condition: as an editor writes it, as answers are stored, and whether it fits."""

from dataclasses import replace

from django.utils.translation import gettext as _

from foundation.eforms.cleaning import AGREED, DENIED, as_date, as_number, clean_answer
from foundation.eforms.definition import Field
from foundation.eforms.enums import FieldKind, Operator
from foundation.eforms.regions import code_named, is_exact
from foundation.eforms.rules import Test

YES, NO = "true", "false"
TOLD_OPTIONS = 6
YES_OR_NO = frozenset({FieldKind.YES_NO, FieldKind.DECLARATION})
CHOSEN = frozenset({FieldKind.CHOICE, FieldKind.SEVERAL})
COUNTED = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.CALCULATED})
DATED = frozenset({FieldKind.DATE, FieldKind.DATE_RANGE})
UNORDERED = frozenset({
    *YES_OR_NO, FieldKind.SEVERAL, FieldKind.REGION, FieldKind.ADDRESS, FieldKind.LICENCE,
    FieldKind.STAFF, FieldKind.SITE, FieldKind.PRODUCT,
})  # fmt: skip
UNCOMPARED = frozenset({FieldKind.FILE, FieldKind.GROUP, FieldKind.TABLE})
UNVALUED = frozenset({Operator.FILLED, Operator.EMPTY})
ORDERED = frozenset({Operator.AT_LEAST, Operator.AT_MOST})


def said_of(value: str) -> str:
    """A stored yes or no as an editor reads it; anything else as it is."""
    return {YES: _("是"), NO: _("否")}.get(value, value)


def stored(value: str, target: Field) -> str:
    """What an editor wrote, spelled as the answers to this field are."""
    text = value.strip()
    if target.kind in YES_OR_NO:
        word = text.lower()
        return YES if word in AGREED else NO if word in DENIED else text
    if target.kind in COUNTED:
        return str(clean_answer(replace(target, kind=FieldKind.NUMBER), text))
    if target.kind in DATED:
        return str(clean_answer(replace(target, kind=FieldKind.DATE), text))
    if target.kind in {FieldKind.REGION, FieldKind.ADDRESS}:
        return code_named(text) or text
    return text


def misfit(test: Test, target: Field) -> str:
    """Why this test can never hold for answers to this field, for an editor; empty if it can."""
    label, value = target.label or target.key, test.value
    if test.operator in UNVALUED:
        return ""
    if target.kind in UNCOMPARED:
        return _("「{label}」只能用“已填写”或“未填写”来比较").format(label=label)
    if not value:
        return _("请写出要与「{label}」比较的值").format(label=label)
    if test.operator in ORDERED:
        return _disorder(target, label, value)
    return _stranger(target, label, test)


def _disorder(target: Field, label: str, value: str) -> str:
    """What is wrong with a value that answers shall be above or below."""
    if target.kind in UNORDERED:
        return _("「{label}」的答案不分大小先后，请用“等于”或“包含”").format(label=label)
    if target.kind in COUNTED | DATED:
        return _unreadable(target, label, value)
    if as_number(value) is None and as_date(value) is None:
        return _("「{value}」不是数字也不是日期，不能与「{label}」比大小").format(
            label=label, value=value
        )
    return ""


def _stranger(target: Field, label: str, test: Test) -> str:
    """What is wrong with a value that answers shall be, not be or contain."""
    value = test.value
    if target.kind in YES_OR_NO and value not in {YES, NO}:
        return _("「{label}」的答案只有“是”和“否”，没有「{value}」").format(
            label=label, value=value
        )
    if target.kind in CHOSEN and not _is_offered(target, test):
        return _("「{label}」没有「{value}」这个选项，现有：{options}").format(
            label=label, value=value, options="、".join(target.options[:TOLD_OPTIONS])
        )
    if test.operator == Operator.CONTAINS:
        return ""
    if target.kind in {FieldKind.REGION, FieldKind.ADDRESS} and not is_exact(value):
        return _("「{value}」不是一个区县，请写到区县，例如：北京市东城区").format(value=value)
    return _unreadable(target, label, value)


def _is_offered(target: Field, test: Test) -> bool:
    if test.operator == Operator.CONTAINS and target.kind == FieldKind.CHOICE:
        return any(test.value in option for option in target.options)
    return test.value in target.options


def _unreadable(target: Field, label: str, value: str) -> str:
    if target.kind in COUNTED and as_number(value) is None:
        return _("「{label}」的答案是数字，「{value}」不是").format(label=label, value=value)
    if target.kind in DATED and as_date(value) is None:
        return _("「{label}」的答案是日期，「{value}」不是，请写成 2026-11-20 这样").format(
            label=label, value=value
        )
    return ""
