"""Special users: from the application to the operator's decision, and what must not work."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from PIL import Image

from foundation.core.validators import is_substitute_code
from tests.identity_sandbox.live import PASSWORD
from tests.identity_sandbox.visitor import Visitor, database

APPLY, ASK = "/register/special/", "/register/special/status/"
OWN = "Own-password-2026"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(form="PNG", size=(20, 20)):
    held = io.BytesIO()
    Image.new("1" if form == "PNG" else "RGB", size).save(held, form)
    return held.getvalue()


def facts(username, **changes):
    return {
        "name": "Example Pharma GmbH 示例制药",
        "country": "DE",
        "kind": "foreign",
        "legal_representative": "Erika Muster",
        "agent_name": "Max Muster",
        "document_kind": "passport",
        "document_number": "C01X00T47",
        "phone": "+49 30 901820",
        "email": "max@example.com",
        "username": username,
        "password1": OWN,
        "password2": OWN,
        **changes,
    }


def file_of(name="证明.pdf", content=PDF):
    return ("uploads", (name, content))


def apply(visitor, username, *, files=None, **changes):
    page = visitor.page(APPLY)
    return visitor.submit(page, files=files or [file_of()], **facts(username, **changes))


def applied(visitor, username, **changes):
    page = apply(visitor, username, **changes)
    assert page.status_code == 200, page.text
    return re.search(r"TS\d{8}[2-9A-Z]{8}", page.text)[0]


@pytest.fixture
def operator(sandbox_process):
    with Visitor(sandbox_process.issuer) as session:
        page = session.page("/login/?kind=natural")
        page = session.submit(page, username="operator", password=PASSWORD)
        assert page.url == f"{session.base}/operator/"
        yield session


def decide(operator, number, move, **data):
    page = operator.page(f"/operator/{number}/")
    version = re.search(r'name="version" value="(\d+)"', page.text)
    fields = {"version": version[1] if version else "1", "move": move, **data}
    return operator.submit(page, **fields)


def ask(visitor, number, **data):
    return visitor.submit(visitor.page(ASK), **{"number": number, **data})


def sign_in(visitor, username, password=OWN):
    page = visitor.page("/login/?kind=legal")
    return visitor.submit(page, username=username, password=password)


def test_application__complete__gets_a_receipt_and_waits(visitor, other):
    page = apply(visitor, "muster-waits", files=[file_of(), file_of("b.png", picture())])
    number = re.search(r"TS\d{8}[2-9A-Z]{8}", page.text)[0]

    assert "待核验" in page.text
    assert "C01X00T47" not in page.text
    assert "+49 30 901820" not in page.text
    answer = sign_in(other, "muster-waits")
    assert answer.status_code == 422
    assert f"（回执编号 {number}）正在核验" in answer.text
    assert "用户名或密码不正确" in sign_in(other, "muster-waits", "Wrong-password-1").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("document_number", "C01 X/00", "证件号码不正确"),
        ("document_number", "A" * 19, ""),
        ("phone", "12", "电话号码不正确"),
        ("email", "nobody", ""),
        ("country", "XX", ""),
        ("kind", "limited", ""),
        ("username", "tongkang", "用户名已被使用"),
        ("username", "TongKang", "用户名已被使用"),
        ("username", "ｔongkang", "用户名已被使用"),
        ("username", "a b", ""),
        ("password1", "short", ""),
        ("password2", "Other-password-2026", ""),
        ("name", "", ""),
    ],
)
def test_application__one_wrong_field__is_refused_and_the_rest_stays(
    visitor, field, value, sentence
):
    changes = {"username": f"wrong-{field}", field: value}
    page = apply(visitor, **changes)

    assert page.status_code == 422
    assert sentence in page.text
    kept = "Erika Muster" if field != "legal_representative" else "Max Muster"
    assert f'value="{kept}"' in page.text
    assert '<option value="DE" selected>' in page.text or field == "country"


def test_application__identity_card__is_checked(visitor):
    page = apply(
        visitor, "card", document_kind="identity_card", document_number="110100198506181160"
    )

    assert "身份证号不正确" in page.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.pdf", b"%PDF-1.7 cut off"),
        ("a.png", b"\x89PNG\r\n\x1a\n and nothing more"),
        ("a.jpg", b"\xff\xd8\xff\xe0 nothing"),
        ("a.png", b"GIF89a" + bytes(100)),
        ("a.exe", b"MZ" + bytes(100)),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ],
)
def test_document__not_what_is_allowed__is_refused(visitor, name, content):
    page = apply(visitor, "documents", files=[file_of(name, content)])

    assert page.status_code == 422
    assert "不是完整的 PDF、JPG 或 PNG 文件" in page.text


def test_document__none_or_too_many_or_empty__is_refused(visitor):
    page = visitor.page(APPLY)
    assert "请至少上传一份" in visitor.submit(page, **facts("no-documents")).text
    assert "最多上传 5 份" in apply(visitor, "six", files=[file_of()] * 6).text
    assert apply(visitor, "empty", files=[file_of(content=b"")]).status_code == 422


def test_document__too_large__is_refused(visitor):
    page = apply(visitor, "large", files=[file_of(content=PDF + bytes(5 * 1024 * 1024) + PDF)])

    assert "超过 5 MB" in page.text


def test_document__picture_that_would_unfold__is_refused(visitor):
    bomb = picture(size=(12_000, 12_000))
    assert len(bomb) < 100_000

    assert apply(visitor, "bomb", files=[file_of("b.png", bomb)]).status_code == 422


def test_body__larger_than_five_documents__is_not_read(visitor):
    page = visitor.page(APPLY)
    try:
        answer = visitor.submit(page, files=[file_of(content=bytes(27 * 1024 * 1024))])
    except requests.ConnectionError:
        return
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\材料.pdf", "材料.pdf"),
        ("evil\u202efdp.exe", "evilfdp.pdf"),
        ("<img src=x>.pdf", "&lt;img src=x&gt;.pdf"),
        ("..pdf", "材料.pdf"),
        ("a" * 240 + ".pdf", "a" * 100 + ".pdf"),
    ],
)
def test_document__name_that_points_elsewhere__is_only_a_name(
    sandbox_process, visitor, operator, name, shown
):
    before = set(Path(sandbox_process.content).rglob("*"))
    number = applied(visitor, f"named-{abs(hash(name))}", files=[file_of(name)])
    page = operator.page(f"/operator/{number}/")

    assert f">{shown}</a>" in page.text
    made = set(Path(sandbox_process.content).rglob("*")) - before
    folder = Path(sandbox_process.content) / "special_documents"
    files = {path for path in made if path.is_file() and "sqlite" not in path.name}
    assert all(path.is_relative_to(folder) or "cache" in str(path) for path in files)


def test_document__operator_asks__is_an_attachment_and_others_get_nothing(visitor, operator):
    number = applied(visitor, "attached", files=[file_of("材料.png", picture())])
    page = operator.page(f"/operator/{number}/")
    link = re.search(r'href="(/operator/documents/[^"]+)"', page.text)[1]
    answer = operator.page(link)

    assert answer.content == picture()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert visitor.page(link).url.startswith(f"{visitor.base}/login/")
    visitor.sign_in("anheng")
    for path in (link, "/operator/", f"/operator/{number}/"):
        assert visitor.page(path).status_code == 404


def test_operator_pages__markup_in_an_application__is_only_text(visitor, operator):
    attack = "<script>alert(1)</script>"
    number = applied(visitor, "markup", name=attack, agent_name=attack)

    for path in ("/operator/", f"/operator/{number}/"):
        assert attack not in operator.page(path).text


def test_decision__admitted__account_signs_in_with_a_substitute_code(visitor, other, operator):
    number = applied(visitor, "admitted")
    assert "已通过" in decide(operator, number, "approve").text

    page = ask(other, number, phone="+4930901820")
    assert "账号已开通" in page.text
    code = re.search(r"TSDE\d{13}[0-9A-Z]", page.text)[0]
    assert is_substitute_code(code)
    page = sign_in(other, "admitted")
    assert page.url == f"{other.base}/account/"
    assert code in page.text
    assert "平台代用代码" in page.text
    assert "还缺少" not in page.text
    assert other.page("/account/certificates/").status_code == 404
    page = other.submit(
        other.page("/account/settings/"),
        agent_name="Max Muster",
        agent_id_number="c01x00t48",
        phone="+49 30 901820",
    )
    assert "已保存" in page.text


def test_decision__returned__is_corrected_and_sent_in_again(
    sandbox_process, visitor, other, operator
):
    number = applied(visitor, "returned", files=[file_of("一.pdf"), file_of("二.pdf")])
    assert decide(operator, number, "return").status_code == 422
    assert decide(operator, number, "approve", version=str(10**30)).status_code == 422
    assert decide(operator, number, "resubmit").status_code == 422
    decide(operator, number, "return", note="请补充<b>授权书</b>")

    assert "已退回，请查看原因" in sign_in(other, "returned").text
    page = ask(other, number, password=OWN)
    assert "请补充&lt;b&gt;授权书" in page.text
    page = other.page(f"/register/special/{number}/correct/")
    for value in ("Erika Muster", "C01X00T47", "+49 30 901820", "returned"):
        assert f'value="{value}"' in page.text
    key = re.search(r'name="dropped" value="([^"]+)"', page.text)[1]
    changed = facts("returned", legal_representative="新负责人", password1="", password2="")
    answer = other.submit(page, files=[file_of("授权书.pdf")], dropped=key, **changed)
    assert "已重新提交" in answer.text
    page = operator.page(f"/operator/{number}/")
    assert "新负责人" in page.text
    assert "授权书.pdf" in page.text
    assert page.text.count("/operator/documents/") == 2
    decide(operator, number, "approve")
    assert sign_in(other, "returned").url == f"{other.base}/account/"
    assert other.page(f"/register/special/{number}/correct/").status_code == 404


def test_correction__known_by_phone_only__is_not_open(visitor, other, operator):
    number = applied(visitor, "by-phone")
    decide(operator, number, "return", note="请补正")
    page = ask(other, number, phone="+49 30 901820")

    assert "请补正" in page.text
    assert "修改申请需要密码" in page.text
    assert other.page(f"/register/special/{number}/correct/").url == other.base + ASK


def test_status__without_the_secret__tells_nothing(visitor, other):
    number = applied(visitor, "secret")

    assert other.page(f"/register/special/{number}/").url == other.base + ASK
    for data in ({}, {"phone": "+49 30 901821"}, {"password": "Wrong-password-1"}):
        assert ask(other, number, **data).status_code == 422


def test_status__many_wrong_tries__are_held_back(visitor, other):
    number = applied(visitor, "many-tries")
    for guess in range(1, 7):
        page = ask(other, number, phone=f"+49 30 90182{guess}")

    assert "查询次数过多" in page.text
    assert ask(other, number, password=OWN).status_code == 422


def test_user_name__waited_for__is_free_for_nobody(visitor, other):
    applied(visitor, "reserved")

    assert "用户名已被使用" in apply(other, "Reserved").text
    page = other.page("/register/natural/")
    page = other.submit(
        page,
        username="reserved",
        person_name="示例",
        id_number="110100198506181169",
        phone="19900000098",
        password1=OWN,
        password2=OWN,
    )
    assert "用户名已被使用" in page.text


@pytest.mark.races
def test_decisions__two_at_once__one_counts(sandbox_process, visitor, operator):
    number = applied(visitor, "raced")
    page = operator.page(f"/operator/{number}/")

    def act(move):
        with Visitor(operator.base) as tab:
            tab.cookies.update(operator.cookies)
            return tab.submit(page, version="1", move=move, note="请补正").status_code

    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(act, ["approve", "return"] * 3))
    assert sorted(codes) == [200, 409, 409, 409, 409, 409]
    with database(sandbox_process) as connection:
        steps = connection.execute(
            "SELECT count(*) FROM identity_sandbox_specialstep s"
            " JOIN identity_sandbox_specialapplication a ON a.id = s.application_id"
            " WHERE a.number = ? AND s.move <> 'apply'",
            (number,),
        ).fetchone()
    assert steps == (1,)


def test_decision__on_an_older_version__is_refused(visitor, operator):
    number = applied(visitor, "versions")
    page = operator.page(f"/operator/{number}/")
    decide(operator, number, "return", note="请补正")
    visitor.submit(
        visitor.page(f"/register/special/{number}/correct/"),
        dropped=[],
        **facts("versions", name="换了名称", password1="", password2=""),
    )
    answer = operator.submit(page, version="1", move="approve")

    assert answer.status_code == 409
    assert "刚刚有变化" in answer.text
    assert "换了名称" in answer.text


def test_applications__same_name_at_once__one_is_taken(visitor):
    page = visitor.page(APPLY)

    def send(_number):
        with Visitor(visitor.base) as tab:
            tab.cookies.update(visitor.cookies)
            return tab.submit(page, files=[file_of()], **facts("simultaneous")).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == [200, 422, 422, 422]


def test_operator__at_the_authorisation__is_nobody(operator):
    page = operator.page(
        "/identity/o/authorize?client_id=portal-natural&response_type=code&scope=openid&state=s"
        "&redirect_uri=http://localhost/accounts/callback/"
    )

    assert page.url.startswith(f"{operator.base}/login/")
    assert "继续使用这个账号" not in page.text
