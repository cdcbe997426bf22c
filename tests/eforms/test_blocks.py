import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.telepath import JSContext
from wagtail.blocks import StreamBlock
from wagtail.blocks.base import get_error_json_data

from foundation.eforms.blocks import FormBlock, form_rows
from foundation.eforms.enums import FieldKind
from foundation.eforms.errors import FormInvalid
from foundation.eforms.gallery import example_form, example_key
from foundation.eforms.services import compile_form
from tests.factories.eforms import make_definition, make_field, make_full_definition


def rows_of(*fields):
    return [
        {
            "type": "step",
            "value": {"title": "基本情况", "intro": "", "fields": list(fields)},
        }
    ]


def row(kind="text", block_id=None, **settings):
    return {"type": kind, "id": block_id, "value": {"label": "名称", **settings}}


def cleaned(rows):
    block = FormBlock()
    return compile_form(block.clean(block.to_python(rows)))


def complaints(rows):
    """What the editor reads, whatever its place."""
    with pytest.raises(ValidationError) as refused:
        cleaned(rows)
    return str(get_error_json_data(refused.value))


def test_field_kinds__each__has_its_block():
    fields = FormBlock().child_blocks["step"].child_blocks["fields"]
    assert isinstance(fields, StreamBlock)
    assert set(fields.child_blocks) == {*FieldKind.values, "reuse"}
    assert all(block.kind == name for name, block in fields.child_blocks.items())


def test_clean__full_form__keeps_every_setting():
    definition = make_full_definition()
    assert cleaned(form_rows(definition)) == definition


def test_clean__two_fields_of_one_key__names_both():
    said = complaints(rows_of(row(key="a"), row("phone", label="电话", key="a")))
    assert "字段「名称」和「电话」的标识都是「a」" in said


def test_clean__same_key_in_two_steps__is_found():
    rows = rows_of(row(key="a")) + rows_of(row(key="a"))
    assert "标识都是「a」" in complaints(rows)


def test_clean__smallest_above_largest__says_so():
    said = complaints(rows_of(row("number", minimum="5", maximum="2")))
    assert "最大值 2 小于最小值 5" in said


def test_clean__earliest_after_latest__says_so():
    said = complaints(rows_of(row("date", earliest="2026-02-01", latest="2026-01-01")))
    assert "最晚日期 2026-01-01 早于最早日期 2026-02-01" in said


def test_clean__choice_without_options__says_so():
    assert "至少填写一个选项" in complaints(rows_of(row("choice", options=[])))


def test_clean__two_options_alike__says_so():
    assert "选项的文字相同" in complaints(rows_of(row("choice", options=["甲", "甲 "])))


@pytest.mark.parametrize("key", ["产品", "A", "1a", "a-b", "csrfmiddlewaretoken", "step"])
def test_clean__key_that_programs_cannot_use__is_refused(key):
    assert "标识" in complaints(rows_of(row(key=key)))


def test_clean__draft_of_a_page__may_be_unfinished():
    block = FormBlock()
    rows = rows_of(row("choice", label="", options=[]))
    assert block.clean_deferred(block.to_python(rows)) is not None


@pytest.mark.parametrize(
    ("label", "key"), [("GMP 证书编号", "gmp"), ("产品名称", "text_ab12"), ("Step", "step_2")]
)
def test_clean__no_key_given__one_is_proposed(label, key):
    definition = cleaned(rows_of(row(block_id="ab12cd34", label=label)))
    assert list(definition.inputs) == [key]


def test_clean__proposed_key__survives_reordering_and_renaming():
    block = FormBlock()
    value = block.clean(block.to_python(rows_of(row(label="甲"), row("date", label="乙"))))
    before = {field.label: field.key for field in compile_form(value)}
    raw = block.get_prep_value(value)
    fields = raw[0]["value"]["fields"]
    fields.reverse()
    fields[0]["value"]["label"] = "丙"
    after = {field.label: field.key for field in cleaned(raw)}
    assert after == {"丙": before["乙"], "甲": before["甲"]}


def test_clean__proposed_key__never_takes_a_given_one():
    definition = cleaned(rows_of(row(label="GMP"), row(label="旧", key="gmp")))
    assert list(definition.inputs) == ["gmp_2", "gmp"]


def test_compile__form_not_cleaned_with_twins__is_refused():
    rows = form_rows(make_definition(make_field(key="a"), make_field("date", key="a")))
    with pytest.raises(FormInvalid, match="标识都是「a」"):
        compile_form(FormBlock().to_python(rows))


def test_compile__emptied_form__asks_nothing():
    assert compile_form(FormBlock().to_python([])).is_empty


@pytest.mark.django_db
def test_render__on_the_guide__lists_what_will_be_asked():
    block = FormBlock()
    shown = block.render(block.to_python(form_rows(make_full_definition())))
    assert "产品名称" in shown
    assert "选填" in shown


def test_editor__the_whole_block__reaches_the_browser():
    assert JSContext().pack(FormBlock())


def described():
    form = FormBlock()
    fields = form.child_blocks["step"].child_blocks["fields"]
    return [*form.child_blocks.values(), *fields.child_blocks.values()]


@pytest.mark.parametrize("block", described(), ids=lambda block: block.name)
def test_picker__every_block__is_described_and_shown_as_applicants_see_it(admin_client, block):
    assert str(block.get_description())
    assert block.is_previewable
    shown = admin_client.get(f"/admin/block-preview/?id={block.definition_prefix}")
    assert shown.status_code == 200
    keys = block.examples or (example_key(FieldKind(block.kind)),)
    assert all(row.field.label in shown.content.decode() for row in example_form(keys).rows)
