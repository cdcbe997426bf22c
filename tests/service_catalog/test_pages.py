"""The catalogue as visitors see it."""

import pytest

from foundation.accounts.enums import LoginKind
from notices.models import NoticeService
from service_catalog.models import Favourite
from tests.factories.accounts import make_user, sign_in
from tests.factories.content import (
    form_stream,
    make_kind,
    make_notice,
    make_sector,
    make_service,
    stream,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


def titles(response):
    return [service.title for service in response.context["listing"].services]


def test_list__when_nothing_is_asked__shows_all_kinds_with_counts(client):
    make_service(kind="permit")
    make_service(kind="service")
    make_service(kind="service")

    response = client.get("/services/")

    counts = {tab["label"]: tab["count"] for tab in response.context["listing"].tabs}
    assert counts == {"全部": 3, "许可事项": 1, "服务事项": 2, "数据报送": 0, "检验检测": 0}
    assert len(titles(response)) == 3


def test_list__when_kind_page__shows_that_kind_only(client):
    make_service(kind="permit", title="药品生产许可证核发")
    make_service(kind="service", title="药品上市后变更沟通")

    assert titles(client.get("/services/permit/")) == ["药品生产许可证核发"]


def test_list__when_searched__finds_by_keyword_and_keeps_the_word_in_the_field(client):
    make_service(title="药品生产许可证重新发放", keywords="换证 到期")
    make_service(title="化妆品备案")

    response = client.get("/services/", {"q": "换证"})

    assert titles(response) == ["药品生产许可证重新发放"]
    assert 'value="换证"' in response.content.decode()


@pytest.mark.parametrize("words", ['"', "\0", "的" * 3000, "AND OR NOT", "😀", "%_*", "  "])
def test_list__when_query_is_odd__answers(client, words):
    make_service()

    assert client.get("/services/", {"q": words}).status_code == 200


def test_list__when_filtered__combines_sector_and_audience(client):
    drug, device = make_sector(), make_sector("device", "医疗器械")
    make_service(title="甲", sector=drug, audience="legal")
    make_service(title="乙", sector=device, audience="natural")
    make_service(title="丙", sector=drug, audience="both")

    response = client.get("/services/", {"sector": "drug", "audience": "natural"})

    assert titles(response) == ["丙"]
    listing = response.context["listing"]
    assert {sector["value"]: sector["count"] for sector in listing.sectors} == {
        "drug": 1,
        "device": 1,
    }


@pytest.mark.parametrize(
    "query", ["page=999", "page=x", "size=7", "audience=nobody", "sector=none", "favourite=2"]
)
def test_list__when_parameters_make_no_sense__answers(client, query):
    make_service()

    assert client.get(f"/services/?{query}").status_code == 200


def test_list__when_asked_by_htmx__is_the_same_part_as_in_the_page(client):
    make_service(title="药品上市后变更沟通")

    page = client.get("/services/").content.decode()
    part = client.get("/services/", headers={"HX-Request": "true"})

    assert part.content.decode().strip() in page
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part.headers["Vary"]


def test_list__when_favourites_are_asked__shows_only_ones_own(client):
    mine, other = make_service(title="我的"), make_service(title="别人的")
    user = make_user()
    Favourite.objects.create(user=user, service=mine, created_at="2026-11-20T00:00Z")
    Favourite.objects.create(user=make_user(), service=other, created_at="2026-11-20T00:00Z")
    sign_in(client, user, login_kind=LoginKind.NATURAL)

    assert titles(client.get("/services/", {"favourite": "1"})) == ["我的"]


def test_list__when_favourites_are_asked_signed_out__offers_to_sign_in(client):
    make_service()

    response = client.get("/services/", {"favourite": "1"})

    assert titles(response) == []
    assert "/accounts/login/?next=" in response.content.decode()


def test_list__when_page_is_private_or_a_draft__does_not_show_it(client):
    make_service(title="草稿", live=False)
    hidden = make_service(title="不公开")
    hidden.view_restrictions.create(restriction_type="login")

    assert titles(client.get("/services/")) == []


def test_list__when_there_are_more_rows__needs_no_more_queries(
    client, django_assert_max_num_queries
):
    for _number in range(3):
        make_service()
    client.get("/services/")
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        client.get("/services/")
    most = len(few)
    for _number in range(15):
        make_service()
    client.get("/services/")  # what the caches of seconds forgot meanwhile
    with django_assert_max_num_queries(most):
        client.get("/services/")


def guide():
    return make_service(
        code="DS02",
        title="药品上市后变更沟通",
        legal_days=20,
        promised_days=15,
        legal_days_source="示例办法（待核实）",
        conditions=stream(("condition", "申请人为持有人。")),
        steps=stream(
            (
                "step",
                {"name": "受理", "days": "5 个工作日内", "who": "", "standard": "", "result": ""},
            )
        ),
        materials=stream(("material", {"name": "沟通申请表", "source": "在线填写"})),
        legal_basis=stream(("basis", {"title": "示例办法", "article": "", "note": "待核实"})),
        form=form_stream(),
        publish=True,
    )


def test_guide__when_read__shows_promise_law_and_doubt(client):
    guide()

    page = client.get("/services/service/ds02/").content.decode()

    for words in (
        "承诺时限",
        "法定 20 个工作日（待核实）",
        "申请人为持有人。",
        "沟通申请表",
        "《示例办法》",
    ):
        assert words in page
    assert 'href="/services/service/ds02/apply/"' in page
    assert 'href="/services/service/ds02/form/"' in page


def test_guide__when_handled_elsewhere__links_out_and_offers_no_application(client):
    make_service(code="MP12", kind="permit", external_url="https://banshi.example/", publish=True)

    page = client.get("/services/permit/mp12/").content.decode()

    assert 'href="https://banshi.example/"' in page
    assert "/apply/" not in page


def test_guide__when_a_notice_names_it__shows_the_notice(client):
    service = guide()
    notice = make_notice(title="关于变更的公告")
    notice.service_links.add(NoticeService(service=service))
    notice.save()

    assert "关于变更的公告" in client.get("/services/service/ds02/").content.decode()


def test_guide__when_previewed_as_a_draft__renders():
    service = guide()
    service.title = "新的标题"

    response = service.make_preview_request()

    assert response.status_code == 200
    assert "新的标题" in response.content.decode()


def test_blank_form__when_printed__lists_the_fields_of_the_version_in_force(client):
    guide()

    page = client.get("/services/service/ds02/form/")

    html = page.content.decode()
    assert page.status_code == 200
    assert "第 1 版" in html
    assert "blank.css" in html
    for field in page.context["version"].compiled.inputs.values():
        assert field.label in html


def test_blank_form__when_there_is_none__is_not_found(client):
    make_service(code="TS99")

    assert client.get("/services/service/ts99/form/").status_code == 404


def test_favourite__when_signed_out__leads_to_sign_in(client):
    guide()

    response = client.post("/services/service/ds02/favourite/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")
    assert not Favourite.objects.exists()


def test_favourite__when_posted_without_javascript__comes_back(client):
    guide()
    sign_in(client, make_user())

    response = client.post("/services/service/ds02/favourite/", {"next": "/services/?q=变更"})

    assert response.status_code == 302
    assert Favourite.objects.count() == 1


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_favourite__when_next_is_foreign__stays_here(client, target):
    guide()
    sign_in(client, make_user())

    response = client.post("/services/service/ds02/favourite/", {"next": target})

    assert response.headers["Location"] == "/services/service/ds02/"


def test_favourite__when_swapped__equals_the_reloaded_button(client):
    guide()
    sign_in(client, make_user())

    part = client.post("/services/service/ds02/favourite/", headers={"HX-Request": "true"})

    assert "已收藏" in part.content.decode()
    assert "已收藏" in client.get("/services/service/ds02/").content.decode()


def test_favourite__when_got__is_not_allowed(client):
    guide()

    assert client.get("/services/service/ds02/favourite/").status_code == 405


def test_kind_address__when_other_than_the_kind__is_refused():
    page = make_kind("permit")
    page.slug = "permits"

    with pytest.raises(Exception, match="permit"):
        page.clean()
