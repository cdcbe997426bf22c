"""Every kind of field on the page: names, labels, what was answered, what is wrong."""

import re
from datetime import date

import pytest
from django import forms
from django.template import engines
from pytest_django.asserts import assertHTMLEqual

from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import FieldKind, Operator
from foundation.eforms.forms import form_class
from foundation.eforms.forms.controls import (
    BoxOptions,
    DayInput,
    LineInput,
    ListOptions,
    LongInput,
    RadioOptions,
)
from foundation.eforms.gallery import FIELDS, gallery_form
from foundation.eforms.picks import Pick
from foundation.eforms.rules import Condition, OptionRule, Test as Rule
from foundation.eforms.settling import standing
from foundation.eforms.surroundings import Surroundings
from tests.factories.eforms import make_definition, make_field


def html_of(*fields, answers=None, picks=None, **known):
    if picks:
        known["around"] = Surroundings(today=date(2026, 11, 20), picks=picks)
    form = form_class(make_definition(*fields))(answers=answers or {}, **known)
    template = engines["django"].from_string("{% load eforms %}{% eform_fields form=form %}")
    return template.render({"form": form})


def names_in(html):
    return re.findall(r'<(?:input|select|textarea)[^>]*\sname="([^"]+)"', html)


@pytest.fixture
def gallery(db):
    template = engines["django"].from_string("{% load eforms %}{% eform_fields form=form %}")
    return template.render({"form": gallery_form()})


def test_gallery__of_every_kind__has_one():
    assert {field.kind for field in FIELDS} == set(FieldKind)


def test_gallery__every_control__has_a_name_that_a_reader_hears(gallery):
    controls = re.findall(r"<(?:input|select|textarea)\b[^>]*>", gallery)
    labelled = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', gallery))
    silent = [
        control
        for control in controls
        if not re.search('type="(hidden|checkbox)"', control)  # a box stands inside its label
        and "aria-label" not in control
        and 'class="picks' not in control
        and (found := re.search(r'\sid="([^"]+)"', control))
        and found[1] not in labelled
    ]
    assert silent == []


def test_date_range__answered__two_days_named_after_the_key():
    html = html_of(make_field("date_range", "period"), answers={"period": {"from": "2026-12-01"}})
    assert names_in(html) == ["period-from", "period-to"]
    assert 'value="2026-12-01"' in html


def test_region__answered__three_lists_with_the_place_chosen():
    html = html_of(make_field("region", "place"), answers={"place": "130102"})
    assert names_in(html) == ["place-province", "place-city", "place-district"]
    assert re.findall(r'value="(\d+)" selected', html) == ["130000", "130100", "130102"]


def test_region__province_of_one_city__needs_no_choice_of_it():
    html = html_of(make_field("region", "place"), answers={"place": "110000"})
    assert re.findall(r'value="(\d+)" selected', html) == ["110000", "110100"]
    assert "海淀区" in html


def test_address__answered__place_and_street():
    html = html_of(
        make_field("address", "home"), answers={"home": {"region": "110108", "detail": "示例路"}}
    )
    assert names_in(html)[-2:] == ["home-region-district", "home-detail"]
    assert "示例路" in html


@pytest.mark.parametrize(("answer", "chosen"), [(True, "true"), (False, "false")])
def test_yes_no__answered__the_button_is_pressed(answer, chosen):
    html = html_of(make_field("yes_no", "new"), answers={"new": answer})
    assert re.findall(r'value="(\w+)"[^>]*checked', html) == [chosen]


def test_several__answered__boxes_are_ticked():
    html = html_of(make_field("several", "ways", options=("甲", "乙")), answers={"ways": ["乙"]})
    assert re.findall(r'value="(.)"[^>]*checked', html) == ["乙"]


def test_search__many_options__a_list_that_the_input_names():
    html = html_of(make_field("choice", "class", options=("甲", "乙"), display="search"))
    assert 'list="id_class-options"' in html
    assert '<datalist id="id_class-options">' in html


PICKS = {
    "licence": (Pick(id="1", label="甲证", facts={"kind": "drug"}), Pick(id="2", label="乙证"))
}


def test_picker__few_things__cards_of_its_kind_only():
    html = html_of(make_field("licence", "paper", source_kind="drug"), picks=PICKS)
    assert "甲证" in html
    assert "乙证" not in html


def test_picker__chosen_thing_gone__still_shown_and_said():
    html = html_of(
        make_field("licence", "paper"), answers={"paper": {"id": "9", "label": "旧证"}}, picks=PICKS
    )
    assert "旧证" in html
    assert "已不在可选范围内" in html


