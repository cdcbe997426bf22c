"""The demonstration notices: their legal life, their bodies, their files."""

import re
from collections import Counter
from datetime import date, datetime

from foundation.core.blocks import BodyBlock
from notices.enums import Validity
from notices.models import NoticePage

from .reading import (
    BY_CODE,
    EXAMPLE,
    NOTICES,
    TODAY,
    keys,
    lengths_exceeded,
    rows,
)


def test_notices__counted__are_eighty_and_five_to_come():
    waiting = [notice for notice in NOTICES if "go_live_at" in notice]
    published = [notice for notice in NOTICES if "go_live_at" not in notice]
    assert len(published) == 80
    assert len(waiting) == 5
    assert all(notice["go_live_at"].date() > TODAY for notice in waiting)
    assert all(isinstance(notice["go_live_at"], datetime) for notice in waiting)
    days = [notice["published_on"] for notice in published]
    assert max(days) == date(2026, 11, 20)
    assert min(days).year == 2023


def test_notices__their_legal_life__is_varied():
    validity = Counter(notice["validity"] for notice in NOTICES)
    assert validity["repealed"] == 10
    assert {"current", "amended", "draft"} <= set(validity)
    assert sum(bool(notice["attachments"]) for notice in NOTICES) >= 20
    assert sum(bool(notice["corrections"]) for notice in NOTICES) == 3
    replacing = [notice for notice in NOTICES if notice["replaces"]]
    assert len(replacing) >= 6
    by_key = {notice["key"]: notice for notice in NOTICES}
    for notice in replacing:
        for old in notice["replaces"]:
            assert by_key[old]["validity"] == "repealed"
            assert by_key[old]["published_on"] < notice["published_on"]


def test_notice__its_facts__fit_the_page_type():
    for notice in NOTICES:
        assert EXAMPLE in notice["title"]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", notice["key"])
        assert notice["number"] == "" or re.fullmatch(r"示例〔20\d\d〕\d+号", notice["number"])
        assert notice["validity"] in Validity.values
        assert lengths_exceeded(NoticePage, notice) == {}, notice["key"]
        assert notice["signed_on"] <= notice["published_on"]
        if "expires_on" in notice:
            assert notice["expires_on"] > notice["effective_on"]
            assert notice["validity"] != "current" or notice["expires_on"].year >= 2028
        assert len(notice["keywords"]) >= 2


def test_notice__its_references__exist():
    for notice in NOTICES:
        assert notice["category"] in keys("notice_categories", "categories")
        assert notice["sector"] in keys("sectors")
        assert notice["topic"] in keys("topics")
        assert notice["department"] in keys("departments")
        assert set(notice["services"]) <= set(BY_CODE)
        assert set(notice["replaces"] + notice["explained_by"]) <= {row["key"] for row in NOTICES}


def test_notices__keys_and_numbers__are_unique():
    assert len({notice["key"] for notice in NOTICES}) == 85
    given = [notice["number"] for notice in NOTICES if notice["number"]]
    assert len(given) == len(set(given)) > 40


def test_notices__every_leaf_category__holds_some():
    used = {notice["category"] for notice in NOTICES}
    categories = rows("notice_categories", "categories")
    parents = {category["parent"] for category in categories}
    assert {row["key"] for row in categories} - parents <= used
    assert parents - {""} <= {row["key"] for row in categories}


def bodies():
    for notice in NOTICES:
        yield notice["key"], notice["body"]
    for page in rows("pages"):
        yield page["slug"], page["body"]


def test_body__its_blocks__can_be_drawn():
    known = set(BodyBlock().child_blocks) | {"list"}
    for name, body in bodies():
        assert body, name
        assert {block["type"] for block in body} <= known, name
        for block in body:
            assert_drawable(block)


def assert_drawable(block):
    if block["type"] == "table":
        assert 0 < len(block["caption"]) <= 80
        assert len(block["rows"]) >= 2
        assert len({len(row) for row in block["rows"]}) == 1, block["rows"]
        assert not any("|" in cell for row in block["rows"] for cell in row)
    elif block["type"] == "list":
        assert block["items"]
    else:
        assert block["text"].strip()
    if block["type"] == "heading":
        assert len(block["text"]) <= 80


def test_attachments__their_content__is_there_to_make_files_of():
    attachments = [each for notice in NOTICES for each in notice["attachments"]]
    assert len({each["filename"] for each in attachments}) == len(attachments)
    for each in attachments:
        assert each["filename"].endswith(f".{each['kind']}")
        content = each["rows"] if each["kind"] == "xlsx" else each["text"]
        assert len(content) >= 2


def test_corrections__the_new_words__stand_in_the_notice():
    for notice in NOTICES:
        for correction in notice["corrections"]:
            assert correction["on"] >= notice["published_on"]
            assert correction["new"] in str(notice["body"])
            assert correction["old"] not in str(notice["body"]).replace(correction["new"], "")
