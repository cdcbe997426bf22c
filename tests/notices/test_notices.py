"""Notices: lists, legal life, feeds."""

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError

from notices.enums import Validity
from notices.models import NoticeAttachment, NoticePage, NoticeReplacement
from tests.factories.content import (
    make_category,
    make_document,
    make_notice,
    make_sector,
    stream,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


def titles(response):
    return [article["title"] for article in response.context["listing"].articles]


def test_list__when_nothing_is_asked__shows_the_latest_first(client):
    make_notice(title="旧", published_on=date(2024, 3, 1))
    make_notice(title="新", published_on=date(2026, 3, 1))

    assert titles(client.get("/notices/")) == ["新", "旧"]


def test_list__when_pinned_until_a_later_day__comes_first(client):
    make_notice(title="新", published_on=date(2026, 3, 1))
    make_notice(title="置顶", published_on=date(2024, 3, 1), pinned_until=date(2099, 1, 1))
    make_notice(title="不再置顶", published_on=date(2024, 2, 1), pinned_until=date(2024, 3, 1))

    assert titles(client.get("/notices/")) == ["置顶", "新", "不再置顶"]


def test_list__when_category_has_subcategories__holds_theirs_too(client):
    top = make_category("announcements", "公告")
    below = make_category("permits", "许可公告", parent_category=top)
    make_notice(category=below, title="许可")
    make_notice(category=make_category("important"), title="重要")

    assert titles(client.get("/notices/announcements/")) == ["许可"]
    assert titles(client.get("/notices/permits/")) == ["许可"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "延续注册"}, ["关于延续注册的公告"]),
        ({"q": "示例〔2026〕92号"}, ["关于延续注册的公告"]),
        ({"sector": "device"}, ["关于延续注册的公告"]),
        ({"validity": "repealed"}, ["旧的规定"]),
        ({"year": "2024"}, ["旧的规定"]),
        ({"from": "2026-01-01", "to": "2026-12-31"}, ["关于延续注册的公告"]),
        ({"to": "2024-05-01"}, ["旧的规定"]),
    ],
)
def test_list__when_filtered__shows_what_fits(client, query, expected):
    make_notice(
        title="关于延续注册的公告",
        number="示例〔2026〕92号",
        sector=make_sector("device", "医疗器械"),
        published_on=date(2026, 11, 20),
    )
    make_notice(title="旧的规定", published_on=date(2024, 5, 1), validity=Validity.REPEALED)

    assert titles(client.get("/notices/", query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        "from=2026-02-31",
        "from=x",
        "year=99999",
        "year=٢٠٢٦",
        "validity=no",
        "page=-1",
        "to=0000-00-00",
    ],
)
def test_list__when_parameters_make_no_sense__answers(client, query):
    make_notice()

    assert client.get(f"/notices/?{query}").status_code == 200


def test_list__when_asked_by_htmx__is_the_same_part_as_in_the_page(client):
    make_notice()

    page = client.get("/notices/").content.decode()
    part = client.get("/notices/", headers={"HX-Request": "true"}).content.decode()

    assert part.strip() in page
    assert "<html" not in part


def test_list__when_there_are_more_notices__needs_no_more_queries(
    client, django_assert_max_num_queries
):
    for _number in range(3):
        make_notice()
    client.get("/notices/")
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        client.get("/notices/")
    most = len(few)
    for _number in range(12):
        make_notice()
    client.get("/notices/")  # what the caches of seconds forgot meanwhile
    with django_assert_max_num_queries(most):
        client.get("/notices/")


def test_list__when_page_has_drafts_or_private_pages__hides_them(client):
    make_notice(title="草稿", live=False)
    make_notice(title="不公开").view_restrictions.create(restriction_type="login")

    assert titles(client.get("/notices/")) == []