def test_picker__nothing_on_offer__says_where_such_things_come_from():
    assert "电子证照会自动出现在这里" in html_of(make_field("licence", "paper"))


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("licence", "还没有有效的“甲类”"),
        ("staff", "还没有岗位是“甲类”的人员"),
        ("site", "还没有类型是“甲类”的场地"),
        ("product", "还没有类别是“甲类”的产品"),
    ],
)
def test_picker__others_but_none_of_its_kind__names_the_kind(kind, missing):
    others = {kind: (Pick(id="1", label="乙", facts={"kind": "乙类"}),)}
    html = html_of(make_field(kind, "one", source_kind="甲类"), picks=others)
    assert missing in html
    assert "还没有可以选择的" not in html


def test_optional__answer_that_offers_none__is_marked_all_the_same():
    for kind in ("yes_no", "choice"):
        assert "<i>选填</i>" in html_of(make_field(kind, "new", required=False))
        assert "选填" not in html_of(make_field(kind, "new"))


def test_picker__many_things__a_list():
    many = {"staff": tuple(Pick(id=str(n), label=f"人{n}", note="岗") for n in range(9))}
    html = html_of(make_field("staff", "who"), picks=many)
    assert "<select" in html
    assert "人8（岗）" in html


ROW = (make_field("text", "name", label="姓名"), make_field("number", "age", label="年龄"))


def test_group__answered__rows_and_a_blank_one_to_copy():
    html = html_of(make_field("group", "team", fields=ROW), answers={"team": [{"name": "甲"}, {}]})
    drawn, blank = html.split("<template", 1)
    assert names_in(drawn) == [
        "team-rows",
        "team-0-name",
        "team-0-age",
        "team-1-name",
        "team-1-age",
    ]
    assert 'name="team-__n__-name"' in blank
    assert 'value="remove:team:1"' in drawn


@pytest.mark.parametrize(
    ("facts", "rows"),
    [({}, 1), ({"required": False}, 0), ({"min_rows": 3}, 3), ({"more_rows": "team"}, 1)],
)
def test_group__unanswered__as_many_rows_as_are_needed(facts, rows):
    more = {"more_rows": facts.pop("more_rows")} if "more_rows" in facts else {}
    field = make_field("group", "team", fields=ROW, **facts)
    drawn = html_of(field, **more).split("<template", 1)[0]
    assert drawn.count("data-row>") == rows


@pytest.mark.parametrize(("operator", "hidden"), [("empty", False), ("filled", True)])
def test_group__row_not_begun__asks_what_its_conditions_let_through(operator, hidden):
    when = Condition(tests=(Rule(key="age", operator=Operator(operator)),))
    asked = (ROW[1], make_field("text", "reason", show=when))
    form = form_class(make_definition(make_field("group", "team", fields=asked)))()
    [row] = next(form.rows).rows
    assert [each.is_hidden for each in row.rows] == [False, hidden]


def test_group__full__offers_no_row_more():
    html = html_of(make_field("group", "team", fields=ROW, max_rows=1))
    assert re.search(r'value="add:team"[^>]* hidden', html)


def test_rows__wrong_answer__said_at_the_cell_and_listed_with_its_row():
    errors = {"team.1.age": "应是数字"}
    form = form_class(make_definition(make_field("table", "team", label="人员", fields=ROW)))(
        answers={"team": [{}, {"age": "x"}]}, errors=errors
    )
    assert form.error_entries == [("id_team-1-age", "人员 2，年龄", ["应是数字"])]
    template = engines["django"].from_string("{% load eforms %}{% eform_fields form=form %}")
    html = template.render({"form": form})
    assert 'id="id_team-1-age-error"' in html
    assert 'aria-describedby="id_team-1-age-error"' in html


def test_table__columns_with_totals__sums_what_can_be_read():
    columns = (*ROW, make_field("money", "cost", label="费用", total=True))
    html = html_of(
        make_field("table", "items", fields=columns),
        answers={"items": [{"cost": "1.20"}, {"cost": "不知道"}, {"cost": "2.05"}]},
    )
    assert re.search(r'data-value="items-total-cost">3.25<', html)


def test_table__options_in_a_cell__folded_up():
    grade = make_field("choice", "grade", options=("甲", "乙"))
    html = html_of(make_field("table", "items", fields=(grade,)))
    assert 'name="items-0-grade"' in html
    assert 'type="radio"' not in html


def test_keys__that_a_form_has_itself__do_not_shadow_the_page():
    """A template looks names up as keys first: a field `rows` or `number` must not hide rows."""
    keys = ("rows", "number", "answers", "index")
    table = make_field("table", "items", fields=tuple(make_field(key=key) for key in keys))
    fields = (*(make_field(key=key) for key in keys), table)
    html = html_of(*fields, answers={"items": [{"number": "9"}]})
    assert re.search(r"<span data-row-number>1</span>", html)
    assert set(keys) <= set(names_in(html))


