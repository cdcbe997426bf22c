from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given

from foundation.eforms.conditions import is_blank
from foundation.eforms.definition import Definition
from foundation.eforms.enums import FieldKind
from foundation.eforms.posting import BOXES
from foundation.eforms.settling import standing
from foundation.eforms.surroundings import Surroundings
from foundation.eforms.validation import check, clean_answers
from tests.factories.eforms import (
    CREDIT_CODE,
    IDENTITY_CARD,
    make_answers,
    make_definition,
    make_field,
    make_full_definition,
)

from .posting import as_posted
from .strategies import answered, patient

TODAY = date(2026, 11, 22)


@dataclass
class Held:
    uuid: UUID
    name: str = "申请表.pdf"
    size_bytes: int = 1000


def said(field, answer, *, final=True, files=()):
    held = {str(file.uuid): file for file in files}
    answers = {field.key: answer}
    found = check(
        make_definition(field), answers, final=final, around=Surroundings(today=TODAY, files=held)
    )
    return found.get(field.key, "")


AROUND = Surroundings(today=TODAY)


@patient
@given(answered())
def test_check__anything_cleaned__raises_nothing_and_names_only_known_keys(case):
    definition, raw = case
    answers = clean_answers(definition, raw)
    errors = check(definition, answers, final=True, around=AROUND)
    assert {key.partition(".")[0] for key in errors} <= set(definition.inputs)


@patient
@given(answered())
def test_check__anything_uncleaned__raises_nothing_and_names_unknown_keys(case):
    definition, raw = case
    errors = check(definition, raw, final=False, around=AROUND)
    assert set(raw) - set(definition.inputs) <= set(errors)
    check(definition, raw, final=True, around=AROUND)


@patient
@given(answered())
def test_check__required_visible_and_blank__is_never_skipped_in_the_end(case):
    definition, raw = case
    answers = clean_answers(definition, raw)
    found = standing(definition, answers, AROUND)
    errors = check(definition, answers, final=True, around=AROUND)
    for key, field in definition.inputs.items():
        if key in found.hidden:
            assert not any(error.partition(".")[0] == key for error in errors)
        elif field.kind == FieldKind.CALCULATED:
            continue
        elif key in found.required and is_blank(found.answers.get(key)):
            assert key in errors


@patient
@given(answered())
def test_check__posted_page_or_body_of_a_call__same_sentences(case):
    definition, raw = case
    from_call = clean_answers(definition, raw)
    from_page = clean_answers(definition, as_posted(definition, from_call))
    boxes = {key for key, field in definition.inputs.items() if field.kind in BOXES}
    assert {key: value for key, value in from_page.items() if key not in boxes} == {
        key: value for key, value in from_call.items() if key not in boxes and value is not None
    }
    ticked = {key: from_call[key] for key in boxes if key in from_call}
    posted = {**from_page, **ticked}
    for key in boxes - set(from_call):
        del posted[key]
    assert check(definition, posted, final=True, around=AROUND) == check(
        definition, from_call, final=True, around=AROUND
    )


@patient
@given(answered())
def test_check__draft_without_overlong_text__is_always_kept(case):
    definition, raw = case
    answers = clean_answers(definition, raw)
    for key in check(definition, answers, final=False, around=AROUND):
        name, *row = key.split(".")
        field, value = definition.inputs[name], answers[name]
        if row:
            child = next(each for each in field.fields if each.key == row[1])
            field, value = child, value[int(row[0])][row[1]]
        texts = value.values() if isinstance(value, dict) else [value]
        assert max(map(len, texts)) > field.length_limit


def test_check__complete_answers__finds_nothing():
    held = Held(uuid4())
    answers = make_answers(held.uuid)
    files = {str(held.uuid): held}
    assert (
        check(
            make_full_definition(),
            answers,
            final=True,
            around=Surroundings(today=TODAY, files=files),
        )
        == {}
    )


def test_check__nothing_answered__names_the_required_in_order():
    errors = check(make_full_definition(), {}, final=True, around=Surroundings(today=TODAY))
    assert list(errors) == [
        "product_name", "number", "date", "choice",
        "identity_card", "credit_code", "file", "declaration",
    ]  # fmt: skip


def test_check__one_step__leaves_the_others_alone():
    errors = check(make_full_definition(), {}, final=True, around=Surroundings(today=TODAY), step=0)
    assert list(errors) == ["product_name", "number", "date", "choice"]


