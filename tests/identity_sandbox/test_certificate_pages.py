"""Certificates as their holders see them: registering, signing in, binding; and as thieves do."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from foundation.core.clock import now
from identity_sandbox.certificates.authority import (
    Holder,
    Issued,
    Validity,
    issue,
    kept_authority,
    write_issued,
)
from identity_sandbox.certificates.reading import serial_text
from tests.identity_sandbox import papers
from tests.identity_sandbox.live import PASSWORD, PROXY
from tests.identity_sandbox.visitor import Visitor, change, database

REGISTER, SIGN_IN, BIND = "/register/certificate/", "/login/certificate/", "/account/certificates/"
TONGKANG = Holder("北京示例同康药业有限公司", "91110100XX0000019M", "王经办")


@pytest.fixture
def authority(sandbox_process):
    return kept_authority(Path(sandbox_process.content) / "certificate_authority", at=now())


ACCOUNT = {
    "enterprise_type": "有限责任公司",
    "legal_representative": "示例人",
    "agent_id_number": "",
    "phone": "19900000077",
    "password1": "Long-enough-2026",
    "password2": "Long-enough-2026",
}


def fill_in(visitor, page, issued_holder, username, **changes):
    locked = {
        "enterprise_name": issued_holder.enterprise_name,
        "credit_code": issued_holder.credit_code,
        "agent_name": issued_holder.name,
    }
    return visitor.submit(page, username=username, **{**ACCOUNT, **locked, **changes})


def registered(visitor, authority, username, **facts):
    holder = papers.holder(**facts)
    issued = issue(authority, holder, validity=Validity.starting(now()))
    page = fill_in(visitor, visitor.show(REGISTER, issued), holder, username)
    assert page.url == f"{visitor.base}/account/", page.text
    return holder, issued


@pytest.mark.parametrize("scheme", ["plain", "raw"])
def test_registration__with_certificate__fills_in_locked_facts_and_keeps_it(
    visitor, authority, scheme
):
    holder = papers.holder()
    issued = issue(authority, holder, validity=Validity.starting(now()))
    page = visitor.show(REGISTER, issued, scheme=scheme)

    assert page.url.startswith(f"{visitor.base}/register/certificate/account/")
    for value in (holder.enterprise_name, holder.credit_code, holder.name):
        assert re.search(rf'<input[^>]*value="{value}"[^>]*readonly', page.text)
    page = fill_in(visitor, page, holder, f"certified-{scheme}")
    assert "以后可以用数字证书登录" in page.text
    assert holder.credit_code in page.text
    assert serial_text(issued.certificate) in visitor.page(BIND).text


@pytest.mark.parametrize("scheme", ["plain", "pss"])
def test_registration__with_rsa_and_der_and_a_signature_file__goes_on(visitor, authority, scheme):
    validity = Validity.starting(now())
    issued = issue(authority, papers.holder(), validity=validity, is_rsa=True)
    page = visitor.page(REGISTER)
    signature = papers.sign(issued, visitor.challenge(page), scheme=scheme)
    files = {"certificate": papers.der(issued), "signature_file": signature}

    assert "证书核验通过" in visitor.submit(page, files=files).text


def test_registration__locked_facts_changed__is_refused_and_typed_ones_stay(visitor, authority):
    holder = papers.holder()
    issued = issue(authority, holder, validity=Validity.starting(now()))
    page = visitor.show(REGISTER, issued)
    page = fill_in(visitor, page, holder, "changer", credit_code="91110100XX0000019M")

    assert page.status_code == 422
    assert "与当前数字证书不一致" in page.text
    assert 'value="changer"' in page.text
    assert holder.credit_code in page.text
    assert "91110100XX0000019M" not in page.text
    assert fill_in(visitor, page, holder, "changer").url == f"{visitor.base}/account/"


def test_registration__second_step_without_proof__leads_to_the_first(visitor):
    page = visitor.page("/register/certificate/account/")

    assert page.url == visitor.base + REGISTER
    assert "请先出示数字证书" in page.text


def test_registration__one_proof_at_two_forms__registers_once(sandbox_process, visitor, authority):
    holder = papers.holder()
    issued = issue(authority, holder, validity=Validity.starting(now()))
    page = visitor.show(REGISTER, issued)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda n: fill_in(visitor, page, holder, f"twin{n}"), range(2)))
    assert f"{visitor.base}/account/" in {answer.url for answer in answers}
    count = "SELECT count(*) FROM identity_sandbox_sandboxuser WHERE credit_code = ?"
    with database(sandbox_process) as connection:
        assert connection.execute(count, (holder.credit_code,)).fetchone() == (1,)


REFUSALS = {
    "expired": (lambda ca: papers.of_days(ca, -30, -1), "已过有效期"),
    "to come": (lambda ca: papers.of_days(ca, 1, 30), "还没有到生效日期"),
    "foreign": (lambda _ca: papers.foreign(), "不是平台认可的颁发机构"),
    "namesake": (papers.same_name_foreign, "不是平台认可的颁发机构"),
    "self-signed": (lambda _ca: papers.self_signed(), "自签名证书"),
    "usage": (
        lambda ca: papers.custom(ca, extensions=(papers.CLIENT, papers.LEAF)),
        "证书的用途不符",
    ),
    "code": (lambda ca: papers.good(ca, credit_code="91110100XX0001"), "信用代码格式不正确"),
    "no code": (lambda ca: papers.good(ca, credit_code=""), "证书主体信息不完整"),
}


@pytest.mark.parametrize("path", [REGISTER, SIGN_IN])
@pytest.mark.parametrize("kind", REFUSALS)
def test_certificate__unsuitable__is_refused_with_its_reason_and_signature_stays(
    visitor, authority, kind, path
):
    make, sentence = REFUSALS[kind]
    page = visitor.page(path)
    issued = make(authority)
    signature = papers.base64_of(papers.sign(issued, visitor.challenge(page)))
    answer = visitor.submit(
        page, files={"certificate": issued.certificate_pem}, signature=signature
    )

    assert answer.status_code == 422
    assert sentence in answer.text
    assert unescape(answer.text).count(signature) == 1
    assert visitor.challenge(answer) == visitor.challenge(page)


@pytest.mark.parametrize("path", [REGISTER, SIGN_IN])
def test_certificate__revoked__is_refused(sandbox_process, visitor, authority, path):
    issued = papers.good(authority)
    change(
        sandbox_process,
        "INSERT INTO identity_sandbox_revokedcertificate (issuer, serial, revoked_at)"
        " VALUES (?, ?, ?)",
        issued.certificate.issuer.rfc4514_string(),
        serial_text(issued.certificate),
        "2026-01-01 00:00:00",
    )

    assert "已被颁发机构吊销" in visitor.show(path, issued).text


def test_certificate__revoked_between_the_steps__does_not_register(
    sandbox_process, visitor, authority
):
    holder = papers.holder()
    issued = issue(authority, holder, validity=Validity.starting(now()))
    page = visitor.show(REGISTER, issued)
    change(
        sandbox_process,
        "INSERT INTO identity_sandbox_revokedcertificate (issuer, serial, revoked_at)"
        " VALUES (?, ?, ?)",
        issued.certificate.issuer.rfc4514_string(),
        serial_text(issued.certificate),
        "2026-01-01 00:00:00",
    )

    assert "已被颁发机构吊销" in fill_in(visitor, page, holder, "too-late").text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"nothing of the kind", "无法识别这个文件"),
        (b"x" * 20_000, "文件太大"),
        (b"", "无法识别这个文件|请选择数字证书文件"),
    ],
)
def test_certificate__not_one__is_refused(visitor, content, sentence):
    answer = visitor.submit(visitor.page(REGISTER), files={"certificate": content})

    assert answer.status_code == 422
    assert re.search(sentence, answer.text)


def test_certificate__private_key_chosen_instead__is_refused_and_not_kept(visitor, authority):
    issued = papers.good(authority)
    answer = visitor.submit(visitor.page(REGISTER), files={"certificate": issued.key_pem})

    assert "这里面有私钥" in answer.text
    assert issued.key_pem.decode().splitlines()[1] not in answer.text


def test_body__far_too_large__is_answered_before_it_is_read(visitor):
    page = visitor.page(REGISTER)
    try:
        answer = visitor.submit(page, files={"certificate": b"x" * 400_000})
    except requests.ConnectionError:
        return  # the server stopped listening, which is as good
    assert answer.status_code == 413
    assert "提交的内容太大" in answer.text


def test_page_for_the_password__with_a_large_body__is_refused(visitor):
    page = visitor.page("/login/")
    try:
        answer = visitor.submit(page, username="x" * 200_000)
    except requests.ConnectionError:
        return
    assert answer.status_code == 413


def test_subject__with_markup__is_only_text(visitor, authority):
    attack = "<script>alert(1)</script>"
    issued = papers.good(authority, enterprise_name=attack, name='"><img src=x onerror=1>')
    page = visitor.show(REGISTER, issued)

    assert "证书核验通过" in page.text
    assert attack not in page.text
    assert "<img src=x" not in page.text
    page = visitor.submit(visitor.page(REGISTER), files={"certificate": issued.certificate_pem})
    assert "已读取" in page.text
    assert attack not in page.text


def test_signature__not_given__keeps_the_certificate_for_the_next_try(visitor, authority):
    issued = papers.good(authority)
    answer = visitor.submit(visitor.page(REGISTER), files={"certificate": issued.certificate_pem})

    assert answer.status_code == 422
    assert "还没有签名" in answer.text
    assert "已读取" in answer.text
    signature = papers.sign(issued, visitor.challenge(answer))
    again = visitor.submit(answer, signature=papers.base64_of(signature))
    assert "证书核验通过" in again.text


@pytest.mark.parametrize("signature", ["不是签名", "QUJD" * 800])
def test_signature__not_readable__is_refused(visitor, authority, signature):
    page = visitor.page(SIGN_IN)
    files = {"certificate": papers.good(authority).certificate_pem}

    assert "签名内容无法识别" in visitor.submit(page, files=files, signature=signature).text


def test_signature__of_another_key__is_refused_and_uses_the_challenge_up(visitor, authority):
    issued, other = papers.good(authority), papers.good(authority)
    page = visitor.page(REGISTER)
    text = visitor.challenge(page)
    wrong = papers.base64_of(papers.sign(other, text))
    answer = visitor.submit(page, files={"certificate": issued.certificate_pem}, signature=wrong)

    assert "签名与证书不符" in answer.text
    assert visitor.challenge(answer) != text
    right = papers.base64_of(papers.sign(issued, text))
    answer = visitor.submit(page, files={"certificate": issued.certificate_pem}, signature=right)
    assert "已经用过" in answer.text


def test_challenge__answered_twice__is_refused(visitor, authority):
    _holder, issued = registered(visitor, authority, "replayed")
    page = visitor.page(SIGN_IN)
    signature = papers.base64_of(papers.sign(issued, visitor.challenge(page)))
    files = {"certificate": issued.certificate_pem}
    captured = {"signature": signature}

    assert visitor.submit(page, files=files, **captured).url == f"{visitor.base}/account/"
    again = Visitor(visitor.base)
    fresh = again.page(SIGN_IN)
    old = re.search(r'name="challenge" value="([^"]+)"', page.text)[1]
    answer = again.submit(fresh, files=files, challenge=old, **captured)
    again.close()
    assert answer.status_code == 422
    assert "待签内容已过期" in answer.text


def test_challenge__of_another__is_nobodys(visitor, other, authority):
    page = visitor.page(REGISTER)
    link = re.search(r'href="(/certificates/challenge/[^"]+)"', page.text)[1]

    assert other.page(link).status_code == 404


def test_challenge__for_another_purpose__does_not_count(visitor, authority):
    _holder, issued = registered(visitor, authority, "purposes")
    page, other = visitor.page(SIGN_IN), visitor.page(REGISTER)
    posed = re.search(r'name="challenge" value="([^"]+)"', other.text)[1]
    signature = papers.base64_of(papers.sign(issued, visitor.challenge(other)))
    files = {"certificate": issued.certificate_pem}
    answer = visitor.submit(page, files=files, signature=signature, challenge=posed)

    assert answer.status_code == 422
    assert "待签内容已过期" in answer.text


def test_challenge__after_its_minutes__is_over(sandbox_process, visitor, authority):
    issued = papers.good(authority)
    page = visitor.page(REGISTER)
    signature = papers.base64_of(papers.sign(issued, visitor.challenge(page)))
    posed = re.search(r'name="challenge" value="([^"]+)"', page.text)[1].replace("-", "")
    moved = change(
        sandbox_process,
        "UPDATE identity_sandbox_challenge SET expires_at = datetime('now', '-1 minute')"
        " WHERE id = ?",
        posed,
    )
    assert moved == 1
    files = {"certificate": issued.certificate_pem}
    answer = visitor.submit(page, files=files, signature=signature)

    assert "待签内容已过期" in answer.text
    assert "已读取" in answer.text


@pytest.mark.parametrize("challenge", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_challenge__invented__is_refused(visitor, authority, challenge):
    files = {"certificate": papers.good(authority).certificate_pem}
    page = visitor.page(SIGN_IN)
    answer = visitor.submit(page, files=files, signature="QUJD", challenge=challenge)

    assert answer.status_code == 422


@pytest.mark.races
def test_challenge__answered_by_many_at_once__one_is_heard(visitor, authority):
    issued = papers.good(authority)
    page = visitor.page(REGISTER)
    signature = papers.base64_of(papers.sign(issued, visitor.challenge(page)))

    def answer(_number):
        files = {"certificate": issued.certificate_pem}
        with Visitor(visitor.base) as tab:
            tab.cookies.update(visitor.cookies)
            return tab.submit(page, files=files, signature=signature).text

    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(answer, range(8)))
    assert sum("证书核验通过" in text for text in texts) == 1
    assert sum("已经用过" in text for text in texts) == 7


def test_registration__enterprise_registered_already__is_refused(visitor, authority):
    issued = issue(authority, TONGKANG, validity=Validity.starting(now()))

    assert "该单位已经注册" in visitor.show(REGISTER, issued).text


def test_registration__certificate_bound_already__is_refused(visitor, other, authority):
    _holder, issued = registered(visitor, authority, "bound-once")

    assert "已绑定其他账号" in other.show(REGISTER, issued).text


def test_sign_in__with_bound_certificate__enters(visitor, other, authority):
    holder, issued = registered(visitor, authority, "keyholder")
    page = other.show(SIGN_IN, issued)

    assert page.url == f"{visitor.base}/account/"
    assert holder.credit_code in page.text


def test_sign_in__demonstration_certificate__enters(sandbox_process, visitor):
    folder = Path(sandbox_process.content) / "certificates"
    certificate = x509.load_pem_x509_certificate((folder / "tongkang.pem").read_bytes())
    key = load_pem_private_key((folder / "tongkang.key.pem").read_bytes(), None)

    assert "北京示例同康药业有限公司" in visitor.show(SIGN_IN, Issued(certificate, key)).text


def test_sign_in__certificate_of_no_account__is_refused(visitor, authority):
    answer = visitor.show(SIGN_IN, papers.good(authority))

    assert answer.status_code == 422
    assert "还没有绑定账号" in answer.text


def test_sign_in__bound_certificate_without_its_key__says_nothing_of_the_account(
    visitor, other, authority
):
    _holder, issued = registered(visitor, authority, "stolen")
    page = other.page(SIGN_IN)
    files = {"certificate": issued.certificate_pem}
    thief = papers.base64_of(papers.sign(papers.foreign(), other.challenge(page)))
    answer = other.submit(page, files=files, signature=thief)

    assert "签名与证书不符" in answer.text
    assert "stolen" not in answer.text


def test_sign_in__account_closed__is_refused(sandbox_process, visitor, other, authority):
    registered(visitor, authority, "closed-one")
    _holder, issued = registered(other, authority, "closed-two")
    statement = "UPDATE identity_sandbox_sandboxuser SET is_active = 0 WHERE username = ?"
    change(sandbox_process, statement, "closed-two")

    assert "账号已停用" in visitor.show(SIGN_IN, issued).text


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_sign_in__foreign_next__stays_here(visitor, other, authority, target):
    name = f"target{abs(hash(target))}"
    _holder, issued = registered(visitor, authority, name)
    page = other.show(SIGN_IN, issued, next=target)

    assert page.url == f"{visitor.base}/account/"


def test_binding__renewed_certificate__signs_in_too_until_removed(visitor, other, authority):
    holder, _first = registered(visitor, authority, "renewing")
    renewed = issue(authority, holder, validity=Validity.starting(now()))
    page = visitor.show(BIND, renewed)
    assert "证书已绑定" in page.text
    assert "已经绑定在您的账号上" in visitor.show(BIND, renewed).text
    assert other.show(SIGN_IN, renewed).url == f"{visitor.base}/account/"

    page = visitor.page(BIND)
    serial = serial_text(renewed.certificate)
    article = next(part for part in page.text.split("<article")[1:] if serial in part)
    link = re.search(r'action="([^"]+)"', article)
    page = _post(visitor, page, link[1])
    assert "证书已移除" in page.text
    with Visitor(visitor.base) as third:
        assert "还没有绑定账号" in third.show(SIGN_IN, renewed).text


def _post(visitor, page, path):
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    return visitor.post(
        visitor.base + path,
        data={"csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
        timeout=5,
    )


def test_binding__another_enterprises_certificate__is_refused(visitor, authority):
    visitor.sign_in("liansuo")

    assert "与您账号的不一致" in visitor.show(BIND, papers.good(authority)).text


def test_removing__somebody_elses_certificate__is_not_there(
    sandbox_process, visitor, other, authority
):
    registered(visitor, authority, "owner")
    with database(sandbox_process) as connection:
        latest = connection.execute(
            "SELECT max(id) FROM identity_sandbox_accountcertificate"
        ).fetchone()[0]
    other.sign_in("anheng")
    page = other.page(BIND)

    for number in (latest, 0, 10**30):
        answer = _post(other, page, f"/account/certificates/{number}/remove/")
        assert answer.status_code == 404


def test_header__from_the_proxy__counts_as_possession(visitor, authority):
    holder, issued = registered(visitor, authority, "proxied")
    with Visitor(visitor.base) as proxied:
        proxied.come_through_the_proxy()
        proxied.headers["X-Client-Certificate"] = quote(issued.certificate_pem)
        page = proxied.page(SIGN_IN)
        assert holder.enterprise_name in page.text
        page = proxied.submit(page, presented="1")
        assert page.url == f"{visitor.base}/account/"


def test_header__from_anywhere_else__is_not_believed(visitor, other, authority):
    _holder, issued = registered(visitor, authority, "spoofed")
    for name in ("X-Client-Certificate", "X_Client_Certificate"):
        other.headers[name] = quote(issued.certificate_pem)
    other.headers["X-Forwarded-For"] = PROXY
    page = other.page(SIGN_IN)

    assert "您的浏览器已出示证书" not in page.text
    answer = other.submit(page, presented="1")
    assert answer.status_code == 422
    assert "请选择数字证书文件" in answer.text


def test_header__with_an_unsuitable_certificate__says_why(visitor):
    visitor.come_through_the_proxy()
    visitor.headers["X-Client-Certificate"] = quote(papers.self_signed().certificate_pem)
    page = visitor.page(SIGN_IN)

    assert "您的浏览器出示的证书不能使用" in page.text
    assert "自签名证书" in page.text


def test_binding__account_of_a_person__has_no_such_page(visitor):
    page = visitor.page("/login/?kind=natural")
    visitor.submit(page, username="zhang.yaoshi", password=PASSWORD, kind="natural")

    assert visitor.page(BIND).status_code == 404


def test_files_of_the_development_authority__are_not_served(visitor):
    for path in ("/static/certificate_authority/authority.pem", "/certificates/tongkang.key.pem"):
        assert visitor.page(path).status_code == 404


def test_written_certificate__stem__stays_in_its_folder(tmp_path, authority):
    certificate, key = write_issued(papers.good(authority), directory=tmp_path, stem="a")

    assert {certificate.parent, key.parent} == {tmp_path}


def test_registration__user_name_taken_at_the_last_moment__is_said_beside_it(
    visitor, other, authority
):
    forms = []
    for browser in (visitor, other):
        holder = papers.holder()
        issued = issue(authority, holder, validity=Validity.starting(now()))
        forms.append((browser, browser.show(REGISTER, issued), holder))

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda f: fill_in(*f, "same-name"), forms))
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    assert any("用户名已被使用" in answer.text for answer in answers)
