from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.template import engines
from hypothesis import given

from foundation.eforms.changes import changes_between
from foundation.eforms.cleaning import clean_answers
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import Operator
from foundation.eforms.json_schema import json_schema, layout
from foundation.eforms.models import FormVersion
from foundation.eforms.render import summary_rows
from foundation.eforms.rules import Condition, Test as Rule
from foundation.eforms.schemas import FormOut
from foundation.eforms.surroundings import Surroundings
from foundation.eforms.validation import check
from tests.factories.eforms import (
    IDENTITY_CARD,
    PHONE,
    make_answers,
    make_definition,
    make_field,
    make_form_version,
    make_full_definition,
)

from .strategies import answered, definitions, patient


@dataclass
class Held:
    uuid: UUID
    name: str = "申请表.pdf"
    size_bytes: int = 1000


def shown(definition, answers, **kwargs):
    return {
        row.key: row.value
        for step in summary_rows(definition, answers, **kwargs)
        for row in step.rows
    }


def test_summary__complete_answers__reads_like_a_form():
    values = shown(make_full_definition(), make_answers())
    assert values["number"] == "12.50 盒"
    assert values["long_text"] == "未填写"
    assert values["declaration"] == "已同意"
    assert values["file"] == "未上传"


def test_summary__files__only_those_of_the_case():
    held = Held(uuid4())
    definition = make_definition(make_field("file"))
    answers = {"file": [str(held.uuid), str(uuid4())]}
    (step,) = summary_rows(definition, answers, {str(held.uuid): held})
    assert step.rows[0].files == (held,)


def test_summary__masked__hides_numbers_of_people():
    values = shown(make_full_definition(), make_answers(), masked=True)
    assert values["identity_card"] == "110***********002X"
    assert values["phone"] == "138****8000"


def test_summary__not_masked__shows_them():
    values = shown(make_full_definition(), make_answers())
    assert (values["identity_card"], values["phone"]) == (IDENTITY_CARD, PHONE)


@patient
@given(answered())
def test_summary__anything_stored__raises_nothing(case):
    definition, raw = case
    steps = summary_rows(definition, clean_answers(definition, raw), masked=True)
    asked = sum(not row.is_section for step in steps for row in step.rows)
    assert asked == len(definition.inputs)


def test_summary__on_a_page__escapes_what_was_typed():
    steps = summary_rows(make_definition(make_field()), {"text": "<script>"})
    source = "{% load eforms %}{% eform_summary steps=steps %}"
    html = engines["django"].from_string(source).render({"steps": steps})
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


@pytest.mark.django_db
def test_answers_of_version_one__after_version_two__still_read_and_pass():
    first = make_form_version("service:9", make_definition(make_field(key="old", label="旧名称")))
    answers = clean_answers(first.compiled, {"old": "示例颗粒"})
    make_form_version("service:9", make_definition(make_field("date", key="new", label="新日期")))
    pinned = FormVersion.objects.get(pk=first.pk).compiled
    assert shown(pinned, answers) == {"old": "示例颗粒"}
    assert check(pinned, answers, final=True, around=Surroundings(today=date(2026, 11, 22))) == {}


@patient
@given(definitions())
def test_changes__of_a_form_to_itself__are_none(definition):
    assert changes_between(definition, definition) == []


BEFORE = make_field(key="a", label="名称")
FILLED = Condition(tests=(Rule(key="a", operator=Operator.FILLED),))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ((), (BEFORE,), "字段「名称」新增（必填）"),
        ((), (replace(BEFORE, required=False),), "字段「名称」新增（选填）"),
        ((BEFORE,), (), "字段「名称」删除"),
        ((BEFORE,), (replace(BEFORE, required=False),), "字段「名称」改为选填"),
        ((replace(BEFORE, required=False),), (BEFORE,), "字段「名称」改为必填"),
        ((BEFORE,), (replace(BEFORE, label="全称"),), "字段「名称」改名为「全称」"),
        (
            (BEFORE,),
            (make_field("date", key="a", label="名称"),),
            "字段「名称」由单行文字改为日期",
        ),
        (
            (make_field("choice", options=("甲", "乙")),),
            (make_field("choice", options=("甲",)),),
            "字段「单项选择」去掉选项「乙」",
        ),
        (
            (make_field("choice", options=("甲",)),),
            (make_field("choice", options=("甲", "乙")),),
            "字段「单项选择」增加选项「乙」",
        ),
        (
            (make_field("number"),),
            (make_field("number", minimum=Decimal(1)),),
            "字段「数字」的填写要求有修改",
        ),
        (
            (make_field("file"),),
            (make_field("file", max_files=3),),
            "字段「上传文件」的文件要求有修改",
        ),
        ((BEFORE,), (replace(BEFORE, hint="新"),), "字段「名称」的说明有修改"),
        (
            (make_field("explanation", text="<p>一</p>"),),
            (make_field("explanation", text="<p>二</p>"),),
            "说明文字有修改",
        ),
        (
            (BEFORE, make_field(key="b", label="备注")),
            (BEFORE, make_field(key="b", label="备注", show=FILLED)),
            "字段「备注」的显示或必填条件有修改：仅当已填写“名称”时填写",
        ),
        (
            (BEFORE, make_field(key="b", label="备注", show=FILLED)),
            (BEFORE, make_field(key="b", label="备注")),
            "字段「备注」的显示或必填条件有修改：不再有条件",
        ),
        (
            (BEFORE, make_field("date")),
            (make_field("date"), BEFORE),
            "字段的顺序有调整",
        ),
    ],
)
def test_changes__one_difference__is_one_sentence(old, new, sentence):
    assert changes_between(make_definition(*old), make_definition(*new)) == [sentence]


def test_changes__a_step_more__is_told():
    old = make_definition(BEFORE)
    new = Definition(steps=(*old.steps, Step(title="第二步")))
    assert changes_between(old, new) == ["步骤有调整"]


def test_json_schema__full_form__describes_what_is_stored():
    schema = json_schema(make_full_definition())
    assert schema["additionalProperties"] is False
    assert "long_text" not in schema["required"]
    assert schema["properties"]["choice"]["enum"] == ["原料药", "制剂"]
    assert schema["properties"]["number"]["minimum"] == 1
    assert schema["properties"]["file"]["maxItems"] == 2
    assert schema["properties"]["declaration"]["const"] is True


@pytest.mark.django_db
def test_layout__full_form__has_every_field_in_its_step():
    steps = layout(make_full_definition())
    assert [len(step["fields"]) for step in steps] == [6, 5]
    assert steps[0]["fields"][0]["text"] == "<p>请如实填写。</p>"
    assert steps[0]["fields"][0]["required"] is False


@pytest.mark.django_db
def test_form_out__a_version__names_it():
    version = make_form_version()
    out = FormOut.of(version)
    assert (out.version, out.digest) == (1, version.digest)
    assert out.answers["type"] == "object"
