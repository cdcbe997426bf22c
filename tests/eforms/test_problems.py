"""What a naive editor is told before a form is published."""

import pytest
from wagtail.blocks.stream_block import StreamBlockValidationError

from foundation.eforms.blocks import FormBlock, definition_of, form_rows, problems_of
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import Comparison, Operator
from foundation.eforms.rules import Condition, CrossCheck, OptionRule, Test as Probe
from tests.factories.eforms import make_definition, make_field

pytestmark = pytest.mark.django_db
KIND = make_field("choice", "kind", label="类型", options=("自行", "委托"))


def when(key, value="", operator=Operator.IS):
    return Condition(tests=(Probe(key=key, operator=operator, value=value),))


def crossed(**facts):
    facts = {"left": "a", "comparison": Comparison.EQUAL, "right": "1", "key": "a", **facts}
    steps = make_definition(make_field("number", "a", label="数量")).steps
    return Definition(steps=steps, checks=(CrossCheck(sentence="请核对", **facts),))


@pytest.mark.parametrize(
    ("definition", "word"),
    [
        (
            make_definition(make_field("text", "b", show=when("kind", "委托")), KIND),
            "只能看前面的字段",
        ),
        (make_definition(make_field("text", "b", show=when("b", "x"))), "只能看前面的字段"),
        (make_definition(KIND, make_field("text", "b", show=when("ghost"))), "没有这个字段"),
        (
            make_definition(KIND, make_field("text", "b", show=when("kind", "已删除"))),
            "永远不会成立",
        ),
        (
            make_definition(
                make_field("yes_no", "a"), make_field("text", "b", show=when("a", "也许"))
            ),
            "只有“是”和“否”，没有「也许」",
        ),
        (make_definition(make_field("text", "a", label=" ")), "请填写字段名称"),
        (make_definition(make_field("text", "a"), make_field("number", "a")), "的标识都是"),
        (
            make_definition(
                make_field("text", "a", label="名称"), make_field("text", "b", label="名称")
            ),
            "都叫「名称」",
        ),
        (make_definition(make_field("calculated", "c", formula="c + 1")), "只能用前面的字段"),
        (make_definition(make_field("calculated", "c", formula="1 +")), "公式有误"),
        (make_definition(make_field("table", "t", fields=())), "请放 1 到"),
        (
            make_definition(
                make_field(
                    "table",
                    "t",
                    fields=(
                        make_field("calculated", "x", formula="y * 2"),
                        make_field("number", "y"),
                    ),
                )
            ),
            "只能用前面的字段",
        ),
        (
            make_definition(make_field("group", "g", fields=(KIND,), min_rows=5, max_rows=2)),
            "少于至少",
        ),
        (
            make_definition(
                KIND,
                make_field(
                    "several",
                    "s",
                    options=("甲",),
                    option_rules=(OptionRule(options=("丙",), when=when("kind", "自行")),),
                ),
            ),
            "不在上面的选项中",
        ),
        (crossed(key="ghost"), "没有这个字段"),
        (crossed(right="ghost + 1"), "没有这个字段"),
        (
            Definition(
                steps=(
                    Step(title="一", fields=(KIND,), show=when("kind", "自行")),
                    Step(title="二", fields=(make_field("text", "b"),)),
                )
            ),
            "步骤「一」",
        ),
    ],
)
def test_problems__each_mistake__is_told_in_a_sentence(definition, word):
    assert any(word in sentence for sentence in problems_of(definition))


def test_problems__right_form__none():
    definition = make_definition(
        KIND, make_field("text", "b", label="受托方", show=when("kind", "委托"))
    )
    assert problems_of(definition) == []


def test_compile__rules_that_name_labels__name_keys():
    rows = form_rows(
        make_definition(
            make_field("number", "opening", label="期初"),
            make_field("number", "sold", label="销出"),
            make_field("calculated", "rest", label="期末", formula="期初 － 销出"),
            make_field("text", "why", label="原因", show=when("期末", "0")),
        )
    )
    compiled = definition_of(FormBlock().to_python(rows))
    inputs = compiled.inputs
    assert inputs["rest"].formula == "opening - sold"
    assert inputs["why"].show == when("rest", "0")
    assert problems_of(compiled) == []


def test_clean__mistake_in_a_field__is_said_there():
    block = FormBlock()
    rows = form_rows(make_definition(make_field("text", "b", show=when("ghost"))))
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(block.to_python(rows))
    assert "没有这个字段" in str(refused.value.as_json_data())


def compiled(*fields):
    return definition_of(FormBlock().to_python(form_rows(make_definition(*fields))))


