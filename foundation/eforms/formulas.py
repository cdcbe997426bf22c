"""Formulas that editors write: plain arithmetic over answers, read by a parser, never executed."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Self

from django.utils.translation import gettext as _

from .cleaning import as_date, as_number
from .conditions import is_blank

LONGEST = 500
MOST_PARTS = 120
MOST_PLACES = 10
# Larger or finer results are no answer of a form; they would only cost time.
LARGEST = Decimal(10) ** 24
Values = Mapping[str, Any]
SIGNS: dict[str, str] = {"＋": "+", "－": "-", "−": "-", "×": "*", "÷": "/", "（": "(", "）": ")",
                         "，": ","}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}
# Name of a function -> how few and how many arguments it takes.
FUNCTIONS = {"sum": (1, 1), "count": (1, 1), "min": (1, 20), "max": (1, 20), "round": (1, 2),
             "days": (2, 2)}  # fmt: skip
EXTREMES = frozenset({"min", "max"})  # of numbers, or of all of a column


class FormulaInvalid(ValueError):
    """What was written cannot be calculated; the message says why, for an editor."""


def plain(text: str) -> str:
    """A formula as typed, in the signs that it is read by."""
    return "".join(SIGNS.get(sign, sign) for sign in text).strip()


@dataclass(frozen=True)
class Formula:
    """A formula that was read.

    Attributes:
        names: the fields that it needs; a column of a table as `table.column`.
    """

    text: str
    tree: ast.expr
    names: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a formula.

        Raises:
            FormulaInvalid: with a sentence for its editor.
        """
        found = _parsed(plain(text))
        return cls(text=found[0], tree=found[1], names=found[2])

    def evaluate(self, values: Values) -> Decimal | None:
        """The result; nothing where an answer is missing, unreadable, or divided by zero.

        Where it looks at tables only, and none has a row yet, there is no result either.
        """
        if self.names and not any(_is_begun(name, values) for name in self.names):
            return None
        try:
            result = _value(self.tree, values)
        except (InvalidOperation, ZeroDivisionError, OverflowError, _NoAnswer):
            return None
        if not result.is_finite() or abs(result) > LARGEST:
            return None
        return result


class _NoAnswer(Exception):
    """Something that the formula needs was not answered."""


@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[str, ast.expr, frozenset[str]]:
    if not text:
        raise FormulaInvalid(_("请填写公式。"))
    if len(text) > LONGEST:
        raise FormulaInvalid(_("公式最多 {most} 个字符。").format(most=LONGEST))
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise FormulaInvalid(_("公式无法识别，请检查括号和运算符。")) from error
    if sum(1 for _part in ast.walk(tree)) > MOST_PARTS:
        raise FormulaInvalid(_("公式太长，请拆成几个自动计算字段。"))
    names: set[str] = set()
    _inspect(tree, names)
    return text, tree, frozenset(names)


def _inspect(part: ast.expr, names: set[str]) -> None:
    """Refuse everything but numbers, names, arithmetic and our functions."""
    if isinstance(part, ast.Constant) and type(part.value) in (int, float):
        return
    if isinstance(part, ast.Name):
        names.add(part.id)
        return
    if isinstance(part, ast.BinOp) and type(part.op) in ARITHMETIC:
        _inspect(part.left, names)
        _inspect(part.right, names)
        return
    if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub | ast.UAdd):
        _inspect(part.operand, names)
        return
    if isinstance(part, ast.Call):
        _inspect_call(part, names)
        return
    raise FormulaInvalid(_("公式里只能用字段、数字、加减乘除、括号和规定的函数。"))


def _inspect_call(call: ast.Call, names: set[str]) -> None:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name not in FUNCTIONS or call.keywords:
        known = "、".join(FUNCTIONS)
        raise FormulaInvalid(_("公式里没有这个函数，可以用 {known}。").format(known=known))
    least, most = FUNCTIONS[name]
    if not least <= len(call.args) <= most:
        raise FormulaInvalid(_("函数 {name} 的参数个数不对。").format(name=name))
    if name == "sum" or (name in EXTREMES and isinstance(call.args[0], ast.Attribute)):
        names.update(_column(part) for part in call.args)
    elif name in {"count", "days"}:
        names.update(_field(part) for part in call.args)
    else:
        for part in call.args:
            _inspect(part, names)


