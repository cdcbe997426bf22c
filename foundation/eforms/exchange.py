"""A form as a file: taken out of one service, put into another, never published by that."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .blocks import FormBlock, definition_of, form_rows, problems_of
from .changes import changes_between
from .definition import FORMAT, Definition
from .enums import FieldKind
from .errors import FormFileRefused

MOST_BYTES = 1024 * 1024
MARK = "portal-form"


def exported(definition: Definition, *, title: str) -> str:
    """The text of the file: the same form, the same text."""
    row = {"type": MARK, "title": title, **definition.to_json()}
    return json.dumps(row, ensure_ascii=False, indent=2) + "\n"


def imported(raw: bytes) -> Definition:
    """The form of a file.

    Raises:
        FormFileRefused: with a sentence: too large, no form, of a later format, unknown kinds.
    """
    if len(raw) > MOST_BYTES:
        raise FormFileRefused(_("文件超过 1 MB，不是从这里导出的表单，请重新选择。"))
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormFileRefused(_("文件内容无法读取，请选择从“导出”得到的 .json 文件。")) from error
    if not isinstance(data, dict) or data.get("type") != MARK:
        raise FormFileRefused(_("这不是表单文件，请选择从“导出”得到的 .json 文件。"))
    if data.get("format") != FORMAT:
        raise FormFileRefused(_("这个文件由其他版本的系统导出，本系统还不能读取。"))
    _require_known_kinds(data)
    return _kept(_read(data))


def _require_known_kinds(data: dict[str, Any]) -> None:
    steps = data.get("steps")
    rows = [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    kinds = {kind for row in rows for kind in _kinds_in(row)}
    unknown = sorted(kinds - set(FieldKind.values))
    if unknown:
        said = _("文件里有本系统没有的字段类型：{kinds}。")
        raise FormFileRefused(said.format(kinds="、".join(unknown[:5])))


def _kinds_in(row: dict[str, Any]) -> list[str]:
    fields = row.get("fields")
    found: list[str] = []
    for field in fields if isinstance(fields, list) else []:
        if isinstance(field, dict):
            found += [str(field.get("kind"))[:40], *_kinds_in(field)]
    return found


def _read(data: dict[str, Any]) -> Definition:
    try:
        return Definition.from_json(data)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise FormFileRefused(_("文件里的表单不完整，可能被改动过，请重新导出。")) from error


def _kept(definition: Definition) -> Definition:
    """The form as an editor can keep it: what the blocks do not take is refused here."""
    block = FormBlock(required=False)
    try:
        value = block.to_python(form_rows(definition))
        block.get_prep_value(value)
        return definition_of(value)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        ValidationError,
    ) as error:
        raise FormFileRefused(_("文件里的表单不完整，可能被改动过，请重新导出。")) from error


def warnings_between(old: Definition, new: Definition) -> list[str]:
    """What those who began to fill in the old form would lose by the new one."""
    before, after = old.inputs, new.inputs
    found = [
        _("字段「{label}」已删除：按现行版本填写的草稿改用新版时，这一项的答案不再保留。").format(
            label=field.label
        )
        for key, field in before.items()
        if key not in after
    ]
    for key, field in before.items():
        gone = [] if key not in after else set(field.options) - set(after[key].options)
        found += [
            _("字段「{label}」去掉了选项「{option}」：选过它的草稿改用新版时要重新选择。").format(
                label=field.label, option=option
            )
            for option in field.options
            if option in gone
        ]
        if key in after and after[key].kind != field.kind:
            found.append(
                _("字段「{label}」换了类型：草稿里的答案可能要重新填写。").format(label=field.label)
            )
    return found


def summary_of(current: Definition, proposed: Definition) -> dict[str, list[str]]:
    """What a form put in the place of another changes, and what is wrong with it."""
    return {
        "changes": changes_between(current, proposed),
        "problems": problems_of(proposed),
        "warnings": warnings_between(current, proposed),
    }
