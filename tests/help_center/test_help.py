"""Manuals, questions, hotlines."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from help_center.models import Hotline, ManualPage
from tests.factories.content import (
    make_document,
    make_faq,
    make_hotline,
    make_hotline_page,
    make_manual,
    make_topic,
    stream,
)

pytestmark = pytest.mark.django_db
HOURS = stream(("span", {"opens": "09:00", "closes": "18:00"}))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 11, 20, 2, tzinfo=UTC), True),  # Friday 10:00
        (datetime(2026, 11, 20, 10, tzinfo=UTC), False),  # Friday 18:00: just closed
        (datetime(2026, 11, 21, 2, tzinfo=UTC), False),  # Saturday
        (datetime(2026, 10, 1, 2, tzinfo=UTC), False),  # National Day, a Thursday
        (datetime(2026, 10, 10, 2, tzinfo=UTC), True),  # make-up Saturday
    ],
)
def test_hotline__when_hours_are_known__is_open_on_working_days_only(moment, is_open):
    line = Hotline.objects.get(pk=make_hotline(hours=HOURS).pk)

    assert line.is_open(moment) is is_open


def test_hotline__when_hours_are_not_published__says_so_and_claims_nothing():
    line = make_hotline()

    assert line.is_open(datetime(2026, 11, 20, 2, tzinfo=UTC)) is None
    assert line.hours_text == "以电话接听为准"


def test_hotline__when_the_year_has_no_calendar__claims_nothing():
    line = Hotline.objects.get(pk=make_hotline(hours=HOURS).pk)

    assert line.is_open(datetime(2045, 11, 20, 2, tzinfo=UTC)) is None


def test_hotline_page__when_read__lists_every_number_to_dial(client):
    make_hotline_page()
    make_hotline(
        subject="器械检验", numbers=stream(("number", "010-57901588"), ("number", "010-57901488"))
    )

    page = client.get("/help/hotlines/").content.decode()

    assert 'href="tel:010-57901588"' in page
    assert 'href="tel:010-57901488"' in page


def test_download__when_followed__counts_and_leads_to_the_file(client):
    manual = make_manual(slug="guide")

    response = client.get("/help/manuals/guide/download/")

    assert response.status_code == 302
    assert response.headers["Location"] == manual.document.url
    assert ManualPage.objects.get(pk=manual.pk).download_count == 1


def test_download__when_only_headers_are_asked__does_not_count(client):
    manual = make_manual(slug="guide")

    client.head("/help/manuals/guide/download/")

    assert ManualPage.objects.get(pk=manual.pk).download_count == 0


def test_download__when_unpublished__is_not_found(client):
    make_manual(slug="guide", live=False)

    assert client.get("/help/manuals/guide/download/").status_code == 404


def test_manual__when_published__knows_the_fingerprint_of_its_file():
    manual = make_manual(document=make_document(b"some bytes"))

    manual.save_revision().publish()

    expected = hashlib.sha256(b"some bytes").hexdigest()
    assert ManualPage.objects.get(pk=manual.pk).sha256 == expected


def test_manuals__when_listed__stand_under_their_kind_with_size(client):
    make_manual(title="操作手册甲", kind="manual")
    make_manual(title="模板乙", kind="template")

    response = client.get("/help/manuals/")

    assert [group["kind"] for group in response.context["groups"]] == ["manual", "template"]
    assert "操作手册甲" in response.content.decode()


def test_faq__when_listed__stands_under_its_topic(client):
    make_faq(title="登录后怎么办？", topic=make_topic())
    make_faq(title="没有主题的问题？")

    groups = client.get("/help/faq/").context["groups"]

    assert [group["label"] for group in groups] == ["登录与账号", "其他"]


def test_faq__when_asked_in_other_words__is_found(client):
    make_faq(title="已经登录过，为什么还提示再次登录？", alternatives="登录超时\n反复要求登录")
    make_faq(title="报告在哪里领取？")

    found = client.get("/help/faq/", {"q": "登录超时"}).context["found"]

    assert [question.title for question in found] == ["已经登录过，为什么还提示再次登录？"]


def test_faq__when_searched_by_htmx__is_the_same_part_as_in_the_page(client):
    make_faq(title="报告在哪里领取？")

    page = client.get("/help/faq/", {"q": "报告"}).content.decode()
    part = client.get("/help/faq/", {"q": "报告"}, headers={"HX-Request": "true"})

    assert part.content.decode().strip() in page


def test_faq__when_review_is_due_before_it_was_made__is_refused():
    question = make_faq(reviewed_on="2026-10-01")
    question.refresh_from_db()
    question.review_due_on = question.reviewed_on

    with pytest.raises(ValidationError, match="复审日期"):
        question.clean()


def test_help__when_opened__shows_its_parts(client):
    make_faq(title="报告在哪里领取？")
    make_manual(title="操作手册甲")
    make_hotline_page()

    page = client.get("/help/").content.decode()

    for words in ("常见问题", "资料下载", "服务热线", "报告在哪里领取？", "操作手册甲"):
        assert words in page


@pytest.mark.parametrize("address", ["/help/", "/help/faq/", "/help/manuals/", "/help/hotlines/"])
def test_pages__when_there_are_more_rows__need_no_more_queries(
    client, django_assert_max_num_queries, address
):
    make_hotline_page()

    def add(number):
        for _each in range(number):
            make_faq()
            make_manual()
            make_hotline(hours=HOURS)

    add(6)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    most = len(few)
    add(6)
    client.get(address)  # what the caches of seconds forgot meanwhile
    with django_assert_max_num_queries(most):
        client.get(address)
