"""Attacks that once worked, or were tried: each answer is a refusal, never a failure."""

import json
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from applications.models import Application
from enterprises.models import Membership

from .world import fresh

SECRETS = ("机密颗粒", "机密消息", "机密.pdf")
REQUIRED_HEADERS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
)


def _send(client, method, path, document):
    call = getattr(client, method)
    return call(f"/api/v1{path}", json.dumps(document), content_type="application/json")


def _content(answer):
    """What was answered; the file behind it is closed, the connection is not."""
    content = answer.getvalue()
    for resource in answer._resource_closers:
        resource()
    answer._resource_closers.clear()
    return content


def _secrets_in(answer):
    text = _content(answer)
    return [word for word in SECRETS if word in text.decode(errors="replace")]


# --- what is not theirs


@pytest.mark.parametrize("role", ["anonymous", "stranger", "natural"])
def test_lists_and_searches__of_others__say_nothing(world, role):
    client = world.client(role)
    for path in (
        "/", "/space/", "/space/records/service/", "/space/records/service/?product=机密",
        f"/space/records/service/?check_code={world.sent.check_code}", "/space/messages/",
        "/search/?q=机密颗粒", "/api/v1/applications", "/api/v1/messages", "/api/v1/records",
        f"/api/v1/search?q={world.sent.check_code}", "/api/v1/search?q=机密",
    ):  # fmt: skip
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(path, headers=headers, follow=False)
            assert answer.status_code < 500, path
            found = [word for word in _secrets_in(answer) if f"q={word}" not in path]
            assert not found, path


@pytest.mark.parametrize("role", ["anonymous", "stranger", "natural", "editor"])
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "headers", [{}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"HX-Request": "true"}]
)
def test_file__of_another__is_not_there_by_any_header(world, role, method, headers):
    answer = getattr(world.client(role), method)(world.file.get_absolute_url(), headers=headers)
    assert answer.status_code in ({302, 204} if role == "anonymous" else {404})
    assert "Content-Disposition" not in answer.headers


def test_desk__draft_by_number__is_not_there(world):
    client = world.client("clerk")
    assert client.get(f"/admin/matters/inspect/{world.draft.pk}/").status_code == 404
    assert client.get(world.loose.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["editor", "natural", "stranger"])
def test_desk__without_the_right__shows_no_matter(world, role):
    client = world.client(role)
    for path in ("", "results/", f"inspect/{world.sent.pk}/"):
        answer = client.get(f"/admin/matters/{path}")
        assert answer.status_code in {302, 403, 404}
        assert not _secrets_in(answer)


# --- rights that end