def _field(part: ast.expr) -> str:
    if isinstance(part, ast.Name):
        return part.id
    raise FormulaInvalid(_("函数 count 和 days 里请直接写字段的标识。"))


def _column(part: ast.expr) -> str:
    if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
        return f"{part.value.id}.{part.attr}"
    raise FormulaInvalid(_("表格的一列请写“表格.列”，例如 sum(stock.amount)。"))


def _value(part: ast.expr, values: Values) -> Decimal:
    if isinstance(part, ast.Constant):
        return Decimal(str(part.value))
    if isinstance(part, ast.Name):
        return _number(values.get(part.id))
    if isinstance(part, ast.BinOp):
        operate = ARITHMETIC[type(part.op)]
        return operate(_value(part.left, values), _value(part.right, values))
    if isinstance(part, ast.UnaryOp):
        value = _value(part.operand, values)
        return -value if isinstance(part.op, ast.USub) else value
    if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
        return CALLS[part.func.id](part.args, values)
    raise _NoAnswer


def _number(answer: Any) -> Decimal:
    found = as_number(answer) if isinstance(answer, str) else None
    if found is None:
        raise _NoAnswer
    return found


def _numbers(name: str, values: Values) -> list[Decimal]:
    """What can be read in the column `table.column`."""
    table, _dot, column = name.partition(".")
    rows = values.get(table)
    found = [
        as_number(row.get(column) or "")
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, Mapping) and isinstance(row.get(column) or "", str)
    ]
    return [number for number in found if number is not None]


def _is_begun(name: str, values: Values) -> bool:
    """Whether the table of a column has a row; what fields say, the calculation finds out."""
    table, dot, _column = name.partition(".")
    rows = values.get(table)
    begun = (
        isinstance(row, Mapping) and not all(map(is_blank, row.values()))
        for row in (rows if isinstance(rows, list) else [])
    )
    return not dot or any(begun)


def _sum(parts: list[ast.expr], values: Values) -> Decimal:
    return sum(_numbers(_column(parts[0]), values), Decimal(0))


def _count(parts: list[ast.expr], values: Values) -> Decimal:
    rows = values.get(_field(parts[0]))
    return Decimal(len(rows)) if isinstance(rows, list) else Decimal(0)


def _compared(parts: list[ast.expr], values: Values) -> list[Decimal]:
    """Single numbers, or all of a column: then the result speaks for every row."""
    if not isinstance(parts[0], ast.Attribute):
        return [_value(part, values) for part in parts]
    found = [number for part in parts for number in _numbers(_column(part), values)]
    if not found:
        raise _NoAnswer
    return found


def _least(parts: list[ast.expr], values: Values) -> Decimal:
    return min(_compared(parts, values))


def _most(parts: list[ast.expr], values: Values) -> Decimal:
    return max(_compared(parts, values))


def _round(parts: list[ast.expr], values: Values) -> Decimal:
    places = int(_value(parts[1], values)) if len(parts) > 1 else 0
    exponent = Decimal(1).scaleb(-max(0, min(places, MOST_PLACES)))
    return _value(parts[0], values).quantize(exponent, rounding=ROUND_HALF_UP)


def _days(parts: list[ast.expr], values: Values) -> Decimal:
    """Calendar days from the first date to the second."""
    answers = [values.get(_field(part)) for part in parts]
    first, last = (as_date(answer) if isinstance(answer, str) else None for answer in answers)
    if first is None or last is None:
        raise _NoAnswer
    return Decimal((last - first).days)


CALLS: dict[str, Callable[[list[ast.expr], Values], Decimal]] = {
    "sum": _sum,
    "count": _count,
    "min": _least,
    "max": _most,
    "round": _round,
    "days": _days,
}


def result_text(number: Decimal | None, *, decimals: int) -> str:
    """A result as it is stored: so many places, no more; empty for none."""
    if number is None:
        return ""
    exponent = Decimal(1).scaleb(-decimals)
    rounded = number.quantize(exponent, rounding=ROUND_HALF_UP)
    return format(rounded or abs(rounded), "f")
