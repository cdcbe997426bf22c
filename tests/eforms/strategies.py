"""Any form, and anything that may be sent as its answers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, settings, strategies as st

from foundation.eforms.blocks.naming import named_by_keys
from foundation.eforms.blocks.problems import RESERVED_KEYS
from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.enums import (
    ChoiceDisplay,
    Comparison,
    DayRule,
    FieldKind,
    FileKind,
    Match,
    Operator,
    Prefill,
    PrefillMode,
)
from foundation.eforms.rules import Condition, CrossCheck, OptionRule, Test

# Machines differ: what counts here is what holds, not how fast it is drawn.
patient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

words = st.text("药品证书变更示例ABCabc０１12é<&'", min_size=1, max_size=8)
keys = st.builds(
    "".join, st.tuples(st.sampled_from("abprs"), st.text("aeit_12", max_size=6))
).filter(lambda key: key not in RESERVED_KEYS)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
amounts = st.decimals(min_value=-1000, max_value=1000, places=2).map(
    lambda number: Decimal(format(number, "f"))
)


def ordered(strategy):
    """Two bounds, either or both missing, never crossed."""
    return st.tuples(st.none() | strategy, st.none() | strategy).map(
        lambda pair: tuple(sorted(pair)) if None not in pair else pair
    )


NUMBERS = (FieldKind.NUMBER, FieldKind.MONEY)
IN_ROWS = [kind for kind in FieldKind if kind.is_input and not kind.is_rows
           and kind not in {FieldKind.FILE, FieldKind.DECLARATION}]  # fmt: skip


@st.composite
def conditions(draw, earlier):
    """A condition on fields that stand before."""
    tests = draw(
        st.lists(
            st.builds(
                Test,
                key=st.sampled_from([field.key for field in earlier]),
                operator=st.sampled_from(Operator),
                value=st.sampled_from(["", "true", "false", "1", "2026-01-01"]) | words,
            ),
            min_size=1,
            max_size=2,
        )
    )
    return Condition(match=draw(st.sampled_from(Match)), tests=tuple(tests))


@st.composite
def fields(draw, key, earlier=(), kinds=tuple(FieldKind)):
    """A field of any kind, perhaps with conditions on what stands before."""
    kind = draw(st.sampled_from(kinds))
    if kind == FieldKind.CALCULATED and not any(each.kind in NUMBERS for each in earlier):
        kind = FieldKind.TEXT
    facts = {"key": key, "kind": kind}
    if earlier and draw(st.booleans()):
        facts["show"] = draw(conditions(earlier))
    if kind == FieldKind.EXPLANATION:
        return Field(text=f"<p>{draw(words)}</p>", **facts)
    facts["label"] = draw(words)
    if kind == FieldKind.CALCULATED:
        return Field(**facts, **draw(_calculated(earlier)))
    if kind in {FieldKind.SECTION, FieldKind.DECLARATION}:
        return Field(text=draw(words) if kind == FieldKind.DECLARATION else "", **facts)
    return Field(**facts, **draw(_asked(kind, earlier)))


@st.composite
def _asked(draw, kind, earlier):
    """What a question says beside its label."""
    facts = {"hint": draw(st.just("") | words), "required": draw(st.booleans())}
    if earlier and draw(st.booleans()):
        facts["require"] = draw(conditions(earlier))
    if kind.is_rows:
        return facts | draw(rows_of(kind))
    facts |= draw(_own(kind))
    if kind in {FieldKind.CHOICE, FieldKind.SEVERAL} and earlier and draw(st.booleans()):
        rule = OptionRule(options=facts["options"][:1], when=draw(conditions(earlier)))
        facts["option_rules"] = (rule,)
    return facts


def _calculated(earlier):
    numbers = [field.key for field in earlier if field.kind in NUMBERS]
    forms = ["{0} + {1}", "{0} * 2 - {1}", "{0} / {1}", "max({0}, {1})", "round({0} / 3, 2)"]
    return st.builds(
        lambda form, one, other, decimals: {
            "formula": form.format(one, other),
            "decimals": decimals,
        },
        st.sampled_from(forms),
        st.sampled_from(numbers),
        st.sampled_from(numbers),
        st.integers(0, 4),
    )


@st.composite
def rows_of(draw, kind):
    children = []
    for name in draw(st.lists(keys, min_size=1, max_size=3, unique=True)):
        child = draw(fields(name, tuple(children), tuple(IN_ROWS)))
        may_total = kind == FieldKind.TABLE and child.kind in {*NUMBERS, FieldKind.CALCULATED}
        children.append(replace(child, total=may_total and draw(st.booleans())))
    return {
        "fields": tuple(children),
        "min_rows": draw(st.integers(0, 2)),
        "max_rows": draw(st.integers(2, 60)),
        "row_label": draw(st.just("") | words),
    }


def _own(kind):
    written = {
        "example": st.just("") | words,
        "prefill": st.sampled_from(["", *Prefill.values]),
        "prefill_mode": st.sampled_from(PrefillMode),
    }
    own = {
        FieldKind.TEXT: {"max_length": st.integers(0, 900), **written},
        FieldKind.LONG_TEXT: {"max_length": st.integers(0, 900), **written},
        FieldKind.CHOICE: {
            "options": st.lists(words, min_size=1, max_size=5, unique=True).map(tuple),
            "display": st.sampled_from(ChoiceDisplay),
        },
        FieldKind.SEVERAL: {
            "options": st.lists(words, min_size=1, max_size=5, unique=True).map(tuple),
        },
        FieldKind.YES_NO: {},
        FieldKind.REGION: {},
        FieldKind.ADDRESS: {},
        FieldKind.LICENCE: {"source_kind": st.just("") | words},
        FieldKind.STAFF: {"source_kind": st.just("") | words},
        FieldKind.SITE: {"source_kind": st.just("") | words},
        FieldKind.PRODUCT: {"source_kind": st.just("") | words},
        FieldKind.FILE: {
            "accept": st.lists(st.sampled_from(FileKind.values), unique=True).map(tuple),
            "max_files": st.integers(1, 10),
            "max_megabytes": st.integers(1, 50),
        },
    }
    if kind in NUMBERS:
        return st.builds(
            lambda pair, **rest: {"minimum": pair[0], "maximum": pair[1], **rest},
            ordered(amounts),
            unit=st.just("") | words,
            decimals=st.integers(0, 6),
        )
    if kind in {FieldKind.DATE, FieldKind.DATE_RANGE}:
        return st.builds(
            lambda pair, rule: {"earliest": pair[0], "latest": pair[1], "day_rule": rule},
            ordered(days),
            st.sampled_from(DayRule),
        )
    return st.fixed_dictionaries(own.get(kind, written))


def definitions():
    """Any form, its rules spelled as compiling spells them."""
    return _written().map(named_by_keys)


@st.composite
def _written(draw):
    """Two steps of any fields, with conditions on what stands before and a check across them."""
    asked = []
    for name in draw(st.lists(keys, max_size=6, unique=True)):
        earlier = tuple(field for field in asked if field.is_input)
        asked.append(draw(fields(name, earlier)))
    cut = draw(st.integers(0, len(asked)))
    before = [field for field in asked[:cut] if field.is_input]
    show = draw(conditions(before)) if before and draw(st.booleans()) else None
    inputs = [field.key for field in asked if field.is_input]
    return Definition(
        steps=(
            Step(title=draw(words), intro=draw(st.just("") | words), fields=tuple(asked[:cut])),
            Step(title=draw(words), fields=tuple(asked[cut:]), show=show),
        ),
        checks=draw(_checks(inputs)) if inputs else (),
    )


def _checks(inputs):
    one = st.builds(
        CrossCheck,
        left=st.sampled_from(inputs),
        comparison=st.sampled_from(Comparison),
        right=st.sampled_from([*inputs, "0"]),
        key=st.sampled_from(inputs),
        sentence=words,
    )
    return st.lists(one, max_size=2).map(tuple)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.from_regex(r"[+-]?[0-9０-９.,年月日/eE-]{1,20}", fullmatch=True),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def answered(draw):
    """A form with answers, some of its keys, some of nobody's."""
    definition = draw(definitions())
    known = [field.key for field in definition] or ["nobody"]
    names = st.sampled_from(known) | st.text(max_size=5)
    return definition, draw(st.dictionaries(names, anything, max_size=6))
