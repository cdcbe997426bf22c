from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.template import engines

from foundation.eforms.forms import form_class
from foundation.eforms.surroundings import Surroundings
from tests.factories.eforms import make_answers, make_definition, make_field, make_full_definition


@dataclass
class Held:
    uuid: UUID
    name: str = "申请表.pdf"
    size_bytes: int = 1000


def drawn(source, **context):
    template = engines["django"].from_string("{% load eforms %}" + source)
    return template.render(context)


def field_html(field, answer=None, errors=None):
    answers = {} if answer is None else {field.key: answer}
    form = form_class(make_definition(field))(answers=answers, errors=errors or {})
    return drawn("{% eform_fields form=form %}", form=form)


def test_form_class__one_step__has_the_fields_of_that_step():
    form = form_class(make_full_definition(), step=0)()
    assert list(form.fields) == ["product_name", "long_text", "number", "date", "choice"]


def test_form_class__keys_that_django_uses_itself__are_fields_like_others():
    keys = ["prefix", "asked", "default_renderer", "fields", "initial", "rows"]
    form = form_class(make_definition(*(make_field(key=key) for key in keys)))(
        answers={"prefix": "甲"}
    )
    assert [row.bound.html_name for row in form.rows if row.bound] == keys
    assert 'value="甲"' in str(form["prefix"])


def test_form__errors_of_other_steps__are_not_its_own():
    form = form_class(make_full_definition(), step=0)(
        errors={"number": "应是数字", "phone": "电话号码不正确"}
    )
    assert dict(form.errors) == {"number": ["应是数字"]}


@pytest.mark.django_db
def test_fields__whole_form__draws_every_kind():
    form = form_class(make_full_definition())(answers=make_answers())
    html = drawn("{% eform_fields form=form %}", form=form)
    for piece in (
        "<p>请如实填写。</p>",
        'value="示例颗粒"',
        "<textarea",
        'inputmode="decimal"',
        "盒",
        'type="date"',
        'min="2020-01-01"',
        'type="radio"',
        'type="file"',
        'accept=".pdf"',
        'type="checkbox"',
        "本企业承诺所填内容真实。",
        "不超过五千字。\n例如：略",
    ):
        assert piece in html


def test_field__wrong_answer__keeps_what_was_typed_and_says_why():
    html = field_html(make_field("number"), "约十二", {"number": "「数字」应是数字。"})
    assert 'value="约十二"' in html
    assert "「数字」应是数字。" in html
    assert 'aria-invalid="true"' in html
    assert "id_number-error" in html


def test_field__date_that_cannot_be_read__is_shown_as_text():
    html = field_html(make_field("date"), "明天")
    assert 'value="明天"' in html
    assert 'type="date"' not in html


def test_field__markup_in_an_answer__is_escaped():
    html = field_html(make_field(), '"><script>alert(1)</script>')
    assert "<script>" not in html


def test_field__markup_in_a_label__is_escaped():
    assert "<b>" not in field_html(make_field(label="<b>甲</b>", hint="<b>乙</b>"))


def test_field__long_answer__is_not_cut_by_the_browser():
    assert "maxlength" not in field_html(make_field("long_text"))


def test_field__declaration_agreed__is_ticked():
    assert "checked" in field_html(make_field("declaration", text="承诺"), answer=True)


def test_field__optional_choice__can_be_taken_back():
    assert "不选择" in field_html(make_field("choice", required=False))
    assert "不选择" not in field_html(make_field("choice"))


def test_field__choice_as_list__is_a_select():
    html = field_html(make_field("choice", display="list"), "制剂")
    assert "<select" in html
    assert "selected" in html


def test_field__prefilled_from_the_person__lets_the_browser_help():
    assert 'autocomplete="name"' in field_html(make_field(prefill="person.name"))


def test_files__held_and_foreign__only_the_held_are_shown():
    held = Held(uuid4())
    form = form_class(make_definition(make_field("file")))(
        answers={"file": [str(held.uuid), str(uuid4())]},
        around=Surroundings(today=date(2026, 11, 20), files={str(held.uuid): held}),
    )
    (row,) = form.rows
    assert row.files == (held,)


def test_files__template_of_the_caller__sees_its_page():
    form = form_class(make_definition(make_field("file")))(errors={"file": "请上传"})
    html = drawn('{% eform_fields form=form file_template="eforms/file.html" %}', form=form)
    assert "请上传" in html
