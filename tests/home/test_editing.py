"""Editors write and publish in the admin, without anybody who programs."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from foundation.eforms import services as eforms
from notices.models import NoticePage
from service_catalog.models import ServicePage
from tests.factories.content import make_category, make_kind, make_sector

pytestmark = pytest.mark.django_db
AT = "action-publish"


def notice_data(**facts):
    data = {
        "title": "关于窗口安排的通知",
        "slug": "",
        "summary": "",
        "published_on": "2026-11-20",
        "validity": "current",
        "audience": "both",
        "body": streamfield([("paragraph", rich_text("<p>国庆照常。</p>"))]),
        "corrections": streamfield([]),
        "attachments": inline_formset([]),
        "service_links": inline_formset([]),
        "replacement_links": inline_formset([]),
        "explanation_links": inline_formset([]),
        "comments": inline_formset([]),
        AT: "1",
        **facts,
    }
    return nested_form_data(data)


def test_notice__when_published_with_a_chinese_title_only__is_on_the_site(admin_client):
    category = make_category()

    response = admin_client.post(
        f"/admin/pages/add/notices/noticepage/{category.pk}/", notice_data()
    )

    assert response.status_code == 302, response.context["form"].errors
    notice = NoticePage.objects.get(title="关于窗口安排的通知")
    assert notice.live
    assert "国庆照常。" in admin_client.get(notice.url).content.decode()


def test_notice__when_dates_contradict__keeps_what_was_typed_and_says_what_to_do(admin_client):
    category = make_category()
    data = notice_data(effective_on="2026-12-01", expires_on="2026-11-01")

    response = admin_client.post(f"/admin/pages/add/notices/noticepage/{category.pk}/", data)

    page = response.content.decode()
    assert "失效日期早于施行日期" in page
    assert "关于窗口安排的通知" in page
    assert not NoticePage.objects.exists()


def service_data(**facts):
    never = {"match": "all", "tests": streamfield([])}
    asked = {
        "label": "产品名称",
        "key": "product_name",
        "required": "on",
        "hint": "",
        "example": "",
    }
    fields = [("text", {**asked, "prefill_mode": "editable", "show": never, "require": never})]
    step = {"title": "基本情况", "intro": "", "show": never, "fields": streamfield(fields)}
    data = {
        "title": "新的事项",
        "slug": "",
        "code": "DS90",
        "sector": str(make_sector().pk),
        "audience": "legal",
        "handling": "promised",
        "level": "city",
        "visits": "0",
        "by_network": "on",
        "place_links": inline_formset([]),
        "windows": inline_formset([]),
        "comments": inline_formset([]),
        **{name: streamfield([]) for name in
           ("conditions", "steps", "materials", "legal_basis", "questions")},
        "form": streamfield([("step", step)]),
        AT: "1",
        **facts,
    }  # fmt: skip
    return nested_form_data(data)


def test_service__when_published_in_the_admin__is_in_the_catalogue_with_its_form(admin_client):
    kind = make_kind("service")

    response = admin_client.post(
        f"/admin/pages/add/service_catalog/servicepage/{kind.pk}/", service_data()
    )

    assert response.status_code == 302, response.context["form"].errors
    service = ServicePage.objects.get(code="DS90")
    assert service.path_of_guide == "/services/service/ds90/"
    assert list(eforms.latest(service.form_series).compiled.inputs) == ["product_name"]
    assert admin_client.get("/services/service/ds90/").status_code == 200


def test_content_models__when_groups_are_made__can_be_granted():
    names = set(Permission.objects.values_list("codename", flat=True))

    assert {"change_hotline", "change_place", "change_sitesettings"} <= names