ASKED = {
    "choice": KIND,
    "yes_no": make_field("yes_no", "a"),
    "declaration": make_field("declaration", "a", text="属实"),
    "number": make_field("number", "a", unit="盒"),
    "date": make_field("date", "a"),
    "date_range": make_field("date_range", "a"),
    "region": make_field("region", "a"),
    "file": make_field("file", "a"),
    "several": make_field("several", "a", options=("甲", "乙")),
}


@pytest.mark.parametrize(
    ("kind", "written", "stored"),
    [
        ("yes_no", "是", "true"),
        ("yes_no", " 否 ", "false"),
        ("yes_no", "true", "true"),
        ("declaration", "是", "true"),
        ("choice", "委托 ", "委托"),
        ("number", "１，２００ 盒", "1200"),
        ("date", "2026年11月2日", "2026-11-02"),
        ("date_range", "2026/11/2", "2026-11-02"),
        ("region", "北京市东城区", "110101"),
        ("region", "110101", "110101"),
    ],
)
def test_condition__value_as_an_editor_writes_it__is_stored_as_answers_are(kind, written, stored):
    target = ASKED[kind]
    asked = make_field("text", "b", label="理由", show=when(target.label, written))
    definition = compiled(target, asked)
    assert definition.inputs["b"].show == when(target.key, stored)
    assert problems_of(definition) == []


@pytest.mark.parametrize(
    ("kind", "operator", "value", "said"),
    [
        ("choice", Operator.IS, "合作", "没有「合作」这个选项，现有：自行、委托"),
        ("choice", Operator.CONTAINS, "合作", "没有「合作」这个选项"),
        ("several", Operator.CONTAINS, "丙", "没有「丙」这个选项"),
        ("number", Operator.IS, "很多", "答案是数字，「很多」不是"),
        ("number", Operator.AT_LEAST, "2026-11-20", "答案是数字"),
        ("date", Operator.AT_MOST, "上月", "答案是日期，「上月」不是"),
        ("yes_no", Operator.AT_LEAST, "是", "不分大小"),
        ("region", Operator.IS, "北京市", "请写到区县"),
        ("file", Operator.IS, "证书", "只能用“已填写”或“未填写”"),
        ("number", Operator.IS, "", "请写出要与「数字」比较的值"),
    ],
)
def test_condition__value_that_no_answer_can_be__is_told(kind, operator, value, said):
    target = ASKED[kind]
    asked = make_field("text", "b", label="理由", show=when(target.label, value, operator))
    told = problems_of(compiled(target, asked))
    assert len(told) == 1
    assert said in told[0]
    assert told[0].startswith("字段「理由」的条件永远不会成立")


@pytest.mark.parametrize(
    ("kind", "operator", "value"),
    [
        ("choice", Operator.CONTAINS, "委"),
        ("number", Operator.AT_LEAST, "12"),
        ("file", Operator.FILLED, ""),
        ("yes_no", Operator.EMPTY, ""),
        ("date", Operator.AT_MOST, "2026.1.5"),
    ],
)
def test_condition__value_that_fits__is_no_problem(kind, operator, value):
    target = ASKED[kind]
    asked = make_field("text", "b", show=when(target.key, value, operator))
    assert problems_of(compiled(target, asked)) == []


def test_editor__stored_yes__reads_as_a_word_and_an_option_of_that_text_stays():
    spelled = make_field("choice", "c", label="取值", options=("true", "false"))
    rows = form_rows(
        make_definition(
            ASKED["yes_no"],
            spelled,
            make_field("text", "b", show=when("a", "true")),
            make_field("text", "d", label="其他", show=when("c", "true")),
        )
    )
    block = FormBlock()
    state = block.get_form_state(block.to_python(rows))
    fields = {row["value"]["key"]: row["value"] for row in state[0]["value"]["fields"]}
    values = [fields[key]["show"]["tests"][0]["value"]["value"] for key in ("b", "d")]
    assert values == ["是", "true"]


def test_condition__on_a_later_field_or_itself__names_it_by_its_label():
    told = problems_of(
        compiled(
            make_field("text", "a", label="名称", show=when("受托方", "甲")),
            make_field("text", "b", label="受托方", show=when("名称", "乙")),
            make_field("calculated", "c", label="合计", formula="合计 + 1"),
        )
    )
    assert told == [
        "字段「名称」的条件用到「受托方」，但它不在前面；条件只能看前面的字段。",
        "字段「合计」的公式用到「合计」，但它不在前面；公式只能用前面的字段。",
    ]
