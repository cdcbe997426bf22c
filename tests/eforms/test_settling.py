"""Conditions, formulas, fixed facts and picks: which answers count."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from foundation.eforms.cleaning import clean_answers
from foundation.eforms.conditions import holds
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import Comparison, Match, Operator, PrefillMode
from foundation.eforms.formulas import LONGEST, Formula, FormulaInvalid
from foundation.eforms.picks import Pick
from foundation.eforms.render import masked_answers, summary_rows
from foundation.eforms.rules import Condition, CrossCheck, OptionRule, Test as Probe
from foundation.eforms.settling import live_state, settle, standing
from foundation.eforms.surroundings import Surroundings
from foundation.eforms.validation import check
from tests.factories.eforms import IDENTITY_CARD, PHONE, make_definition, make_field

from .strategies import answered, patient

TODAY = date(2026, 11, 22)
AROUND = Surroundings(today=TODAY)


def when(key, operator=Operator.IS, value="true", match=Match.ALL):
    return Condition(match=match, tests=(Probe(key=key, operator=operator, value=value),))


def settled(definition, answers, around=AROUND):
    return settle(definition, answers, around)


# --- what holds


@pytest.mark.parametrize(
    ("operator", "value", "answer", "expected"),
    [
        ("is", "甲", "甲", True),
        ("is", "甲", "乙", False),
        ("is", "甲", "", False),
        ("is", "1", "1.0", True),
        ("is", "true", True, True),
        ("is", "false", False, True),
        ("is", "false", None, False),
        ("is_not", "甲", "乙", True),
        ("is_not", "甲", "", False),
        ("is_not", "甲", ["甲", "乙"], False),
        ("contains", "甲", ["甲", "乙"], True),
        ("contains", "甲", ["甲乙"], False),
        ("contains", "甲", "甲乙", True),
        ("at_least", "10", "10", True),
        ("at_least", "10", "9.99", False),
        ("at_least", "2026-01-01", "2026-01-02", True),
        ("at_most", "2026-01-01", "2026-01-02", False),
        ("at_least", "10", "很多", False),
        ("filled", "", False, True),
        ("filled", "", "  ", False),
        ("filled", "", {"from": "", "to": ""}, False),
        ("empty", "", [], True),
        ("is", "生产许可证", {"id": "1", "label": "生产许可证"}, True),
    ],
)
def test_holds__one_test__by_operator(operator, value, answer, expected):
    condition = when("a", Operator(operator), value)
    assert holds(condition, {"a": answer}) is expected


def test_holds__several_tests__by_and_or_by_or():
    tests = when("a", value="甲").tests + when("b", value="乙").tests
    answers = {"a": "甲", "b": "丙"}
    assert not holds(Condition(tests=tests), answers)
    assert holds(Condition(tests=tests, match=Match.ANY), answers)
    assert holds(Condition(tests=()), answers)
    assert holds(None, answers)


# --- hidden, required, offered


@patient
@given(answered())
def test_settle__anything__no_hidden_answer_survives_and_again_is_the_same(case):
    definition, raw = case
    answers = clean_answers(definition, raw)
    found = standing(definition, answers, AROUND)
    assert not set(found.answers) & found.hidden
    assert settled(definition, found.answers) == found.answers
    for key, field in definition.inputs.items():
        for index, row in enumerate(found.answers.get(key) or [] if field.kind.is_rows else []):
            assert not {f"{key}-{index}-{child}" for child in row} & found.hidden


def test_hidden__chain__a_hidden_answer_opens_nothing():
    definition = make_definition(
        make_field("yes_no", "a"),
        make_field("yes_no", "b", show=when("a")),
        make_field("text", "c", show=when("b")),
    )
    typed = {"a": False, "b": True, "c": "秘密"}
    assert settled(definition, typed) == {"a": False}
    assert check(definition, typed, final=True, around=AROUND) == {}
    assert settled(definition, {**typed, "a": True}) == {**typed, "a": True}


def test_section__hidden__hides_up_to_the_next_one():
    definition = make_definition(
        make_field("yes_no", "a"),
        make_field("section", "s", show=when("a")),
        make_field("text", "b"),
        make_field("section", "t"),
        make_field("text", "c"),
    )
    assert standing(definition, {"a": False}, AROUND).hidden == {"s", "b"}


def test_step__hidden__asks_nothing_of_it():
    definition = Definition(
        steps=(
            Step(title="一", fields=(make_field("yes_no", "a"),)),
            Step(title="二", fields=(make_field("text", "b"),), show=when("a")),
        )
    )
    assert check(definition, {"a": False}, final=True, around=AROUND) == {}
    assert list(check(definition, {"a": True}, final=True, around=AROUND)) == ["b"]
    assert standing(definition, {}, AROUND).hidden_steps == {1}


def test_require__when_it_holds__must_be_answered():
    definition = make_definition(
        make_field("yes_no", "a"), make_field("text", "b", required=False, require=when("a"))
    )
    assert check(definition, {"a": False}, final=True, around=AROUND) == {}
    assert list(check(definition, {"a": True}, final=True, around=AROUND)) == ["b"]


def test_options__by_rule__only_those_are_taken():
    rule = OptionRule(options=("乙",), when=when("a"))
    definition = make_definition(
        make_field("yes_no", "a"),
        make_field("choice", "b", options=("甲", "乙"), option_rules=(rule,)),
    )
    assert standing(definition, {"a": False}, AROUND).options == {"b": ("甲",)}
    assert (
        "没有「乙」" in check(definition, {"a": False, "b": "乙"}, final=True, around=AROUND)["b"]
    )
    assert check(definition, {"a": True, "b": "乙"}, final=True, around=AROUND) == {}


# --- rows


COLUMNS = (
    make_field("number", "start", label="期初"),
    make_field("number", "sold", label="销出"),
    make_field("calculated", "rest", label="期末", formula="start - sold"),
    make_field("text", "why", label="原因", show=when("rest", Operator.AT_MOST, "0")),
)
STOCK = make_field("table", "stock", fields=COLUMNS, min_rows=1, max_rows=3)


def test_rows__formula_and_condition__see_their_own_row():
    definition = make_definition(STOCK)
    rows = [{"start": "5", "sold": "2", "why": "x"}, {"start": "1", "sold": "1"}]
    counted = settled(definition, {"stock": rows})["stock"]
    assert counted == [
        {"start": "5", "sold": "2", "rest": "3"},
        {"start": "1", "sold": "1", "rest": "0"},
    ]
    errors = check(definition, {"stock": rows}, final=True, around=AROUND)
    assert list(errors) == ["stock.1.why"]


@pytest.mark.parametrize(("number", "word"), [(0, "至少填写一行"), (4, "最多填写 3 行")])
def test_rows__too_few_or_many__is_told(number, word):
    rows = [{"start": "1", "sold": "0"}] * number
    errors = check(make_definition(STOCK), {"stock": rows}, final=True, around=AROUND)
    assert word in errors["stock"]


def test_rows__result_sent_from_outside__is_not_taken():
    answers = clean_answers(make_definition(STOCK), {"stock": [{"start": "5", "rest": "9"}]})
    assert answers == {"stock": [{"start": "5"}]}


def test_rows__of_persons__are_masked_too():
    people = make_field(
        "group", "people", fields=(make_field("identity_card"), make_field("phone"))
    )
    definition = make_definition(people)
    answers = {"people": [{"identity_card": IDENTITY_CARD, "phone": PHONE}]}
    shown = masked_answers(definition, answers)
    assert IDENTITY_CARD not in str(shown)
    assert PHONE not in str(shown)
    steps = summary_rows(definition, answers, masked=True)
    assert IDENTITY_CARD not in str(steps)
    assert PHONE not in str(steps)


# --- formulas


VALUES = {"a": "7", "b": "2", "none": "", "word": "很多", "from_day": "2026-01-01",
          "to_day": "2026-01-31", "t": [{"n": "1.5"}, {"n": "2"}, {"n": ""}],
          "begun": [{"n": "", "word": "甲"}], "drawn": [{"n": "", "word": ""}]}  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("a + b", 9), ("a - b * 2", 3), ("(a - b) * 2", 10), ("a / b", "3.5"), ("-a", -7),
        ("min(a, b, 3)", 2), ("max(a, 10)", 10), ("round(a / 3, 2)", "2.33"), ("round(a / 2)", 4),
        ("sum(t.n)", "3.5"), ("count(t)", 3), ("days(from_day, to_day)", 30), ("a × b ÷ 2", 7),
        ("（a ＋ b）", 9), ("0.1 + 0.2", "0.3"),
        ("a / 0", None), ("a + none", None), ("a + word", None), ("a + ghost", None),
        ("days(a, b)", None), ("a / (b - 2)", None),
        ("min(t.n)", "1.5"), ("max(t.n)", 2), ("max(t.n, t.n) + b", 4), ("min(t.ghost)", None),
        ("sum(begun.n)", 0), ("sum(drawn.n) * 2", None), ("sum(ghost.n)", None),
        ("a + sum(drawn.n)", 7),
    ],
)  # fmt: skip
def test_formula__evaluated__in_decimals_or_nothing(formula, result):
    expected = None if result is None else Decimal(str(result))
    assert Formula.parse(formula).evaluate(VALUES) == expected


@pytest.mark.parametrize(
    "formula",
    ["", "a +", "__import__('os')", "a.b", "a ** 9", "a if b else 1", "[a]", "'x'", "f(a)",
     "sum(a)", "sum(t.n, 2)", "min(t.n, a)", "max(a, t.n)", "count(t.n)", "lambda: 1", "a == b", "1e999999 * a[0]",
     "(" * 300 + ")" * 300, "a" * (LONGEST + 1), "+".join(["a"] * 200), "round(a, key=1)"],
)  # fmt: skip
def test_formula__not_arithmetic__is_refused_with_a_sentence(formula):
    with pytest.raises(FormulaInvalid) as refused:
        Formula.parse(formula)
    assert str(refused.value)


@patient
@given(st.text("ab+-*/().,0123456789 sumroundmaxdays\n\x00", max_size=40))
def test_formula__anything__is_refused_or_calculated(text):
    result = None
    with suppress(FormulaInvalid):
        result = Formula.parse(text).evaluate(VALUES)
    assert result is None or result.is_finite()


def test_formula__names__are_what_it_needs():
    assert Formula.parse("a + sum(t.n) / max(b, 1)").names == {"a", "b", "t.n"}


# --- checks across fields


@pytest.mark.parametrize(
    ("left", "comparison", "right", "fails"),
    [
        ("a + b", "equal", "9", False),
        ("a + b", "equal", "8", True),
        ("from_day", "less", "to_day", False),
        ("to_day", "at_most", "from_day", True),
        ("a", "greater", "none", False),  # a missing side is said elsewhere
    ],
)
def test_cross_check__fails__says_the_editors_sentence(left, comparison, right, fails):
    fields = [make_field("number", key, required=False) for key in ("a", "b", "none")]
    days = [make_field("date", key, required=False) for key in ("from_day", "to_day")]
    rule = CrossCheck(
        left=left, comparison=Comparison(comparison), right=right, key="a", sentence="请核对甲。"
    )
    steps = make_definition(*fields, *days).steps
    answers = {key: VALUES[key] for key in ("a", "b", "none", "from_day", "to_day")}
    errors = check(Definition(steps=steps, checks=(rule,)), answers, final=True, around=AROUND)
    assert errors == ({"a": "请核对甲。"} if fails else {})


# --- the register


def test_prefill__locked__is_the_registers_whatever_was_sent():
    field = make_field("text", "name", prefill="enterprise.name", prefill_mode=PrefillMode.LOCKED)
    around = Surroundings(today=TODAY, facts={"enterprise.name": "同康药业"})
    assert settled(make_definition(field), {"name": "别家"}, around) == {"name": "同康药业"}
    assert settled(make_definition(field), {"name": "手填"}) == {"name": "手填"}


LICENCE = Pick(id="1", label="药品生产许可证", note="京20260001", facts={"kind": "生产"})


@pytest.mark.parametrize(("kind", "fits"), [("", True), ("生产", True), ("经营", False)])
def test_picker__by_kind__offers_and_takes_only_that(kind, fits):
    field = make_field("licence", "licence", source_kind=kind)
    around = Surroundings(today=TODAY, picks={"licence": (LICENCE,)})
    answers = clean_answers(make_definition(field), {"licence": "1"})
    errors = check(make_definition(field), answers, final=True, around=around)
    assert (errors == {}) is fits


def test_picker__once_chosen__stays_readable_after_it_is_gone():
    field = make_field("licence", "licence")
    around = Surroundings(today=TODAY, picks={"licence": (LICENCE,)})
    chosen = settled(make_definition(field), {"licence": {"id": "1"}}, around)
    assert chosen == {"licence": {"id": "1", "label": "药品生产许可证", "note": "京20260001"}}
    later = summary_rows(make_definition(field), settled(make_definition(field), chosen))
    assert later[0].rows[0].value == "药品生产许可证（京20260001）"


# --- what the page is told


def test_live_state__of_a_step__names_what_it_posts():
    definition = make_definition(
        make_field("yes_no", "a"), make_field("text", "b", show=when("a")), STOCK
    )
    rows = [{"start": "5", "sold": "2"}]
    state = live_state(definition, {"a": False, "stock": rows}, AROUND, page=definition.steps[0])
    assert state == {
        "hidden": ["b", "stock-0-why"],
        "hidden_steps": [],
        "required": ["a", "stock", "stock-0-sold", "stock-0-start"],
        "options": {},
        "values": {"stock-0-rest": "3"},
    }