def test_calculated__value__is_an_output_and_no_control():
    html = html_of(make_field("calculated", "sum", unit="元"), answers={"sum": "12.00"})
    assert "<output" in html
    assert 'data-value="sum">12.00<' in html
    assert names_in(html) == []


def test_downloads__template_and_sample__beside_the_slot():
    html = html_of(
        *(field for field in FIELDS if field.key == "paper"),
    )
    assert "空白模板：验证报告模板.docx" in html
    assert "填写样例：填写样例.pdf" in html


def test_form_class__several_steps__draws_the_asked_one():
    definition = Definition(
        steps=(
            Step(title="甲", fields=(make_field("region", "a"),)),
            Step(title="乙", fields=(make_field("yes_no", "b"),)),
        )
    )
    assert [row.name for row in form_class(definition, step=1)().rows] == ["b"]


def drawn_as_asked(*fields, answers, facts=None):
    """The page as the answers stand: conditions, register."""
    definition = make_definition(*fields)
    around = Surroundings(today=date(2026, 11, 20), facts=facts or {})
    found = standing(definition, answers, around)
    return html_of(*fields, answers={**answers, **found.answers}, around=around, found=found)


def when(key, value):
    return Condition(tests=(Rule(key=key, operator=Operator.IS, value=value),))


def test_condition__hidden_and_shown__as_the_answers_stand():
    fields = (make_field("yes_no", "new"), make_field(key="why", show=when("new", "true")))
    assert 'data-field="why" hidden' in drawn_as_asked(*fields, answers={"new": False, "why": "甲"})
    html = drawn_as_asked(*fields, answers={"new": True})
    assert 'data-field="why">' in html


def test_condition__hidden__keeps_what_was_typed():
    fields = (make_field("yes_no", "new"), make_field(key="why", show=when("new", "true")))
    assert 'value="甲"' in drawn_as_asked(*fields, answers={"new": False, "why": "甲"})


def test_condition__requires__the_mark_goes():
    field = make_field(key="why", required=False, require=when("new", "true"))
    fields = (make_field("yes_no", "new"), field)
    assert "选填" in drawn_as_asked(*fields, answers={"new": False}).split("data-may-require")[1]
    assert "选填" not in drawn_as_asked(*fields, answers={"new": True}).split("data-may-require")[1]


def test_condition__withholds_options__out_of_use():
    rule = OptionRule(options=("乙",), when=when("new", "true"))
    choice = make_field("choice", "kind", options=("甲", "乙"), option_rules=(rule,))
    html = drawn_as_asked(make_field("yes_no", "new"), choice, answers={"new": False})
    assert re.search(r'value="乙"[^>]* disabled', html)
    assert not re.search(r'value="甲"[^>]* disabled', html)


def test_locked__known_to_the_register__is_shown_with_where_to_change_it():
    field = make_field(key="firm", prefill="enterprise.name", prefill_mode="locked")
    html = drawn_as_asked(field, answers={"firm": "改过的"}, facts={"enterprise.name": "示例公司"})
    assert "示例公司" in html
    assert "登记机关办理变更" in html
    assert names_in(html) == []


def test_locked__unknown_to_the_register__may_be_typed():
    field = make_field(key="firm", prefill="enterprise.name", prefill_mode="locked")
    assert names_in(drawn_as_asked(field, answers={})) == ["firm"]


OPTIONS = [("", "不选择"), ('甲"乙', "甲<b>乙"), ("丙&丁", "丙&amp;丁")]


@pytest.mark.parametrize(
    ("own", "djangos", "more"),
    [
        (LineInput, forms.TextInput, {}),
        (LongInput, forms.Textarea, {}),
        (DayInput, lambda **kw: forms.DateInput(attrs={"type": "date", **kw.pop("attrs")}), {}),
        (RadioOptions, forms.RadioSelect, {"choices": OPTIONS}),
        (ListOptions, forms.Select, {"choices": OPTIONS}),
        (BoxOptions, forms.CheckboxSelectMultiple, {"choices": OPTIONS}),
    ],
)
@pytest.mark.parametrize("value", [None, "", '甲"乙', "</textarea><script>'&amp;", "2026-11-20"])
def test_control__whatever_its_value__has_the_tags_that_django_writes(own, djangos, more, value):
    attributes = {"id": "id_a", "aria-invalid": 'x"<', "data-on": True, "data-off": False}
    drawn = [
        made(attrs=dict(attributes), **more).render("a", value, {"required": False})
        for made in (own, djangos)
    ]
    if own is DayInput and value and value != "2026-11-20":  # shown as text: it is no date
        drawn[0] = drawn[0].replace('type="text"', 'type="date"')
    assertHTMLEqual(*drawn)
