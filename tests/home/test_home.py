"""The front page, ordinary pages, and the frame of every page."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Site

from foundation.core.clock import now
from home.models import ContentPage, SiteSettings
from service_catalog.models import Favourite
from tests.factories.accounts import make_user, sign_in
from tests.factories.content import (
    make_category,
    make_home,
    make_hotline,
    make_kind,
    make_notice,
    make_service,
    stream,
)

pytestmark = pytest.mark.django_db


def arrange(**fields):
    home = make_home()
    for name, value in fields.items():
        setattr(home, name, value)
    home.save()
    return home


def settings_with(**fields):
    make_home()
    site = Site.objects.get(is_default_site=True)
    said = SiteSettings.objects.get_or_create(site=site)[0]
    for name, value in fields.items():
        setattr(said, name, value)
    said.save()


def test_front__when_empty__renders(client):
    make_home()

    assert client.get("/").status_code == 200


def test_front__when_arranged__shows_what_editors_chose_in_their_order(client):
    permit, report = make_kind("permit"), make_kind("report")
    make_service(kind="report")
    category = make_category("benefit", "惠企政策")
    line = make_hotline(subject="许可服务")
    arrange(
        kinds=stream(("kind", report.pk), ("kind", permit.pk)),
        notice_tabs=stream(("category", category.pk)),
        hotlines=stream(("line", line.pk)),
        hot_questions=stream(("link", {"label": "年度报告", "path": "/search/?q=年度报告"})),
    )

    response = client.get("/")

    cards = [(card["title"], card["number"]) for card in response.context["kind_cards"]]
    assert cards == [("数据报送", 1), ("许可事项", 0)]
    page = response.content.decode()
    for words in ("惠企政策", "许可服务", "年度报告"):
        assert words in page


def test_front__when_a_tab_is_chosen__shows_that_category(client):
    benefit = make_category("benefit", "惠企政策")
    make_notice(category=benefit, title="惠企通知")
    make_notice(title="别的通知")
    arrange(notice_tabs=stream(("category", benefit.pk)))

    response = client.get("/", {"tab": "benefit"})

    assert [article["title"] for article in response.context["articles"]] == ["惠企通知"]


def test_front__when_tab_is_asked_by_htmx__is_the_same_part_as_in_the_page(client):
    make_notice()

    page = client.get("/").content.decode()
    part = client.get("/", headers={"HX-Request": "true"}).content.decode()

    assert part.strip() in page
    assert "<html" not in part


def test_front__when_signed_in__shows_ones_own_favourites_only(client):
    mine, other = make_service(title="我收藏的"), make_service(title="别人收藏的")
    user = make_user()
    Favourite.objects.create(user=user, service=mine, created_at=now())
    Favourite.objects.create(user=make_user(), service=other, created_at=now())
    sign_in(client, user)

    page = client.get("/").content.decode()

    assert "我收藏的" in page
    assert "别人收藏的" not in page


def test_front__when_link_leads_to_an_unpublished_page__does_not_show_it(client):
    draft = make_notice(live=False)
    arrange(hot_questions=stream(("link", {"label": "还没有发布", "page": draft.pk, "path": ""})))

    assert "还没有发布" not in client.get("/").content.decode()


def test_frame__when_settings_change__shows_at_once(client):
    settings_with(technical_phone="400-900-1866")
    assert "400-900-1866" in client.get("/").content.decode()

    settings_with(technical_phone="010-00000000")

    assert "400-900-1866" not in client.get("/").content.decode()


def test_frame__when_entry_leads_nowhere__is_not_shown(client):
    settings_with(
        floating_help=stream(
            ("entry", {"label": "还没有的功能", "icon": "chat", "path": "/not-built-yet/"}),
            ("entry", {"label": "搜索", "icon": "search", "path": "/search/"}),
        )
    )

    labels = [item["label"] for item in client.get("/").context["floating_help"]]

    assert labels == ["搜索"]


def test_frame__when_the_page_is_published_later__its_entry_appears(client):
    page = make_home().add_child(
        instance=ContentPage(title="药监网校", slug="training", live=False)
    )
    settings_with(
        floating_help=stream(("entry", {"label": "网校", "icon": "book", "path": "/training/"}))
    )
    assert client.get("/").context["floating_help"] == []

    page.save_revision().publish()

    assert [item["label"] for item in client.get("/").context["floating_help"]] == ["网校"]


def test_frame__when_person_is_natural__speaks_of_ones_own_space(client):
    make_home()
    sign_in(client, make_user())

    assert client.get("/").context["nav_items"][-1]["label"] == "我的空间"


def test_frame__when_kept__costs_no_more_than_three_queries(client, django_assert_max_num_queries):
    make_home().add_child(instance=ContentPage(title="说明", slug="about"))
    client.get("/about/")

    with django_assert_max_num_queries(12):
        client.get("/about/")


def test_content_page__when_read__shows_body_and_place(client):
    make_home().add_child(
        instance=ContentPage(
            title="药监网校",
            slug="training",
            body=stream(
                ("heading", {"text": "将来可以学什么"}),
                ("paragraph", "<p>课程正在准备。</p>"),
                ("note", {"kind": "info", "text": "<p>开课准备中</p>"}),
                ("table", {"caption": "身份", "rows": ["身份 | 方式", "学员 | 自然人"]}),
            ),
        )
    )

    response = client.get("/training/")

    page = response.content.decode()
    for words in ("将来可以学什么", "课程正在准备。", "开课准备中", "<td>学员</td>"):
        assert words in page
    assert [crumb["label"] for crumb in response.context["crumbs"]] == ["首页", "药监网校"]


@pytest.mark.parametrize(
    "path", ["//evil.example/", "https://evil.example/", "/\\evil", "javascript:x"]
)
def test_link__when_address_is_foreign__is_refused(path):
    block = SiteSettings.footer_links.field.stream_block.child_blocks["link"]
    value = block.to_python({"label": "x", "page": None, "path": path})

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)

    assert "path" in refused.value.block_errors


def test_link__when_it_has_no_target__says_what_to_do():
    block = SiteSettings.footer_links.field.stream_block.child_blocks["link"]

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"label": "x", "page": None, "path": ""}))

    assert "请选择页面" in str(refused.value.block_errors["page"])


def test_admin__when_editor_opens_the_group__lists_hotlines(admin_client):
    make_hotline(subject="许可服务")

    page = admin_client.get("/admin/snippets/help_center/hotline/").content.decode()

    assert "许可服务" in page
    assert Group.objects.exists()


def test_unknown_page__when_asked__is_a_designed_404(client):
    make_home()

    response = client.get(f"/{quote('没有')}/")

    assert response.status_code == 404
    assert "<html" in response.content.decode()
