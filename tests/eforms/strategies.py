"""Any form, and anything that may be sent as its answers."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, settings, strategies as st

from foundation.eforms.blocks.problems import RESERVED_KEYS
from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.enums import ChoiceDisplay, DayRule, FieldKind, FileKind, Prefill

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


@st.composite
def fields(draw, key):
    kind = draw(st.sampled_from(FieldKind))
    if kind == FieldKind.EXPLANATION:
        return Field(key=key, kind=kind, text=f"<p>{draw(words)}</p>")
    facts = {"label": draw(words)}
    if kind == FieldKind.DECLARATION:
        return Field(key=key, kind=kind, text=draw(words), **facts)
    facts |= {"required": draw(st.booleans()), "hint": draw(st.just("") | words)}
    return Field(key=key, kind=kind, **facts, **draw(_own(kind)))


def _own(kind):
    written = {"example": st.just("") | words, "prefill": st.sampled_from(["", *Prefill.values])}
    own = {
        FieldKind.TEXT: {"max_length": st.integers(0, 900), **written},
        FieldKind.LONG_TEXT: {"max_length": st.integers(0, 900), **written},
        FieldKind.CHOICE: {
            "options": st.lists(words, min_size=1, max_size=5, unique=True).map(tuple),
            "display": st.sampled_from(ChoiceDisplay),
        },
        FieldKind.FILE: {
            "accept": st.lists(st.sampled_from(FileKind.values), unique=True).map(tuple),
            "max_files": st.integers(1, 10),
            "max_megabytes": st.integers(1, 50),
        },
    }
    if kind == FieldKind.NUMBER:
        return st.builds(
            lambda pair, **rest: {"minimum": pair[0], "maximum": pair[1], **rest},
            ordered(amounts),
            unit=st.just("") | words,
            decimals=st.integers(0, 6),
        )
    if kind == FieldKind.DATE:
        return st.builds(
            lambda pair, rule: {"earliest": pair[0], "latest": pair[1], "day_rule": rule},
            ordered(days),
            st.sampled_from(DayRule),
        )
    return st.fixed_dictionaries(own.get(kind, written))


@st.composite
def definitions(draw):
    names = draw(st.lists(keys, max_size=5, unique=True))
    asked = [draw(fields(name)) for name in names]
    cut = draw(st.integers(0, len(asked)))
    return Definition(
        steps=(
            Step(title=draw(words), intro=draw(st.just("") | words), fields=tuple(asked[:cut])),
            Step(title=draw(words), fields=tuple(asked[cut:])),
        )
    )


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
