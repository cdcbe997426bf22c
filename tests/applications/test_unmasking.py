"""One personal number in full at the desk: for whom, for what reason, how often, what is kept."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client

from applications import services
from applications.enums import State, UnmaskReason
from applications.errors import UnmaskedTooOften, UnmaskReasonRequired
from applications.services.unmasking import MOST_AN_HOUR
from foundation.audit.models import AuditRecord
from foundation.audit.services import verify
from foundation.core.errors import Missing, NotPermitted
from tests.factories.applications import (
    AT,
    approver,
    clerk,
    make_application,
    make_enterprise,
    member_of,
    reviewer,
    signed_in,
    staff_with,
)
from tests.factories.eforms import (
    IDENTITY_CARD,
    PHONE,
    make_answers,
    make_definition,
    make_field,
    make_form_version,
)

pytestmark = pytest.mark.django_db
GIVEN = {"reason": "contact", "note": "电话通知补正材料"}
PART = {"HX-Request": "true"}


@pytest.fixture
def matter():
    return make_application(state=State.SUBMITTED)


def address(matter, key="phone"):
    return f"/admin/matters/{matter.uuid}/answers/{key}/"


def asked():
    return AuditRecord.objects.filter(action="application.unmask").order_by("number")


def unmask(acting, matter, key="phone", **given):
    return services.unmask(
        acting=acting, application=matter, key=key, **{**GIVEN, "at": AT, **given}
    )


# --- the page


@pytest.mark.parametrize("person", [clerk, reviewer, approver])
def test_page__of_the_desk__masked_with_a_way_to_ask(client, matter, person):
    signed_in(client, person())
    page = client.get(f"/admin/matters/inspect/{matter.pk}/").content.decode()
    assert "138****8000" in page
    assert page.count("查看完整信息") == 2
    assert address(matter) in page and address(matter, "identity_card") in page
    assert all(str(reason.label) in page for reason in UnmaskReason)


def test_page__without_the_right__masked_and_nothing_to_ask(client, matter):
    signed_in(client, staff_with("accept_application"))
    page = client.get(f"/admin/matters/inspect/{matter.pk}/").content.decode()
    assert "138****8000" in page
    assert "查看完整信息" not in page
    assert "answers/phone" not in page


def test_ask__with_a_reason__this_number_on_this_page_and_masked_again_on_the_next(client, matter):
    signed_in(client, clerk())
    page = client.post(address(matter), GIVEN)
    assert page.status_code == 200
    assert PHONE in page.content.decode()
    assert IDENTITY_CARD not in page.content.decode()
    again = client.get(f"/admin/matters/inspect/{matter.pk}/").content.decode()
    assert PHONE not in again


def test_ask__as_a_part__equals_the_part_of_the_whole_page(client, matter):
    signed_in(client, clerk())
    part = client.post(address(matter), GIVEN, headers=PART).content.decode()
    whole = client.post(address(matter), GIVEN).content.decode()
    assert part.strip().startswith('<dd id="answer-phone"')
    assert part.strip() in whole
    assert PHONE in part and "<html" not in part


@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": "", "note": "核对甲乙"}, "请选择查看事由"),
        ({"reason": "curious", "note": "核对甲乙"}, "请选择查看事由"),
        ({"reason": "identity", "note": "  "}, "请写明具体用途"),
        ({"reason": "identity", "note": "长" * 201}, "最多 200 个字"),
        ({"reason": "identity", "note": "回拨 138-0013 8000"}, "不要写号码本身"),
    ],
)
def test_ask__reason_missing__422_with_a_sentence_and_what_was_typed(
    client, matter, given, sentence, headers
):
    signed_in(client, clerk())
    answer = client.post(address(matter), given, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "<details open>" in page
    assert PHONE not in page
    if given["note"].strip():
        assert f'value="{given["note"]}"' in page
    if given["reason"] == "identity":
        assert '<option value="identity" selected>' in page
    assert not asked().exists()


@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
def test_ask__answer__is_kept_by_no_cache(client, matter, headers):
    signed_in(client, clerk())
    answer = client.post(address(matter), GIVEN, headers=headers)
    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))
    assert "HX-Request" in answer.headers["Vary"]


def test_ask__nothing_of_it_stays_in_the_session_or_the_address(client, matter):
    signed_in(client, clerk())
    answer = client.post(address(matter), GIVEN)
    assert PHONE not in str(dict(client.session.items()))
    assert PHONE not in str(answer.headers) and PHONE not in str(client.cookies)


def test_ask__by_get__405(client, matter):
    signed_in(client, clerk())
    assert client.get(address(matter)).status_code == 405


# --- who may not, and what is not there


def test_ask__without_the_right__plain_403_recorded_as_refused(client, matter):
    signed_in(client, staff_with("accept_application"))
    answer = client.post(address(matter), GIVEN)
    assert answer.status_code == 403
    assert PHONE not in answer.content.decode()
    row = asked().get()
    assert (row.allowed, row.detail) == (False, {"field": "phone", "cause": "permission"})


def test_ask__right_taken_away_while_the_page_is_open__403(client, matter):
    person = clerk()
    signed_in(client, person)
    assert "查看完整信息" in client.get(f"/admin/matters/inspect/{matter.pk}/").content.decode()
    person.user.user_permissions.remove(Permission.objects.get(codename="unmask_application"))
    assert client.post(address(matter), GIVEN).status_code == 403


def test_ask__draft_guessed_by_id__404(client):
    draft = make_application()
    signed_in(client, clerk())
    assert client.post(address(draft), GIVEN).status_code == 404
    assert not asked().exists()


@pytest.mark.parametrize("key", ["tel_of_another", "product_name", "file", "nosuch", "state"])
def test_ask__field_of_another_matter_or_not_personal__404(client, matter, key):
    definition = make_definition(make_field("phone", "tel_of_another"))
    version = make_form_version(definition=definition)
    make_application(
        state=State.SUBMITTED, form_version=version, answers={"tel_of_another": "13612348765"}
    )
    signed_in(client, clerk())
    answer = client.post(address(matter, key), GIVEN)
    assert answer.status_code == 404
    assert "13612348765" not in answer.content.decode()
    assert not asked().filter(allowed=True).exists()


def test_ask__field_left_empty__404(matter):
    empty = make_application(state=State.SUBMITTED, answers=make_answers(phone=""))
    with pytest.raises(Missing):
        unmask(clerk(), empty)


def test_ask__by_the_applicant__not_by_this_way():
    owner = member_of(make_enterprise())
    owner.user.user_permissions.add(Permission.objects.get(codename="unmask_application"))
    with pytest.raises(NotPermitted):
        unmask(owner, make_application(owner, state=State.SUBMITTED))


def test_ask__without_csrf_token__403(matter):
    client = signed_in(Client(enforce_csrf_checks=True), clerk())
    assert client.post(address(matter), GIVEN).status_code == 403
    assert not asked().filter(allowed=True).exists()


# --- what is kept


def test_record__one_row__who_which_matter_which_field_why_and_never_the_number(matter):
    person = clerk()
    assert unmask(person, matter) == PHONE
    row = asked().get()
    assert (row.actor_id, row.target) == (str(person.user.pk), f"application:{matter.uuid}")
    assert row.allowed
    assert row.detail == {"field": "phone", "label": "电话号码", **GIVEN}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_auditrecord")
        assert PHONE not in str(cursor.fetchall())
    assert verify() == 1


@pytest.mark.parametrize(
    "note", [PHONE, "号码 138 0013 8000", f"证件{IDENTITY_CARD.lower()}", "1-3-8-0-0-1-3-8-0-0-0"]
)
def test_reason__that_repeats_a_number_of_the_matter__refused(matter, note):
    with pytest.raises(UnmaskReasonRequired):
        unmask(clerk(), matter, note=note)
    assert not asked().exists()


def test_reason__with_other_digits__is_taken(matter):
    assert unmask(clerk(), matter, note="11 月 20 日 14:30 前回电") == PHONE


# --- how often


def test_measure__more_than_an_hour_allows__429_and_recorded_then_open_again(matter):
    person = clerk()
    for _n in range(MOST_AN_HOUR):
        unmask(person, matter)
    with pytest.raises(UnmaskedTooOften):
        unmask(person, matter)
    assert asked().filter(allowed=True).count() == MOST_AN_HOUR
    assert asked().get(allowed=False).detail == {"field": "phone", "cause": "too often"}
    assert unmask(clerk(), matter) == PHONE
    assert unmask(person, matter, at=AT + timedelta(hours=1, seconds=1)) == PHONE


@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
def test_measure__reached__the_page_says_so_and_keeps_what_was_typed(
    client, matter, monkeypatch, headers
):
    monkeypatch.setattr("applications.services.unmasking.MOST_AN_HOUR", 1)
    signed_in(client, clerk())
    assert client.post(address(matter), GIVEN).status_code == 200
    answer = client.post(address(matter), GIVEN, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "一小时内最多查看 1 项" in page
    assert f'value="{GIVEN["note"]}"' in page
    assert PHONE not in page


def test_measure__mistakes_in_the_form__do_not_count(matter, monkeypatch):
    monkeypatch.setattr("applications.services.unmasking.MOST_AN_HOUR", 1)
    person = clerk()
    for _n in range(3):
        with pytest.raises(UnmaskReasonRequired):
            unmask(person, matter, note="")
    assert unmask(person, matter) == PHONE


# --- the auditor


@pytest.fixture
def auditor():
    acting = staff_with("view_application")
    group = Group.objects.create(name="审计员")
    group.permissions.add(Permission.objects.get(codename="view_auditrecord"))
    acting.user.groups.add(group)
    return acting


def test_list__auditor__sees_who_saw_what_and_why_refused_too(client, matter, auditor):
    person = clerk()
    unmask(person, matter)
    with pytest.raises(NotPermitted):
        unmask(staff_with("accept_application"), matter, key="identity_card")
    signed_in(client, auditor)
    page = client.get("/admin/matters/unmasked/").content.decode()
    for text in (str(person.user), matter.check_code, "联系申请人", GIVEN["note"], "没有权限"):
        assert text in page
    assert f"/admin/matters/inspect/{matter.pk}/" in page
    assert PHONE not in page and IDENTITY_CARD not in page
    assert "/admin/matters/unmasked/" in client.get("/admin/").content.decode()


def test_list__filters__narrow(client, matter, auditor):
    person = clerk()
    unmask(person, matter)
    signed_in(client, auditor)
    listed = client.get("/admin/matters/unmasked/results/", {"actor_name": str(person.user)})
    assert GIVEN["note"] in listed.content.decode()
    nobody = client.get("/admin/matters/unmasked/results/", {"actor_name": "无此人"})
    assert GIVEN["note"] not in nobody.content.decode()


def test_list__many_rows__same_number_of_queries(client, auditor, django_assert_max_num_queries):
    person, version = clerk(), make_form_version()
    for _n in range(12):
        unmask(person, make_application(state=State.SUBMITTED, form_version=version))
    signed_in(client, auditor)
    client.get("/admin/matters/unmasked/results/")
    with django_assert_max_num_queries(14):
        assert client.get("/admin/matters/unmasked/results/").status_code == 200


@pytest.mark.parametrize("person", [clerk, staff_with])
def test_list__without_the_auditors_right__turned_away_and_not_in_the_menu(client, person):
    signed_in(client, person())
    assert client.get("/admin/matters/unmasked/").status_code == 302
    assert "/admin/matters/unmasked/" not in client.get("/admin/").content.decode()
