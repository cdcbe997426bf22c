import logging

import pytest
from wagtail.models import Page, PageViewRestriction

from search import services
from search.enums import ResultKind

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.search.urls")]

HTMX = {"HX-Request": "true"}


def body(response):
    return response.content.decode()


def test_results__words_found__shows_marked_title_and_count(client, add_page):
    add_page("药品上市后变更指南")
    add_page("化学试剂")
    response = client.get("/search/", {"q": "变更"})
    assert response.status_code == 200
    assert "药品上市后<mark>变更</mark>指南" in body(response)
    assert "化学试剂" not in body(response)
    assert "找到 1 条" in body(response)
    assert response["X-Robots-Tag"] == "noindex"


def test_results__asked_by_htmx__equals_the_part_of_the_whole_page(client, add_page):
    add_page("变更指南")
    whole = body(client.get("/search/", {"q": "变更"}))
    answer = client.get("/search/", {"q": "变更"}, headers=HTMX)
    assert "<html" not in body(answer)
    assert body(answer).strip() in whole
    assert "HX-Request" in answer["Vary"]


def test_results__private_page_and_what_is_below_it__never_appear(client, add_page):
    private = add_page("内部变更说明")
    add_page("内部变更附件", parent=private)
    add_page("变更草稿", live=False)
    open_page = add_page("公开变更说明")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    response = client.get("/search/", {"q": "变更"})
    found = response.context["found"]
    assert found.findings.pks == [open_page.pk]
    assert found.total == 1
    assert "内部" not in body(response)
    answer = client.get("/api/v1/search", {"q": "变更"}).json()
    assert answer["total"] == 1
    assert sum(answer["counts"].values()) == 1


def test_results__one_kind__shows_only_it_and_counts_all(client, add_page, monkeypatch):
    add_page("变更指南")
    monkeypatch.setattr(services, "PAGE_KINDS", {Page: ResultKind.NOTICE})
    every = client.get("/search/", {"q": "变更", "type": "notice"}).context
    assert [article.name for article in every["articles"]] == ["变更指南"]
    none = client.get("/search/", {"q": "变更", "type": "faq"})
    assert none.context["articles"] == []
    assert "这一类里没有结果" in body(none)
    counts = {tab["type"]: tab["count"] for tab in none.context["tab_items"]}
    assert counts == {"": 1, "service": 0, "notice": 1, "faq": 0, "manual": 0, "other": 0}
    assert [tab["type"] for tab in none.context["tab_items"] if tab["current"]] == ["faq"]


def test_results__many__are_paged(client, add_page):
    for number in range(13):
        add_page(f"变更通知{number}")
    first = client.get("/search/", {"q": "变更"}).context
    second = client.get("/search/", {"q": "变更", "page": "2"}).context
    assert len(first["articles"]) == 10
    assert len(second["articles"]) == 3
    names = {article.name for article in [*first["articles"], *second["articles"]]}
    assert len(names) == 13
    assert len(client.get("/search/", {"q": "变更", "size": "20"}).context["articles"]) == 13


@pytest.mark.parametrize("number", ["0", "-1", "99", "abc", ""])
def test_results__odd_page_number__shows_a_page(client, add_page, number):
    add_page("变更指南")
    response = client.get(
        "/search/", {"q": "变更", "page": number, "size": "7", "type": "nonsense"}
    )
    assert response.status_code == 200
    assert len(response.context["articles"]) == 1


@pytest.mark.parametrize("text", ["", "   ", "\x00"])
def test_results__nothing_asked__invites(client, site_root, text):
    assert "您想找什么" in body(client.get("/search/", {"q": text}))


@pytest.mark.parametrize("text", ["魑魅魍魉", "！？", "💊", "zzz"])
def test_results__nothing_found__says_what_to_do(client, add_page, text):
    add_page("变更指南")
    response = client.get("/search/", {"q": text})
    assert "没有找到相关内容" in body(response)
    assert "/help/hotlines/" in body(response)


@pytest.mark.parametrize(
    "text",
    ['"', "'", "\x00药", "药" * 200, "<script>alert(1)</script>药", "药 OR (", "%s %d", "\\"],
)
def test_results__rough_input__is_answered_and_escaped(client, add_page, text):
    add_page("药品<b>变更</b>")
    response = client.get("/search/", {"q": text})
    assert response.status_code == 200
    assert "<script>alert" not in body(response)
    assert "<b>变更" not in body(response)
    assert len(body(response)) < 100_000


def test_results__far_too_long_query__goes_on_with_its_beginning(client, add_page):
    add_page("药品变更")
    response = client.get("/search/", {"q": "药" * 10_000}, follow=True)
    assert response.redirect_chain == [("/search/?q=" + "%E8%8D%AF" * 200, 302)]
    assert response.status_code == 200
    assert client.get("/api/v1/search", {"q": "药" * 10_000}).status_code == 200


def test_results__any_query__is_written_to_no_log(client, add_page, caplog):
    add_page("变更指南")
    with caplog.at_level(logging.DEBUG):
        client.get("/search/", {"q": "秘密的询问"})
    assert not [
        r for r in caplog.records if r.name != "django.db.backends" and "秘密" in r.getMessage()
    ]


def test_results__more_results__need_no_more_queries(
    client, add_page, django_assert_max_num_queries
):
    for number in range(30):
        add_page(f"变更通知{number}")
    client.get("/search/", {"q": "变更"})
    with django_assert_max_num_queries(16):
        client.get("/search/", {"q": "变更", "size": "50"})


def test_api__words_found__answers_with_items(client, add_page):
    page = add_page("药品变更 & 指南")
    answer = client.get("/api/v1/search", {"q": "变更"}).json()
    assert answer["total"] == 1
    assert answer["items"] == [
        {
            "kind": "other",
            "title": "药品变更 & 指南",
            "title_html": "药品<mark>变更</mark> &amp; 指南",
            "excerpt_html": "",
            "url": page.url,
            "date": None,
        }
    ]


def test_api__second_page_and_kind__are_obeyed(client, add_page):
    for number in range(12):
        add_page(f"变更通知{number}")
    second = client.get("/api/v1/search", {"q": "变更", "size": 10, "page": 2}).json()
    assert len(second["items"]) == 2
    assert client.get("/api/v1/search", {"q": "变更", "type": "faq"}).json()["total"] == 0


@pytest.mark.parametrize("bad", [{"size": 101}, {"page": 0}, {"type": "x"}])
def test_api__input_out_of_shape__is_a_problem(client, site_root, bad):
    assert client.get("/api/v1/search", {"q": "药", **bad}).status_code == 422