def test_check__empty_form__wants_nothing():
    assert check(Definition(), {}, final=True, around=Surroundings(today=TODAY)) == {}


@pytest.mark.parametrize(
    ("kind", "answer", "word"),
    [
        ("text", "", "请填写「单行文字」"),
        ("text", "   ", "请填写"),
        ("text", ["x"], "格式不符"),
        ("text", "药" * 501, "最多 500 个字，您填写了 501 个"),
        ("number", "约十二", "应是数字"),
        ("number", "1.5", "应是整数"),
        ("date", "明天", "2026-11-20"),
        ("date", "2026-02-30", "不是有效日期"),
        ("date", "", "请选择"),
        ("choice", "胶囊", "没有「胶囊」这个选项"),
        ("identity_card", IDENTITY_CARD[:-1] + "1", "身份证号不正确"),
        ("credit_code", CREDIT_CODE[:-1] + "A", "统一社会信用代码不正确"),
        ("phone", "123", "电话号码不正确"),
        ("declaration", False, "勾选同意"),
        ("file", [], "请上传"),
        ("file", "x", "格式不符"),
    ],
)
def test_check__wrong__says_what_and_what_to_do(kind, answer, word):
    assert word in said(make_field(kind), answer)


@pytest.mark.parametrize(
    ("rules", "answer", "word"),
    [
        ({"minimum": Decimal(2), "unit": "盒"}, "1", "不能小于 2盒"),
        ({"minimum": Decimal(2)}, "2", ""),
        ({"maximum": Decimal(2)}, "3", "不能大于 2"),
        ({"maximum": Decimal(2)}, "2", ""),
        ({"decimals": 2}, "1.234", "最多 2 位小数"),
        ({"decimals": 2}, "1.230", ""),
        ({"required": False}, "", ""),
    ],
)
def test_check__number__keeps_its_bounds(rules, answer, word):
    found = said(make_field("number", **rules), answer)
    assert (word in found) if word else found == ""


@pytest.mark.parametrize(
    ("rules", "answer", "word"),
    [
        ({"day_rule": "not_past"}, "2026-11-21", "不能早于 2026-11-22"),
        ({"day_rule": "not_past"}, "2026-11-22", ""),
        ({"day_rule": "not_future"}, "2026-11-23", "不能晚于 2026-11-22"),
        ({"day_rule": "not_future"}, "2026-11-22", ""),
        ({"earliest": date(2026, 12, 1), "day_rule": "not_past"}, "2026-11-30", "2026-12-01"),
        ({"latest": date(2026, 1, 1)}, "2026-01-02", "不能晚于 2026-01-01"),
    ],
)
def test_check__date__keeps_its_bounds(rules, answer, word):
    found = said(make_field("date", **rules), answer)
    assert (word in found) if word else found == ""


def test_check__file_of_another_case__is_not_accepted():
    assert "已失效" in said(make_field("file"), [str(uuid4())])


@pytest.mark.parametrize(
    ("held", "word"),
    [
        ({"size_bytes": 1024 * 1024 + 1}, "超过 1 MB"),
        ({"size_bytes": 1024 * 1024}, ""),
        ({"name": "表.exe"}, "请上传 pdf 文件"),
        ({"name": "表.PDF"}, ""),
    ],
)
def test_check__file__keeps_its_bounds(held, word):
    file = Held(uuid4(), **held)
    field = make_field("file", accept=("pdf",), max_megabytes=1)
    found = said(field, [str(file.uuid)], files=[file])
    assert (word in found) if word else found == ""


def test_check__too_many_files__says_how_many_are_allowed():
    files = [Held(uuid4()), Held(uuid4())]
    names = [str(file.uuid) for file in files]
    assert "最多上传 1 个文件" in said(make_field("file"), names, files=files)


def test_check__draft__is_not_asked_for_anything():
    assert said(make_field("number"), "约十二", final=False) == ""


def test_check__draft_too_long__is_told_at_once():
    assert "最多 500 个字" in said(make_field(), "药" * 501, final=False)


def test_check__unknown_key__is_named_even_in_a_draft():
    errors = check(make_definition(), {"ghost": 1}, final=False, around=Surroundings(today=TODAY))
    assert "没有「ghost」这一项" in errors["ghost"]


def test_check__declaration_that_an_import_called_optional__must_be_agreed_to():
    assert said(make_field("declaration", required=False), False)
