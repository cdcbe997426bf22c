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
                make_field("yes_no", "a"), make_field("text", "b", show=when("a", "是"))
            ),
            "永远不会成立",
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
