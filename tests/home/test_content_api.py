"""Published content in the API."""

import pytest
from django.test import Client

from service_catalog.models import Favourite
from tests.factories.accounts import make_user, sign_in
from tests.factories.content import (
    form_stream,
    make_faq,
    make_hotline,
    make_manual,
    make_notice,
    make_service,
    make_topic,
    stream,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.home.api_urls")]


def items(response):
    assert response.status_code == 200, response.content
    return response.json()["items"]


def test_notices__when_listed__are_the_published_ones_latest_first(client):
    make_notice(title="旧", published_on="2024-01-01")
    make_notice(title="新", published_on="2026-01-01")
    make_notice(title="草稿", live=False)

    assert [row["title"] for row in items(client.get("/api/v1/notices"))] == ["新", "旧"]


def test_notices__when_filtered__combine_words_and_dates(client):
    make_notice(title="变更公告", published_on="2026-01-01")
    make_notice(title="变更旧公告", published_on="2024-01-01")

    found = items(client.get("/api/v1/notices", {"q": "变更", "published_from": "2025-01-01"}))

    assert [row["title"] for row in found] == ["变更公告"]


def test_notice__when_asked_by_slug__has_text_without_markup(client):
    make_notice(slug="renewal", body=stream(("paragraph", "<p>正文<b>在此</b></p>")))

    body = client.get("/api/v1/notices/renewal").json()

    assert body["text"] == "正文在此"
    assert body["validity"] == "current"


@pytest.mark.parametrize(
    "address",
    ["/api/v1/notices/none", "/api/v1/services/none", "/api/v1/services/none/form"],
)
def test_detail__when_there_is_none__is_a_problem_document(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/notices?bogus=1",
        "/api/v1/services?bogus=1",
        "/api/v1/faqs?bogus=1",
        "/api/v1/notices?limit=101",
        "/api/v1/services?kind=other",
        "/api/v1/notices?year=x",
    ],
)
def test_list__when_input_is_unknown__is_refused(client, address):
    assert client.get(address).status_code == 422


def test_services__when_filtered_by_kind__are_of_that_kind(client):
    make_service(kind="permit", code="DP01")
    make_service(kind="service", code="DS01")

    found = items(client.get("/api/v1/services", {"kind": "permit"}))

    assert [(row["code"], row["url"]) for row in found] == [("DP01", "/services/permit/dp01/")]


def test_service__when_asked_by_code_in_any_case__has_guide_and_form(client):
    make_service(
        code="DS02",
        conditions=stream(("condition", "申请人为持有人。")),
        materials=stream(("material", {"name": "申请表"})),
        form=form_stream(),
        publish=True,
    )

    guide = client.get("/api/v1/services/ds02").json()
    form = client.get("/api/v1/services/DS02/form").json()

    assert guide["conditions"] == ["申请人为持有人。"]
    assert guide["materials"][0]["name"] == "申请表"
    assert form["version"] == 1
    assert "product_name" in form["answers"]["properties"]


def test_favourites__when_signed_out__are_refused(client):
    assert client.get("/api/v1/favourites").status_code == 401


def test_favourites__when_put_twice_and_deleted_twice__follow(client):
    make_service(code="DS02")
    user = make_user()
    sign_in(client, user)

    for _time in range(2):
        assert client.put("/api/v1/favourites/ds02").status_code == 200
    assert [row["code"] for row in items(client.get("/api/v1/favourites"))] == ["DS02"]
    for _time in range(2):
        assert client.delete("/api/v1/favourites/ds02").status_code == 204
    assert not Favourite.objects.exists()


def test_favourites__when_ordered__come_in_that_order(client):
    for code in ("DS01", "DS02"):
        make_service(code=code)
    sign_in(client, make_user())
    for code in ("DS01", "DS02"):
        client.put(f"/api/v1/favourites/{code}")

    wanted = {"codes": ["DS01", "DS02"]}
    ordered = client.put("/api/v1/favourites", wanted, content_type="application/json")

    assert [row["code"] for row in ordered.json()] == ["DS01", "DS02"]
    assert [row["code"] for row in items(client.get("/api/v1/favourites"))] == ["DS01", "DS02"]


@pytest.mark.parametrize(
    "query",
    [
        "kind=permit",
        "handling=instant",
        "online=0",
        "sort=days",
        "q=变更&sector=drug",
        "favourite=1",
    ],
)
def test_services__each_filter__finds_what_the_page_finds(client, query):
    make_service(kind="permit", code="DP01", title="许可变更", handling="instant", legal_days=20)
    make_service(code="DS01", title="变更备案", form=form_stream(), promised_days=5)
    sign_in(client, make_user())
    client.put("/api/v1/favourites/ds01")

    page = client.get(f"/services/?{query}")
    found = items(client.get(f"/api/v1/services?{query}"))

    assert [row["code"] for row in found] == [
        service.code for service in page.context["listing"].services
    ]


def test_favourites__when_csrf_token_is_missing__are_refused():
    make_service(code="DS02")
    client = sign_in(Client(enforce_csrf_checks=True), make_user())

    assert client.put("/api/v1/favourites/ds02").status_code == 403
    assert not Favourite.objects.exists()


def test_help__when_listed__has_answers_files_and_lines(client):
    make_faq(title="登录超时怎么办？", topic=make_topic(), alternatives="反复登录")
    make_manual(title="操作手册")
    make_hotline(subject="许可服务")

    question = items(client.get("/api/v1/faqs", {"q": "登录超时"}))[0]
    manual = items(client.get("/api/v1/manuals"))[0]
    line = items(client.get("/api/v1/hotlines", {"purpose": "business"}))[0]

    assert (question["question"], question["topic"]) == ("登录超时怎么办？", "login")
    assert manual["url"].endswith("/download/")
    assert (line["numbers"], line["is_open"]) == (["010-89150290"], None)
