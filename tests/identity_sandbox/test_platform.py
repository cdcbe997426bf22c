"""The sandbox as its users and its client see it."""

import re

import pytest
import requests

from tests.identity_sandbox.live import PASSWORD

LEGAL = {
    "username": "xinqiye",
    "enterprise_name": "示例新注册有限公司",
    "credit_code": "91110100XX0009995M",
    "enterprise_type": "有限责任公司",
    "legal_representative": "示例人",
    "agent_name": "示例经办",
    "agent_id_number": "",
    "phone": "19900000099",
    "password1": "Long-enough-2026",
    "password2": "Long-enough-2026",
}


@pytest.fixture
def browser(sandbox_process):
    with requests.Session() as session:
        session.base = sandbox_process.issuer
        yield session


def get(browser, path):
    return browser.get(browser.base + path, timeout=5)


def post(browser, path, data):
    page = get(browser, path)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    return browser.post(
        browser.base + path,
        data={**data, "csrfmiddlewaretoken": token},
        headers={"Referer": browser.base + path},
        timeout=5,
    )


def sign_in(browser, username, kind="legal", password=PASSWORD, target=""):
    data = {"username": username, "password": password, "kind": kind, "next": target}
    return post(browser, "/login/", data)


def test_metadata__asked__names_issuer_and_only_the_code_flow(browser):
    data = get(browser, "/.well-known/openid-configuration").json()

    assert data["issuer"] == browser.base
    assert data["token_endpoint"].startswith(browser.base)
    assert data["response_types_supported"] == ["code"]
    assert data["code_challenge_methods_supported"] == ["S256"]


def test_metadata__foreign_host_header__is_not_believed(browser):
    response = browser.get(
        f"{browser.base}/.well-known/openid-configuration",
        headers={"Host": "evil.example"},
        timeout=5,
    )

    assert response.status_code == 400


def test_page__shown__says_that_it_is_a_demonstration_and_has_no_inline_code(browser):
    response = get(browser, "/login/")

    assert "演示环境" in response.text
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "<script" not in response.text
    assert "style=" not in response.text


def test_sign_in__right__shows_the_masked_account(browser):
    page = sign_in(browser, "tongkang")

    assert "北京示例同康药业有限公司" in page.text
    assert "110***********1017" in page.text
    assert "110100198803161017" not in page.text


def test_sign_in__wrong_password__says_what_to_do_and_keeps_the_name(browser):
    page = sign_in(browser, "anheng", password="wrong")

    assert page.status_code == 422
    assert "用户名或密码不正确" in page.text
    assert 'value="anheng"' in page.text
    assert "wrong" not in page.text.replace('class="field wrong"', "")


def test_sign_in__account_of_the_other_kind__names_the_right_tab(browser):
    page = sign_in(browser, "zhang.yaoshi", kind="legal")

    assert page.status_code == 422
    assert "个人账号" in page.text


def test_sign_in__many_wrong_tries__are_held_back(browser):
    pages = [sign_in(browser, "suyan", password="wrong") for _ in range(7)]

    assert "用户名或密码不正确" not in pages[-1].text
    assert sign_in(browser, "suyan").status_code == 422


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_sign_in__foreign_next__stays_here(browser, target):
    page = sign_in(browser, "xinban", target=target)

    assert page.url == f"{browser.base}/account/"


def test_registration__legal__signs_in_and_can_be_completed(browser):
    page = post(browser, "/register/legal/", LEGAL)
    assert "还缺少：经办人身份证号" in page.text

    facts = {
        "agent_name": "示例经办",
        "agent_id_number": "110100198506181169",
        "phone": "19900000099",
    }
    page = post(browser, "/account/settings/", facts)
    assert "还缺少" not in page.text


def test_registration__enterprise_already_there__is_refused(browser):
    facts = {**LEGAL, "username": "other", "credit_code": "91110100XX0000019M"}
    page = post(browser, "/register/legal/", facts)

    assert page.status_code == 422
    assert "该单位已经注册" in page.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("credit_code", "91110100XX0009995X"),
        ("agent_id_number", "110100198506181160"),
        ("phone", "123"),
        ("password1", "short"),
        ("username", "tongkang"),
    ],
)
def test_registration__one_wrong_field__is_refused_beside_it(browser, field, value):
    facts = {**LEGAL, "username": f"other-{field.replace('_', '')}", field: value}
    page = post(browser, "/register/legal/", facts)

    assert page.status_code == 422
    assert "请先改正以下内容" in page.text


def test_registration__natural__signs_in(browser):
    facts = {
        "username": "xinren",
        "person_name": "示例新人",
        "id_number": "110100198506181169",
        "phone": "19900000098",
        "password1": "Long-enough-2026",
        "password2": "Long-enough-2026",
    }
    page = post(browser, "/register/natural/", facts)

    assert "示例新人" in page.text


def test_account__without_sign_in__leads_to_it(browser):
    assert get(browser, "/account/settings/").url.startswith(f"{browser.base}/login/?next=")


def test_authorisation__unknown_client__is_an_error_page_here(browser):
    sign_in(browser, "tongkang")
    page = get(
        browser,
        "/identity/o/authorize?client_id=nobody&response_type=code&scope=openid"
        "&redirect_uri=https://evil.example/&state=s",
    )

    assert page.url.startswith(browser.base)
    assert "无法完成登录" in page.text


def test_authorisation__foreign_redirect_uri__is_an_error_page_here(browser):
    sign_in(browser, "tongkang")
    page = get(
        browser,
        "/identity/o/authorize?client_id=portal-legal&response_type=code&scope=openid"
        "&redirect_uri=https://evil.example/accounts/callback/&state=s",
    )

    assert page.url.startswith(browser.base)


def test_unknown_page__is_a_designed_page(browser):
    page = get(browser, "/nothing/")

    assert page.status_code == 404
    assert "没有找到这个页面" in page.text


def test_form__without_its_token__is_a_designed_page(browser):
    page = browser.post(f"{browser.base}/login/", data={"username": "tongkang"}, timeout=5)

    assert page.status_code == 403
    assert "页面已过期" in page.text


def test_style_sheet__without_debugging__is_served(browser):
    assert get(browser, "/static/identity_sandbox/site.css").status_code == 200
