"""A form on paper: what each field leaves room for, so that a person fills it in by pen."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .definition import Definition, Field, Step
from .enums import DayRule, FieldKind, PrefillMode
from .formulas import FUNCTIONS
from .wording import Fields, help_of, in_words, rules_in_words
from .wrongness import decimals_of

NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
SIGNS = str.maketrans({"*": "×", "/": "÷"})
EMPTY_ROWS, ANNEX_ROWS, EMPTY_GROUPS = 4, 10, 2
MOST_COLUMNS = 7  # a wider table lies on a sheet of its own, turned
MOST_BOXES = 24  # more options are a text to read, not boxes to tick
LONGEST_IN_CELL = 6
LONG_TEXT_LINES = 4
CARD_DIGITS, CODE_DIGITS, POSTCODE_DIGITS = 18, 18, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A line to write on, with the words before and behind it; sizes: short, medium, long."""

    before: str = ""
    size: str = "long"
    after: str = ""


Lines = tuple[tuple[Gap, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankRow:
    """One field as paper has it.

    Attributes:
        notes: sentences under it: help, bounds, conditions.
        boxes: what is ticked.
        digits: how many boxes for single characters.
        lines: the lines to write on, each of one gap or more.
        copies: of a group or table, the numbers of the empty ones.
        columns: of a group or table, its fields.
        annex: the number of the sheet on which a wide table lies, if it does.
    """

    field: Field
    notes: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    digits: int = 0
    lines: Lines = ()
    copies: range = range(0)
    columns: "tuple[BlankRow, ...]" = ()
    annex: int = 0

    @property
    def is_words(self) -> bool:
        """Whether nothing is asked."""
        return not self.field.is_input

    @property
    def each_digit(self) -> range:
        """The boxes for single characters."""
        return range(self.digits)

    @property
    def fits_cell(self) -> bool:
        """Whether its boxes are few and short enough for a cell of a table."""
        return 0 < len("".join(self.boxes)) <= LONGEST_IN_CELL

    @property
    def has_counted(self) -> bool:
        """Whether some of its cells are the system's."""
        return self.has_totals or any(
            column.field.kind == FieldKind.CALCULATED for column in self.columns
        )

    @property
    def has_totals(self) -> bool:
        """Whether sums stand below its columns."""
        return any(column.field.total for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankStep:
    """One part of the form on paper."""

    number: int
    step: Step
    when: str
    rows: tuple[BlankRow, ...]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A whole form on paper: its parts, then the wide tables as sheets of their own."""

    steps: tuple[BlankStep, ...]
    annexes: tuple[BlankRow, ...]


def blank_form(definition: Definition) -> BlankForm:
    """The form, ready to be printed."""
    numbers = _annex_numbers(definition)
    steps = tuple(
        BlankStep(
            number=number,
            step=step,
            when=_when(step, definition.inputs),
            rows=tuple(
                _row(field, definition.inputs, annex=numbers.get(field.key, 0))
                for field in step.fields
            ),
        )
        for number, step in enumerate(definition.steps, 1)
    )
    return BlankForm(steps, tuple(row for step in steps for row in step.rows if row.annex))


def _annex_numbers(definition: Definition) -> dict[str, int]:
    wide = (
        field.key
        for field in definition
        if field.kind == FieldKind.TABLE and len(_asked(field)) > MOST_COLUMNS
    )
    return {key: number for number, key in enumerate(wide, 1)}


def _when(step: Step, fields: Fields) -> str:
    if step.show is None or not step.show.tests:
        return ""
    return _("本部分仅当{when}时填写。").format(when=in_words(step.show, fields))


def _asked(field: Field) -> tuple[Field, ...]:
    return tuple(child for child in field.fields if child.is_input)


def _row(field: Field, fields: Fields, *, annex: int = 0) -> BlankRow:
    inner = {**fields, **{child.key: child for child in field.fields}}
    return BlankRow(
        field=field,
        notes=tuple(_notes(field, fields)),
        boxes=_boxes(field),
        digits=DIGITS.get(field.kind, 0),
        lines=LINES[field.kind](field) if field.kind in LINES else (),
        copies=_copies(field, annex=annex),
        columns=tuple(_row(child, inner) for child in _asked(field)),
        annex=annex,
    )


def _boxes(field: Field) -> tuple[str, ...]:
    if field.kind == FieldKind.YES_NO:
        return _("是"), _("否")
    if field.kind == FieldKind.DECLARATION:
        return (_("已阅读并同意"),)
    if field.is_file:
        return (_("已备齐"),)
    return field.options if len(field.options) <= MOST_BOXES else ()


def _copies(field: Field, *, annex: int) -> range:
    if not field.kind.is_rows:
        return range(0)
    usual = EMPTY_GROUPS if field.kind == FieldKind.GROUP else EMPTY_ROWS
    least = ANNEX_ROWS if annex else usual
    return range(1, min(max(least, field.min_rows), max(field.max_rows, 1), 2 * least) + 1)


def _notes(field: Field, fields: Fields) -> Iterator[str]:
    """Everything that a person must know before writing, a sentence each."""
    if field.kind != FieldKind.DECLARATION and (said := help_of(field)):
        yield from said.split("\n")
    if field.kind in LIMITS and (said := LIMITS[field.kind](field)):
        yield said
    if field.kind == FieldKind.CALCULATED and (said := _formula_in_words(field, fields)):
        yield _("等于 {formula}。").format(formula=said)
    if field.kind.is_picker and field.source_kind:
        yield _("限“{kind}”。").format(kind=field.source_kind)
    if field.prefill:
        yield _filled_in(field)
    yield from rules_in_words(field, fields)


def _filled_in(field: Field) -> str:
    if field.prefill_mode == PrefillMode.EDITABLE:
        return _("在线填写时自动带入。")
    return _("取自登记信息，在线填写时自动带入。")


def _number_limits(field: Field) -> str:
    low, high, unit = field.minimum, field.maximum, field.counted_in
    parts = []
    if low is not None and high is not None:
        parts.append(_("{low} 至 {high} {unit}").format(low=low, high=high, unit=unit).strip())
    elif low is not None and low:
        parts.append(_("不小于 {low} {unit}").format(low=low, unit=unit).strip())
    elif high is not None:
        parts.append(_("不大于 {high} {unit}").format(high=high, unit=unit).strip())
    places = decimals_of(field)
    parts.append(_("最多 {places} 位小数").format(places=places) if places else _("整数"))
    return _("{rule}。").format(rule="，".join(parts))


def _day_limits(field: Field) -> str:
    parts = [str(field.day_rule.label)] if field.day_rule != DayRule.ANY else []
    if field.earliest:
        parts.append(_("不早于 {day}").format(day=field.earliest))
    if field.latest:
        parts.append(_("不晚于 {day}").format(day=field.latest))
    return _("{rule}。").format(rule="，".join(parts)) if parts else ""


def _text_limits(field: Field) -> str:
    return _("不超过 {most} 字。").format(most=field.max_length) if field.max_length else ""


def _choice_limits(field: Field) -> str:
    if len(field.options) <= MOST_BOXES:
        return ""
    return _("从下列中填一项：{options}。").format(options="、".join(field.options))


def _several_limits(field: Field) -> str:
    if len(field.options) <= MOST_BOXES:
        return _("可选多项。")
    return _("从下列中填一项或几项：{options}。").format(options="、".join(field.options))


def _row_limits(field: Field) -> str:
    what = _("组") if field.kind == FieldKind.GROUP else _("行")
    least = max(field.min_rows, int(field.required))
    if least:
        sentence = _("{least} 至 {most} {what}，不够时请复印本页续填。")
        return sentence.format(least=least, most=field.max_rows, what=what)
    return _("最多 {most} {what}，不够时请复印本页续填。").format(most=field.max_rows, what=what)


def _formula_in_words(field: Field, fields: Fields) -> str:
    """A plain sum or product by the labels of its fields; one with functions is not retold."""
    names = set(NAME.findall(field.formula))
    if names & FUNCTIONS.keys() or not names <= fields.keys():
        return ""
    return NAME.sub(lambda name: fields[name.group()].label, field.formula).translate(SIGNS)


def _one(_field: Field) -> Lines:
    return ((Gap(),),)


def _counted(field: Field) -> Lines:
    return ((Gap(size="medium", after=field.counted_in),),)


def _day(before: str = "") -> tuple[Gap, ...]:
    return (
        Gap(before=before, size="year", after=_("年")),
        Gap(size="short", after=_("月")),
        Gap(size="short", after=_("日")),
    )


def _region(_field: Field) -> Lines:
    rungs = (_("省（区、市）"), _("市（州、盟）"), _("区（县）"))
    return (tuple(Gap(size="place", after=rung) for rung in rungs),)


def _address(field: Field) -> Lines:
    return (*_region(field), (Gap(before=_("街道、门牌号、楼层")),))


def _picked(field: Field) -> Lines:
    return tuple((Gap(before=part),) for part in PICKED[field.kind]())


LINES: Mapping[FieldKind, Callable[[Field], Lines]] = {
    FieldKind.TEXT: _one,
    FieldKind.LONG_TEXT: lambda _field: ((Gap(),),) * LONG_TEXT_LINES,
    FieldKind.NUMBER: _counted,
    FieldKind.MONEY: _counted,
    FieldKind.DATE: lambda _field: (_day(),),
    FieldKind.DATE_RANGE: lambda _field: (_day(), _day(_("至"))),
    FieldKind.CHOICE: lambda field: _one(field) if len(field.options) > MOST_BOXES else (),
    FieldKind.SEVERAL: lambda field: _one(field) if len(field.options) > MOST_BOXES else (),
    FieldKind.PHONE: _one,
    FieldKind.EMAIL: _one,
    FieldKind.REGION: _region,
    FieldKind.ADDRESS: _address,
    FieldKind.LICENCE: _picked,
    FieldKind.STAFF: _picked,
    FieldKind.SITE: _picked,
    FieldKind.PRODUCT: _picked,
}
PICKED: Mapping[FieldKind, Callable[[], tuple[str, ...]]] = {
    FieldKind.LICENCE: lambda: (_("证照名称"), _("证照编号")),
    FieldKind.STAFF: lambda: (_("姓名"), _("岗位")),
    FieldKind.SITE: lambda: (_("场地名称"), _("场地地址")),
    FieldKind.PRODUCT: lambda: (_("产品名称"), _("批准或备案编号")),
}
DIGITS: Mapping[FieldKind, int] = {
    FieldKind.IDENTITY_CARD: CARD_DIGITS,
    FieldKind.CREDIT_CODE: CODE_DIGITS,
    FieldKind.POSTCODE: POSTCODE_DIGITS,
}
LIMITS: Mapping[FieldKind, Callable[[Field], str]] = {
    FieldKind.LONG_TEXT: _text_limits,
    FieldKind.NUMBER: _number_limits,
    FieldKind.MONEY: _number_limits,
    FieldKind.DATE: _day_limits,
    FieldKind.DATE_RANGE: _day_limits,
    FieldKind.CHOICE: _choice_limits,
    FieldKind.SEVERAL: _several_limits,
    FieldKind.GROUP: _row_limits,
    FieldKind.TABLE: _row_limits,
}
