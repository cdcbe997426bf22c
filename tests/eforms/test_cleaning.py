import json

import pytest
from django.http import QueryDict
from hypothesis import given

from foundation.eforms.cleaning import clean_answers
from tests.factories.eforms import make_definition, make_field

from .strategies import answered, patient


def clean(kind, typed, **kwargs):
    return clean_answers(make_definition(make_field(kind, key="a", **kwargs)), {"a": typed})["a"]


@patient
@given(answered())
def test_clean_answers__anything__keeps_known_keys_and_can_be_stored(case):
    definition, raw = case
    cleaned = clean_answers(definition, raw)
    assert set(cleaned) <= set(definition.inputs)
    stored = json.dumps(cleaned, ensure_ascii=False).encode()
    assert b"\\u0000" not in stored


@patient
@given(answered())
def test_clean_answers__cleaned_again__stays_the_same(case):
    definition, raw = case
    once = clean_answers(definition, raw)
    assert clean_answers(definition, once) == once


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  示例　颗粒\n", "示例 颗粒"),
        ("text", "（ＧＭＰ）", "（ＧＭＰ）"),
        ("text", "a\x00b", "ab"),
        ("text", "a\ud800b", "ab"),
        ("long_text", "一\r\n二  ", "一\n二"),
        ("number", "１２．５０", "12.50"),
        ("number", "1,234", "1234"),
        ("number", "+007", "7"),
        ("number", "-0", "0"),
        ("number", "约十二", "约十二"),
        ("number", "1e999999", "1e999999"),
        ("number", 12.5, "12.5"),
        ("date", "2026/1/2", "2026-01-02"),
        ("date", "２０２６年１月２日", "2026-01-02"),
        ("date", "20260102", "2026-01-02"),
        ("date", "2026-02-30", "2026-02-30"),
        ("date", "明天", "明天"),
        ("identity_card", "110105 19491231-002x", "11010519491231002X"),
        ("credit_code", " 91350100m000100y43 ", "91350100M000100Y43"),
        ("phone", "０１０－8915 0290", "010-89150290"),
        ("declaration", "on", True),
        ("declaration", "false", False),
        ("file", ["not-a-uuid"], []),
        ("text", {"nested": 1}, ""),
    ],
)
def test_clean_answers__typed__has_one_spelling(kind, typed, kept):
    assert clean(kind, typed) == kept


def test_clean_answers__integer_of_thousands_of_digits__is_no_answer():
    assert clean("number", 10**5000) == ""


def test_clean_answers__number_with_its_unit__loses_the_unit():
    assert clean("number", "12 盒", unit="盒") == "12"


def test_clean_answers__files__are_named_once():
    name = "5f0c3b52-6d4e-4f0a-9d1c-0a4ddbe2a111"
    assert clean("file", [name, name.upper()]) == [name]


def test_clean_answers__text_over_its_limit__is_kept_to_be_shortened():
    assert clean("text", "药" * 700) == "药" * 700


def test_clean_answers__endless_text__is_bounded():
    assert len(clean("text", "药" * 100_000)) == 2000


def test_clean_answers__posted_page_without_tick__is_not_agreed():
    definition = make_definition(make_field(), make_field("declaration"))
    assert clean_answers(definition, QueryDict("text=x")) == {"text": "x", "declaration": False}


def test_clean_answers__api_call_without_key__leaves_it_out():
    definition = make_definition(make_field(), make_field("declaration"))
    assert clean_answers(definition, {"text": "x"}) == {"text": "x"}


def test_clean_answers__posted_files__are_all_read():
    names = ["5f0c3b52-6d4e-4f0a-9d1c-0a4ddbe2a111", "5f0c3b52-6d4e-4f0a-9d1c-0a4ddbe2a112"]
    raw = QueryDict(f"file={names[0]}&file={names[1]}")
    assert clean_answers(make_definition(make_field("file")), raw) == {"file": names}
