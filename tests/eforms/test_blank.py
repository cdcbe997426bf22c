"""A form on paper: room for every kind, and everything that must be known before writing."""

import re
from decimal import Decimal

import pytest
from django.template import engines

from foundation.eforms.blank import MOST_BOXES, blank_form
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import DayRule, FieldKind, Operator, PrefillMode
from foundation.eforms.gallery import FIELDS
from foundation.eforms.rules import Condition, Test as Rule
from tests.factories.eforms import make_definition, make_field

WIDE = tuple(make_field(key=f"c{n}", label=f"列{n}") for n in range(9))
NEW = Condition(tests=(Rule(key="new", operator=Operator.IS, value="true"),))


def row_of(field, *before):
    return blank_form(make_definition(*before, field)).steps[0].rows[-1]


def html_of(*fields, **step):
    definition = Definition(steps=(Step(title="基本情况", fields=fields, **step),))
    template = engines["django"].from_string("{% load eforms %}{% eform_blank form=form %}")
    return template.render({"form": blank_form(definition)})


@pytest.mark.parametrize("field", [field for field in FIELDS if field.is_input])
def test_room__every_kind__has_some(field):
    row = row_of(field, *FIELDS)
    has_room = row.boxes or row.digits or row.lines or row.copies
    assert has_room or field.kind == FieldKind.CALCULATED


@pytest.mark.django_db
def test_gallery__printed__names_every_field_once_and_has_no_control():
    html = html_of(*FIELDS)
    assert not re.search("<(input|select|textarea|button)", html)
    for field in FIELDS:
        assert field.label in html
    assert "由系统计算" in html


def test_date__range__year_month_and_day_twice():
    first, last = row_of(make_field("date_range")).lines
    assert [gap.after for gap in first] == ["年", "月", "日"]
    assert last[0].before == "至"


@pytest.mark.parametrize(
    ("kind", "digits"), [("identity_card", 18), ("credit_code", 18), ("postcode", 6)]
)
def test_numbers__of_fixed_length__a_box_for_each_sign(kind, digits):
    assert row_of(make_field(kind)).digits == digits


def test_choice__more_options_than_boxes__a_line_and_what_may_be_written():
    many = tuple(f"选项{n}" for n in range(MOST_BOXES + 1))
    row = row_of(make_field("choice", options=many))
    assert row.boxes == ()
    assert row.lines
    assert "选项24" in row.notes[-1]


@pytest.mark.parametrize(
    ("field", "note"),
    [
        (make_field("number", minimum=Decimal(1), maximum=Decimal(9), unit="台"), "1 至 9 台，整数。"),
        (make_field("number", minimum=Decimal(1), decimals=2), "不小于 1，最多 2 位小数。"),
        (make_field("money", maximum=Decimal(9)), "不大于 9 元，最多 2 位小数。"),
        (make_field("date", day_rule=DayRule.NOT_FUTURE), "不晚于填写当天。"),
        (make_field("long_text", max_length=300), "不超过 300 字。"),
        (make_field("several", options=("甲", "乙")), "可选多项。"),
        (make_field("staff", source_kind="检验员"), "限“检验员”。"),
        (make_field("file", max_files=2, accept=("pdf",)), "最多 2 个文件，每个不超过 20 MB，支持 pdf。"),
        (make_field("table", fields=WIDE[:2], max_rows=9), "1 至 9 行，不够时请复印本页续填。"),
        (make_field(prefill="enterprise.name"), "在线填写时自动带入。"),
        (
            make_field(prefill="enterprise.name", prefill_mode=PrefillMode.LOCKED),
            "取自登记信息，在线填写时自动带入。",
        ),
        (make_field(show=NEW), "仅当“是否新建”为“是”时填写。"),
    ],
)  # fmt: skip
def test_notes__what_must_be_known__is_said(field, note):
    assert note in row_of(field, make_field("yes_no", "new", label="是否新建")).notes


def test_calculated__plain_sum__is_told_by_labels():
    asked = (make_field("number", "a", label="期初"), make_field("number", "b", label="单价"))
    row = row_of(make_field("calculated", formula="a * b"), *asked)
    assert "等于 期初 × 单价。" in row.notes
    assert row_of(make_field("calculated", formula="sum(t.a)"), *asked).notes == ()


def test_table__wide__lies_on_a_sheet_of_its_own():
    form = blank_form(make_definition(make_field("table", label="清单", fields=WIDE)))
    assert [(row.field.label, row.annex) for row in form.annexes] == [("清单", 1)]
    assert len(form.annexes[0].copies) == 10
    html = html_of(make_field("table", "list", label="清单", fields=WIDE))
    assert "填写在附表 1" in html
    assert 'id="annex-1"' in html


def test_table__narrow__empty_rows_under_heads_with_units_and_sums():
    columns = (
        make_field(key="name", label="名称"),
        make_field("number", "count", label="数量", unit="台", total=True),
        make_field("yes_no", "own", label="自有", required=False, show=NEW),
    )
    new = make_field("yes_no", "new", label="是否新建")
    html = html_of(new, make_field("table", "list", label="清单", fields=columns))
    assert html.count('<th scope="row">') == 5
    assert "数量<small>（台）</small>" in html
    assert "合计" in html
    assert "仅当“是否新建”为“是”时填写。" in html


def test_group__printed__two_empty_ones_with_their_names():
    group = make_field("group", "team", label="人员", row_label="成员", fields=WIDE[:1])
    html = html_of(group)
    assert "成员 1" in html
    assert "成员 2" in html
    assert "成员 3" not in html
    assert "1 至 50 组" in html


def test_step__under_a_condition__says_when_it_is_filled_in():
    first = Step(title="一", fields=(make_field("yes_no", "new", label="是否新建"),))
    second = Step(title="二", fields=(make_field(),), show=NEW)
    form = blank_form(Definition(steps=(first, second)))
    assert [step.when for step in form.steps] == ["", "本部分仅当“是否新建”为“是”时填写。"]


def test_mark__required_only():
    assert "<abbr" in html_of(make_field())
    assert "<abbr" not in html_of(make_field(required=False))