def test_notice__when_read__shows_facts_files_and_corrections(client):
    notice = make_notice(
        title="关于延续注册的公告",
        slug="renewal",
        number="示例〔2026〕92号",
        body=stream(("paragraph", "<p>正文在此。</p>")),
        corrections=stream(
            ("correction", {"on": "2026-11-19", "reason": "笔误", "old": "3 日", "new": "5 日"})
        ),
    )
    notice.attachments.add(NoticeAttachment(document=make_document(), title="对照表"))
    notice.save()

    page = client.get("/notices/important/renewal/").content.decode()

    for words in ("示例〔2026〕92号", "正文在此。", "对照表", "<del>3 日</del>", "<ins>5 日</ins>"):
        assert words in page


def test_notice__when_replaced__says_so_and_links_both_ways(client):
    old = make_notice(title="旧公告", slug="old", validity=Validity.REPEALED)
    new = make_notice(title="新公告", slug="new")
    new.replacement_links.add(NoticeReplacement(replaced=old))
    new.save()

    page = client.get("/notices/important/old/").content.decode()

    assert "本文件已废止" in page
    assert new.url in page
    assert old.url in client.get("/notices/important/new/").content.decode()


def test_notice__when_the_replacing_one_is_a_draft__does_not_tell(client):
    old, new = make_notice(slug="old"), make_notice(title="尚未发布", live=False)
    new.replacement_links.add(NoticeReplacement(replaced=old))
    new.save()

    assert "尚未发布" not in client.get("/notices/important/old/").content.decode()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"effective_on": date(2026, 5, 1), "expires_on": date(2026, 4, 1)}, "expires_on"),
        ({"signed_on": date(2026, 12, 1), "published_on": date(2026, 11, 1)}, "published_on"),
        ({"expires_on": date(2020, 1, 1)}, "validity"),
    ],
)
def test_clean__when_dates_contradict__names_the_field_in_a_sentence(facts, field):
    notice = make_notice()
    for name, value in facts.items():
        setattr(notice, name, value)

    with pytest.raises(ValidationError) as refused:
        notice.clean()

    assert refused.value.message_dict[field][0].endswith("。")


def test_category__when_made_its_own_parent__is_refused():
    category = make_category()
    category.parent_category = category

    with pytest.raises(ValidationError, match="两级"):
        category.clean()


def test_schedule__when_go_live_is_later__waits_and_then_appears(client, settings):
    notice = make_notice(live=False, go_live_at="2099-01-01T00:00Z", title="将来")
    notice.save_revision().publish()

    notice.refresh_from_db()

    assert not notice.live
    assert notice.approved_schedule
    assert titles(client.get("/notices/")) == []


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_feed__when_xml__is_well_formed_and_filtered(client, form):
    make_notice(title="甲 & 乙", published_on=date(2026, 1, 1))
    make_notice(title="丙", published_on=date(2025, 1, 1))

    response = client.get(f"/notices/feed.{form}", {"year": "2026"})

    feed = ET.fromstring(response.content)  # noqa: S314 (our own feed)
    text = "".join(feed.itertext())
    assert "甲 & 乙" in text
    assert "丙" not in text
    assert "public" in response.headers["Cache-Control"]


def test_feed__when_json__is_a_json_feed_of_the_category(client):
    make_notice(category=make_category("benefit", "惠企政策"), title="惠企")
    make_notice(title="别的")

    response = client.get("/notices/feed.json", {"category": "benefit"})

    feed = json.loads(response.content)
    assert [item["title"] for item in feed["items"]] == ["惠企"]
    assert feed["items"][0]["url"].startswith("http://testserver/notices/benefit/")


def test_feed__when_category_is_unknown__is_empty(client):
    make_notice()

    assert json.loads(client.get("/notices/feed.json?category=nope").content)["items"] == []


def test_feed__when_of_another_kind__is_not_found(client):
    make_notice()

    assert client.get("/notices/feed.csv").status_code == 404


def test_visible__when_asked_by_anybody__is_what_is_published():
    make_notice(live=False)
    shown = make_notice()

    assert list(NoticePage.objects.visible_to(None)) == [shown]
