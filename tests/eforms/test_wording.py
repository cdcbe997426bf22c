"""Conditions as people read them."""

import pytest

from foundation.eforms.enums import Match, Operator
from foundation.eforms.rules import Condition, OptionRule, Test as Rule
from foundation.eforms.wording import in_words, rules_in_words
from tests.factories.eforms import make_field

FIELDS = {
    field.key: field
    for field in (
        make_field("choice", "way", label="生产方式", options=("自行生产", "委托生产")),
        make_field("yes_no", "new", label="是否新建"),
        make_field("number", "amount", label="数量", unit="盒"),
        make_field("money", "price", label="单价"),
        make_field("date", "day", label="日期"),
        make_field("several", "forms", label="剂型", options=("片剂", "颗粒剂")),
        make_field("region", "place", label="所在地"),
        make_field("file", "paper", label="批件"),
        make_field("declaration", "promise", label="承诺", text="属实"),
    )
}


def when(*tests, match=Match.ALL):
    rules = tuple(Rule(key=key, operator=operator, value=value) for key, operator, value in tests)
    return Condition(tests=rules, match=match)


@pytest.mark.parametrize(
    ("key", "operator", "value", "words"),
    [
        ("way", Operator.IS, "委托生产", "“生产方式”为“委托生产”"),
        ("way", Operator.IS_NOT, "委托生产", "“生产方式”不是“委托生产”"),
        ("new", Operator.IS, "true", "“是否新建”为“是”"),
        ("new", Operator.IS, "false", "“是否新建”为“否”"),
        ("promise", Operator.IS, "true", "“承诺”为“已同意”"),
        ("amount", Operator.AT_LEAST, "100", "“数量”不小于 100 盒"),
        ("price", Operator.AT_MOST, "5.5", "“单价”不大于 5.5 元"),
        ("day", Operator.AT_LEAST, "2026-11-20", "“日期”不早于 2026-11-20"),
        ("day", Operator.AT_MOST, "2026-11-20", "“日期”不晚于 2026-11-20"),
        ("forms", Operator.CONTAINS, "片剂", "“剂型”选有“片剂”"),
        ("forms", Operator.IS, "片剂", "“剂型”只选“片剂”"),
        ("place", Operator.IS, "110108", "“所在地”为“北京市海淀区”"),
        ("paper", Operator.FILLED, "", "已提交“批件”"),
        ("way", Operator.EMPTY, "", "未填写“生产方式”"),
        ("gone", Operator.IS, "甲", "“gone”为“甲”"),
    ],
)
def test_test__each_comparison__reads_like_a_sentence(key, operator, value, words):
    assert in_words(when((key, operator, value)), FIELDS) == words


@pytest.mark.parametrize("kind", [str(operator) for operator in Operator])
def test_test__every_comparison_with_every_kind__has_words(kind):
    for key, field in FIELDS.items():
        assert field.label in in_words(when((key, Operator(kind), "1")), FIELDS)


def test_condition__several_tests__joined_by_and_or_by_or():
    tests = (("way", Operator.IS, "委托生产"), ("new", Operator.IS, "true"))
    assert in_words(when(*tests), FIELDS) == "“生产方式”为“委托生产”且“是否新建”为“是”"
    assert "”或“" in in_words(when(*tests, match=Match.ANY), FIELDS)


NEW = when(("new", Operator.IS, "true"))


@pytest.mark.parametrize(
    ("field", "sentences"),
    [
        (make_field(show=NEW), ["仅当“是否新建”为“是”时填写。"]),
        (make_field("file", show=NEW), ["仅当“是否新建”为“是”时提交。"]),
        (make_field("section", show=NEW), ["本节仅当“是否新建”为“是”时填写。"]),
        (make_field("explanation", show=NEW), ["仅当“是否新建”为“是”时适用。"]),
        (make_field(required=False, require=NEW), ["当“是否新建”为“是”时必填。"]),
        (make_field(require=NEW), []),
        (
            make_field("choice", option_rules=(OptionRule(options=("原料药",), when=NEW),)),
            ["“原料药”仅当“是否新建”为“是”时可选。"],
        ),
        (make_field(show=Condition(tests=())), []),
        (make_field(), []),
    ],
)
def test_rules__of_a_field__one_sentence_each(field, sentences):
    assert list(rules_in_words(field, FIELDS)) == sentences