@pytest.mark.parametrize("change", [{"is_active": False}, {"valid_until": "2020-01-01"}])
def test_member__removed__sees_nothing_on_the_next_request(world, change):
    client = world.client("admin")
    page = world.sent.get_absolute_url()
    assert client.get(page).status_code == 200
    Membership.objects.filter(user=world.people["admin"].user).update(**change)
    assert client.get(page).status_code == 404
    assert client.get(world.file.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/applications/{world.sent.uuid}").status_code == 404


def test_user__disabled__is_signed_out(world):
    client = world.client("admin")
    user = world.people["admin"].user
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/api/v1/me").status_code == 401


def test_staff__no_longer__sees_no_matter(world):
    client = world.client("clerk")
    assert client.get(f"/api/v1/applications/{world.sent.uuid}").status_code == 200
    user = world.people["clerk"].user
    type(user).objects.filter(pk=user.pk).update(is_staff=False)
    assert client.get(f"/api/v1/applications/{world.sent.uuid}").status_code == 401


# --- what is sent


def test_start__key_of_another__409_and_nothing_told(world):
    key = str(Application.objects.get(pk=world.draft.pk).start_key)
    client = world.client("stranger")
    page = client.post("/services/service/ts01/apply/", {"key": key})
    assert page.status_code == 409
    program = _send(client, "post", "/applications", {"service": "TS01", "key": key})
    assert (program.status_code, program.json()["code"]) == (409, "application_key_taken")


@pytest.mark.parametrize(
    "name", ["scan:", "scan:x", "x:y", "scan:5f0c9a52-0d5c-4b0e-9d0e-00000000000a", ":", "a" * 9000]
)
def test_fill__removing_what_is_no_file__no_failure(world, name):
    path = f"/space/applications/{world.draft.uuid}/fill/1/"
    answer = world.client("admin").post(path, {"version": "1", "remove": name})
    assert answer.status_code in {302, 422}


@pytest.mark.parametrize(
    "extra", [{"state": "granted"}, {"enterprise": 1}, {"enterprise_id": 1}, {"check_code": "A"}]
)
def test_mass_assignment__every_door__refused_or_deaf(world, extra):
    client = world.client("admin")
    path = f"/applications/{world.draft.uuid}"
    answers = {"version": 1, "answers": {"product_name": "新"}}
    assert _send(client, "patch", path, answers | extra).status_code == 422
    assert _send(client, "patch", path, {"version": 1, "answers": extra}).status_code == 404
    start = {"service": "TS01", "key": fresh()}
    assert _send(client, "post", "/applications", start | extra).status_code == 422
    form = {"version": "1", "product_name": "新", **extra}
    client.post(f"/space{path}/fill/1/", form)
    before, after = world.draft, Application.objects.get(pk=world.draft.pk)
    assert (after.state, after.enterprise_id) == (before.state, before.enterprise_id)
    assert (after.check_code, set(after.answers)) == (None, {"product_name"})


@pytest.mark.parametrize(
    "text", ["\x00", "a\x00b", "\ud800", "😀" * 3000, "x" * 200_000, "<script>alert(1)</script>"]
)
def test_text__of_every_kind__is_kept_or_refused_never_fails(world, text):
    client = world.client("admin")
    draft = f"/applications/{world.draft.uuid}"
    posted = text.encode("utf-8", "replace").decode()
    sent = [
        _send(client, "patch", draft, {"version": 1, "answers": {"product_name": text}}),
        _send(client, "post", f"/applications/{world.sent.uuid}/withdraw", {"note": text}),
        _send(client, "post", "/applications", {"service": text, "key": fresh()}),
        client.post(f"/space{draft}/fill/1/", {"version": "2", "product_name": posted}),
        client.get(f"/space{draft}/review/"),
        client.get("/search/", {"q": posted[:9000]}),
        client.get("/api/v1/search", {"q": posted[:9000]}),
        client.get("/space/records/service/", {"title": posted[:9000], "check_code": "\x00"}),
        client.get("/notices/feed.rss", {"category": posted[:9000]}),
    ]
    assert [answer.status_code for answer in sent if answer.status_code >= 500] == []
    for answer in sent:
        if "html" in answer.headers["Content-Type"]:
            assert b"<script>alert" not in answer.content


def test_path__with_nul__400(world):
    assert world.client("admin").get("/notices/a%00b/").status_code == 400


@pytest.mark.parametrize("path", ["/services/?q=%00", "/search/?q=a%00b", "/api/v1/notices?q=a%00"])
def test_query__with_nul__answered_without_it(world, path):
    assert world.client("admin").get(path).status_code == 200


def test_note__with_nul__kept_without(world):
    path = f"/space/applications/{world.sent.uuid}/moves/withdraw/"
    world.client("admin").post(path, {"note": "不再\x00需要"})
    assert world.sent.transitions.get().note == "不再需要"


@pytest.mark.parametrize("number", ["-1", "0", "99999999999999999999999", "x", "1e9", "٣"])
def test_numbers__wrong_or_enormous__no_failure(world, number):
    client = world.client("admin")
    for path in (
        f"/notices/?page={number}&size={number}&year={number}", f"/services/?page={number}",
        f"/api/v1/notices?limit={number}", f"/api/v1/notices?offset={number}",
        f"/api/v1/search?q=a&limit={number}&offset={number}", f"/search/?q=a&page={number}",
        f"/space/records/service/?page={number}&size={number}&sort={number}&tab={number}",
        f"/space/messages/?page={number}", f"/documents/{number}/a.txt",
        f"/space/applications/{world.draft.uuid}/fill/{number}/",
        f"/space/records/service/?submitted_from={number}&submitted_to=0000-00-00",
    ):  # fmt: skip
        assert client.get(path).status_code < 500, path
    staff = world.client("clerk")
    for path in (
        f"/admin/matters/inspect/{number}/", f"/admin/matters/?p={number}&ordering={number}",
        f"/admin/matters/?state={number}&submitted_at_from={number}", f"/documents/{number}/x",
    ):  # fmt: skip
        assert staff.get(path).status_code < 500, path


def test_version__enormous__is_an_old_one(world):
    client = world.client("admin")
    body = {"version": 10**40, "answers": {}}
    assert _send(client, "patch", f"/applications/{world.draft.uuid}", body).status_code == 409


def test_fields__five_thousand__400(world):
    form = {f"f{number}": "x" for number in range(5000)}
    path = f"/space/applications/{world.draft.uuid}/fill/1/"
    assert world.client("admin").post(path, form).status_code == 400


def test_body__ten_megabytes__refused(world):
    client = world.client("admin")
    path = f"/space/applications/{world.draft.uuid}/fill/1/"
    page = client.post(
        path, f"product_name={'x' * 10_000_000}", "application/x-www-form-urlencoded"
    )
    assert page.status_code in {400, 413}
    program = _send(client, "patch", f"/applications/{world.draft.uuid}", {"x": "y" * 10_000_000})
    assert program.status_code in {400, 413, 422}


@pytest.mark.parametrize(
    "name",
    ['a"\r\nX-Evil: 1.pdf', "../../etc/passwd.pdf", "a\x00b.pdf", "\u202efdp.exe.pdf", '";x=".pdf'],
)
def test_file_name__hostile__harms_no_header(world, name):
    client = world.client("admin")
    upload = world.upload()
    upload._name = name
    path = f"/api/v1/applications/{world.draft.uuid}/files?field=scan"
    taken = client.post(path, {"file": upload})
    if taken.status_code == 422:  # the parser of the upload saw another, shorter name
        return
    answer = client.get(f"/files/{UUID(taken.json()['id'])}/")
    assert "X-Evil" not in answer.headers
    assert not set("\r\n\x00") & set(answer.headers["Content-Disposition"])
    assert "/" not in taken.json()["name"]
    _content(answer)


@pytest.mark.parametrize("role", ["anonymous", "admin", "clerk"])
def test_document__of_an_editor__downloads_and_is_never_shown_inline(world, role):
    answer = world.client(role).get(world.document.url)
    assert (answer.status_code, _content(answer)) == (200, b"x")
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["/", "/space/", "/space/messages/", "/api/v1/me", "/admin/"])
def test_page__of_somebody__is_kept_in_no_cache(world, path):
    answer = world.client("clerk" if path == "/admin/" else "admin").get(path)
    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_cookies__in_production__secure(world, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    page = client.get("/accounts/login/legal/", secure=True)
    shown = client.post("/display/", {"next": "/", "size": "large", "contrast": ""}, secure=True)
    session, size = page.cookies.get("sessionid"), shown.cookies["size"]
    assert size["secure"] and size["samesite"] == "Lax"
    assert session is None or (session["secure"] and session["httponly"])


# --- where it leads


@pytest.mark.parametrize(
    "disguise",
    [
        "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example",
        "\\\\evil.example", "javascript:alert(1)", "/%0d%0aX: 1\r\nX: 1", "///evil.example",
        "http:evil.example", " //evil.example", "/\x00//evil.example",
    ],
)  # fmt: skip
def test_next__in_disguise__stays_here(world, disguise):
    client = world.client("admin")
    kept = client.post("/services/service/ts01/favourite/", {"next": disguise})
    assert kept.status_code == 302
    shown = client.post("/display/", {"next": disguise, "size": "", "contrast": ""})
    for answer in (kept, shown):
        target = answer.headers.get("Location", "/")
        assert target.startswith("/") and not target.startswith(("//", "/\\"))
    page = Client().get("/accounts/login/", {"next": disguise})
    assert page.status_code == 400 or page.context["next"] == "/space/"


@pytest.mark.parametrize("address", ["http://[", "//evil.example/x", "javascript:1", "\\\\x", "%"])
def test_way_back__from_a_malformed_header__no_failure(world, address):
    client = Client(raise_request_exception=False)
    part = client.get("/space/", headers={"HX-Request": "true", "HX-Current-URL": address})
    assert part.status_code == 204
    assert "evil" not in part.headers["HX-Redirect"]
    post = client.post("/space/messages/read/", headers={"Referer": address})
    assert post.status_code == 302
    assert "evil" not in post.headers["Location"]


# --- forged requests


def test_unsafe__without_csrf_token__403_everywhere(world):
    client = world.client("admin", enforce_csrf_checks=True)
    draft, sent = world.draft.uuid, world.sent.uuid
    for path in (
        "/services/service/ts01/apply/", "/services/service/ts01/favourite/", "/accounts/logout/",
        f"/space/applications/{draft}/fill/1/", f"/space/applications/{draft}/discard/",
        f"/space/applications/{draft}/review/", f"/space/applications/{sent}/moves/withdraw/",
        "/space/messages/read/", f"/space/messages/{world.message.uuid}/", "/accounts/switch/",
        f"/admin/matters/{sent}/moves/accept/", "/display/",
        f"/admin/matters/{sent}/answers/phone/",
    ):  # fmt: skip
        answer = client.post(path, {"key": fresh(), "version": "1"})
        assert answer.status_code == 403, path
        assert "已过期" in answer.content.decode() or "刷新" in answer.content.decode()
    assert _send(client, "post", f"/applications/{draft}/submit", {}).status_code == 403
    assert _send(client, "put", "/favourites/ts01", {}).status_code == 403
    assert _send(client, "delete", f"/applications/{draft}", {}).status_code == 403
    assert Application.objects.filter(pk=world.draft.pk).exists()


# --- failures


def test_headers__on_every_kind_of_answer__complete(world, monkeypatch):
    client = world.client("admin")
    answers = {
        path: client.get(path)
        for path in (
            "/", "/nosuch/", "/api/v1/me", "/api/v1/nosuch/", "/admin/", "/static/css/site.css",
            "/healthz/live", world.file.get_absolute_url(), "/accounts/login/", "/nosuch",
            f"/space/applications/{uuid4()}/", "/notices/feed.json", world.document.url,
        )
    }  # fmt: skip
    answers["host"] = client.get("/", headers={"Host": "evil.example"})
    answers["csrf"] = world.client("admin", enforce_csrf_checks=True).post("/display/")
    monkeypatch.setattr("workspace.views.today", _fail(ZeroDivisionError))
    answers["failed"] = client.get("/space/")
    assert answers["failed"].status_code == 500
    for name, answer in answers.items():
        _content(answer)
        missing = [header for header in REQUIRED_HEADERS if header not in answer.headers]
        assert not missing, (name, answer.status_code)


def test_plain_address__redirected_to_https__carries_headers(world, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/")
    assert answer.status_code == 301
    assert not [name for name in REQUIRED_HEADERS if name not in answer.headers]


@pytest.mark.parametrize("path", ["/space/", "/api/v1/me"])
def test_database__gone_in_a_view__503(world, monkeypatch, path):
    client = world.client("admin")
    monkeypatch.setattr("workspace.views.today", _fail(OperationalError))
    monkeypatch.setattr("workspace.api._acting", _fail(OperationalError))
    _assert_unavailable(client.get(path))


@pytest.mark.parametrize("path", ["/space/", "/api/v1/me", "/"])
def test_database__gone_before_the_view__503(world, monkeypatch, path):
    client = world.client("admin")
    monkeypatch.setattr("foundation.accounts.middleware.resolve", _fail(OperationalError))
    _assert_unavailable(client.get(path))


def _assert_unavailable(answer):
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert not [name for name in REQUIRED_HEADERS if name not in answer.headers]


def _fail(error):
    def fail(*args, **kwargs):
        raise error

    return fail
