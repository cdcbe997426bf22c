"""Every address of ours × every role: the answers that each may get. A new address without a row fails."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver, reverse

from applications.enums import State
from enterprises.enums import Role
from foundation.files import services as files
from foundation.files.policy import DOCUMENTS
from tests.factories.applications import (
    approver,
    clerk,
    make_application,
    make_enterprise,
    make_identity_of,
    make_paper,
    member_of,
    natural_person,
    signed_in,
    staff_with,
)
from tests.factories.content import form_stream, make_manual, make_service
from tests.factories.eforms import PHONE, make_field
from tests.factories.files import PDF
from tests.factories.papers import make_licence

pytestmark = pytest.mark.django_db
OURS = {
    "accounts",
    "applications",
    "core",
    "eforms",
    "enterprises",
    "files",
    "help_center",
    "licence_register",
    "licences",
    "matters",
    "notices",
    "search",
    "service_catalog",
    "service_form",
    "workspace",
}
ROLES = [
    "anonymous",
    "admin",
    "filler",
    "reader",
    "stranger",
    "natural",
    "clerk",
    "approver",
    "editor",
]
PUBLIC = dict.fromkeys(ROLES, 200)
# Signed-in people see their own; staff have no space of their own but may open the empty one.
SPACE = {**dict.fromkeys(ROLES, 200), "anonymous": 302}
OWN_MATTER = {
    **dict.fromkeys(ROLES, 404),
    "anonymous": 302,
    "admin": 200,
    "filler": 200,
    "reader": 200,
}
SENT = {**OWN_MATTER, "clerk": 200, "approver": 200}
MOVED_ON = {role: 302 if answer == 200 else answer for role, answer in SENT.items()}
NO_GET = dict.fromkeys(ROLES, 405)
# A desk page: without the right Wagtail sends staff back to the dashboard, others to its sign-in.
DESK = {**dict.fromkeys(ROLES, 302), "clerk": 200, "approver": 200}
# What is only sent to: staff get "not by GET", everybody else Wagtail's sign-in.
DESK_POST = {**NO_GET, **dict.fromkeys(
    ["anonymous", "admin", "filler", "reader", "stranger", "natural"], 302)}  # fmt: skip

# Pages of an enterprise's space: for its members, whatever their role.
FIRM = {**SPACE, "natural": 404, "clerk": 404, "approver": 404, "editor": 404}

TABLE = {
    "accounts:callback": None,  # answers of the identity platform: tests/accounts
    "accounts:login": None,
    "accounts:login_legal": None,
    "accounts:login_natural": None,
    "accounts:logout": None,
    "accounts:resume": None,  # one's own or nothing: tests/accounts/test_kept.py
    "accounts:session": PUBLIC,
    "accounts:stay": NO_GET,
    "accounts:switch": None,
    "applications:copy": NO_GET,
    "applications:correct": MOVED_ON,
    "applications:correct_live": NO_GET,
    "applications:correct_review": MOVED_ON,
    "applications:detail": SENT,
    "applications:discard": MOVED_ON,
    "applications:fill": MOVED_ON,
    "applications:lookup": PUBLIC,
    "applications:hand_over": MOVED_ON,
    "applications:live": NO_GET,
    "applications:move": SENT,
    "applications:paper": MOVED_ON,
    "applications:rate": MOVED_ON,
    "applications:renew": MOVED_ON,
    "applications:review": MOVED_ON,
    "applications:say": NO_GET,
    "applications:start": SPACE,
    "applications:upload": NO_GET,
    "core:display_mode": PUBLIC,
    "core:gallery": PUBLIC,
    "core:gallery_sample": PUBLIC,
    "eforms:regions": PUBLIC,
    "enterprises:change_document": NO_GET,
    "enterprises:documents": FIRM,
    "enterprises:staff": FIRM,
    "files:serve": SENT,
    "help_center:download": dict.fromkeys(ROLES, 302),
    "licence_register:index": dict.fromkeys(ROLES, 302),  # with the right: tests/licences
    "licence_register:index_results": dict.fromkeys(ROLES, 302),
    "licence_register:inspect": dict.fromkeys(ROLES, 302),
    "licences:mine": {**SPACE, "clerk": 404, "approver": 404, "editor": 404},
    "matters:accesses": dict.fromkeys(ROLES, 302),  # for the auditor: test_unmasking.py
    "matters:accesses_results": dict.fromkeys(ROLES, 302),
    "matters:add_note": DESK_POST,
    "matters:ask_correction": {**DESK, "editor": 404},
    "matters:assign": DESK_POST,
    "matters:counter": {**dict.fromkeys(ROLES, 302), **dict.fromkeys(["clerk", "approver", "editor"], 403)},
    "matters:drop_view": DESK_POST,
    "matters:figures": {**DESK, "editor": 403},
    "matters:follow_up": DESK_POST,
    "matters:index": DESK,
    "matters:index_results": DESK,
    "matters:inspect": {**DESK, "editor": 404},
    "matters:keep_view": DESK_POST,
    "matters:mark_points": DESK_POST,
    "matters:move": DESK_POST,
    "matters:ratings": {**dict.fromkeys(ROLES, 302), **dict.fromkeys(["clerk", "approver", "editor"], 403)},
    "matters:read_thread": DESK_POST,
    "matters:take": DESK_POST,
    "matters:write": DESK_POST,
    "matters:unmask": DESK_POST,
    "notices:feed": PUBLIC,
    "search:results": PUBLIC,
    "service_catalog:blank_form": PUBLIC,
    "service_catalog:favourite": NO_GET,
    "service_catalog:order_favourites": NO_GET,
    # For whoever may edit the page: tests/service_catalog/test_designer.py
    "service_form:check": dict.fromkeys(ROLES, 302),
    "service_form:copy": dict.fromkeys(ROLES, 302),
    "service_form:export": dict.fromkeys(ROLES, 302),
    "service_form:import": dict.fromkeys(ROLES, 302),
    "service_form:publish": DESK_POST,
    "service_form:save": DESK_POST,
    "service_form:trial": dict.fromkeys(ROLES, 302),
    "service_form:trial_live": DESK_POST,
    "service_form:versions": dict.fromkeys(ROLES, 302),
    "workspace:drop_view": NO_GET,
    "workspace:end_session": NO_GET,
    "workspace:enterprise": FIRM,
    "workspace:export": SPACE,
    "workspace:favourites": SPACE,
    "workspace:home": SPACE,
    "workspace:keep_view": NO_GET,
    "workspace:messages": SPACE,
    "workspace:open_message": NO_GET,
    "workspace:read_all": NO_GET,
    "workspace:records": SPACE,
    "workspace:sessions": SPACE,
}  # fmt: skip


def _names(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, pattern.namespace or space)
        elif space in OURS:
            yield f"{space}:{pattern.name}"


@pytest.fixture
def world(client):
    """One sent matter with a file, one service, one manual; and a person for every role."""
    enterprise = make_enterprise()
    owner = member_of(enterprise)
    make_identity_of(owner)
    matter = make_application(owner, state=State.SUBMITTED)
    stored = files.store_upload(
        acting=owner,
        upload=SimpleUploadedFile("资料.pdf", PDF),
        purpose="application",
        policy=DOCUMENTS,
        at=matter.saved_at,
        attached_to=str(matter.uuid),
    )
    paper = make_paper(matter)
    guide = make_service(
        publish=True, code="DS90", slug="ds90", form=form_stream(make_field("text", "a"))
    )
    manual = make_manual()
    people = {
        "admin": owner,
        "filler": member_of(enterprise, Role.FILLER),
        "reader": member_of(enterprise, Role.READER),
        "stranger": member_of(make_enterprise()),
        "natural": natural_person(),
        "clerk": clerk(),
        "approver": approver(),
        "editor": staff_with(),
    }
    service = {"kind": "service", "code": "ds90"}
    values = {
        "applications:copy": {"uuid": matter.uuid},
        "applications:correct": {"uuid": matter.uuid},
        "applications:correct_live": {"uuid": matter.uuid},
        "applications:correct_review": {"uuid": matter.uuid},
        "applications:detail": {"uuid": matter.uuid},
        "applications:discard": {"uuid": matter.uuid},
        "applications:fill": {"uuid": matter.uuid, "number": 1},
        "applications:move": {"uuid": matter.uuid, "name": "withdraw"},
        "applications:paper": {"uuid": matter.uuid, "number": paper.pk},
        "applications:rate": {"uuid": matter.uuid},
        "applications:review": {"uuid": matter.uuid},
        "applications:say": {"uuid": matter.uuid},
        "applications:hand_over": {"uuid": matter.uuid},
        "applications:live": {"uuid": matter.uuid, "number": 1},
        "applications:renew": {"uuid": matter.uuid},
        "applications:upload": {"uuid": matter.uuid, "key": "paper"},
        "applications:start": service,
        "core:gallery_sample": {"sample": "home"},
        "enterprises:change_document": {"uuid": uuid4(), "name": "discard"},
        "files:serve": {"file_uuid": stored.uuid},
        "help_center:download": {"slug": manual.slug},
        "matters:add_note": {"uuid": matter.uuid},
        "matters:ask_correction": {"uuid": matter.uuid},
        "matters:read_thread": {"uuid": matter.uuid},
        "matters:write": {"uuid": matter.uuid},
        "licence_register:inspect": {"pk": make_licence(owner).pk},
        "matters:drop_view": {"number": 1},
        "matters:follow_up": {"number": matter.pk},
        "matters:inspect": {"pk": matter.pk},
        "matters:take": {"uuid": matter.uuid},
        "matters:mark_points": {"uuid": matter.uuid},
        "matters:move": {"uuid": matter.uuid, "name": "accept"},
        "matters:unmask": {"uuid": matter.uuid, "key": "phone"},
        "notices:feed": {"form": "rss"},
        "service_catalog:blank_form": service,
        "service_catalog:favourite": service,
        **{
            f"service_form:{name}": {"pk": guide.pk}
            for name in (
                "check",
                "copy",
                "export",
                "import",
                "publish",
                "save",
                "trial",
                "trial_live",
                "versions",
            )
        },
        "workspace:drop_view": {"kind": "service", "number": 1},
        "workspace:export": {"kind": "service"},
        "workspace:keep_view": {"kind": "service"},
        "workspace:open_message": {"uuid": uuid4()},
        "workspace:records": {"kind": "service"},
    }
    return people, values


def test_table__every_address_of_ours__has_a_row():
    assert set(_names(get_resolver())) == set(TABLE)


@pytest.mark.parametrize("role", ROLES)
def test_get__every_address__answers_as_the_table_says(client, world, role):
    people, values = world
    if role != "anonymous":
        signed_in(client, people[role])
    wrong = []
    for name, expected in TABLE.items():
        if expected is None:
            continue
        address = reverse(name, kwargs=values.get(name))
        response = client.get(address)
        b"".join(response)  # a download is read to its end, and so closed
        if response.status_code != expected[role]:
            wrong += [f"{name}: {response.status_code}, not {expected[role]}"]
    assert wrong == []


@pytest.mark.parametrize("role", [role for role in ROLES if role != "clerk"])
def test_accept__by_anybody_but_the_clerk__changes_nothing(client, world, role):
    people, values = world
    if role != "anonymous":
        signed_in(client, people[role])
    answer = client.post(reverse("matters:move", kwargs=values["matters:move"]), {"note": "好"})
    assert answer.status_code in {302, 403, 404}
    people["admin"].user.applications.get(state=State.SUBMITTED)


@pytest.mark.parametrize("role", ROLES)
def test_unmask__by_role__the_number_for_the_desk_only(client, world, role):
    people, values = world
    if role != "anonymous":
        signed_in(client, people[role])
    sent = {"reason": "contact", "note": "电话通知补正"}
    answer = client.post(reverse("matters:unmask", kwargs=values["matters:unmask"]), sent)
    expected = {"clerk": 200, "approver": 200, "editor": 404}.get(role, 302)
    assert answer.status_code == expected
    assert (PHONE in answer.content.decode()) is (expected == 200)


@pytest.mark.parametrize("address", ["/", "/nope/", "/space/", "/admin/login/", "/api/v1/me"])
def test_headers__every_answer__carries_them(client, address):
    headers = client.get(address).headers
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    if not address.startswith("/admin/"):
        assert "unsafe" not in headers["Content-Security-Policy"]
