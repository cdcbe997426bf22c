"""The round trip with a real platform."""

from datetime import timedelta

import pytest

from demonstration.loader.people import load_people
from foundation.accounts.models import Identity, SignInAttempt, User
from foundation.accounts.services import sweep_attempts
from foundation.accounts.services.sign_in import digest
from foundation.audit.models import AuditRecord
from foundation.core.clock import now

pytestmark = pytest.mark.django_db


def acting(client):
    return client.get("/accounts/logout/").wsgi_request.acting


def test_legal_sign_in__first_time__makes_person_enterprise_and_session(person):
    response = person.sign_in("tongkang", wanted="/services/?q=x")

    assert response.status_code == 302
    assert response.headers["Location"] == "/services/?q=x"
    who = acting(person.portal)
    assert who.is_legal
    assert who.enterprise_name == "北京示例同康药业有限公司"
    assert who.may("manage")
    identity = Identity.objects.get()
    assert identity.issuer == person.sandbox.issuer
    assert identity.name == "王经办"
    assert identity.id_number == "110100198803161017"
    assert identity.agent_complete


def test_sign_in__with_the_throttled_backend__lasts_beyond_the_callback(person, settings):
    settings.AUTHENTICATION_BACKENDS = ["foundation.accounts.backends.ThrottledBackend"]
    person.sign_in("tongkang")

    assert acting(person.portal).is_legal


def test_callback__visited_while_signed_in__goes_home(person):
    person.sign_in("tongkang")
    response = person.portal.get("/accounts/callback/")

    assert response.headers["Location"] == "/space/"
    assert acting(person.portal).is_legal


@pytest.mark.parametrize("own", ["/accounts/login/?next=/x", "/accounts/logout/"])
def test_next__page_of_signing_in__is_not_come_back_to(person, own):
    assert person.sign_in("tongkang", wanted=own).headers["Location"] == "/space/"


def test_natural_sign_in__first_time__acts_for_oneself(person):
    person.sign_in("zhang.yaoshi", kind="natural")

    who = acting(person.portal)
    assert who.is_natural
    assert who.name == "张药师"
    assert not User.objects.get().has_usable_password()


def test_sign_in__second_time__is_the_same_person(person):
    person.sign_in("tongkang")
    person.portal.session.flush()
    person.back(person.leave("legal"))

    assert User.objects.count() == 1
    assert Identity.objects.count() == 1


def test_sign_in__second_person_of_an_enterprise__lands_in_the_same_one(person):
    person.sign_in("tongkang")
    first = acting(person.portal).enterprise_id
    person.platform.cookies.clear()
    person.portal.cookies.clear()
    person.sign_in("tongkang-agent")

    second = acting(person.portal)
    assert second.enterprise_id == first
    assert second.may("fill")
    assert not second.may("submit")
    assert User.objects.count() == 2


def test_sign_in__done__has_a_new_session_key(person):
    page = person.leave("natural")
    before = person.portal.session.session_key
    person.back(person.answer(page, "li.xueyuan"))

    assert person.portal.session.session_key != before


def test_tab_switched_at_the_platform__natural_for_legal__signs_in_natural_on_wanted_page(person):
    page = person.leave("legal", "/notices/")
    url = person.answer(page, "zhang.yaoshi", kind="natural")
    response = person.back(url)

    assert response.headers["Location"] == "/notices/"
    assert acting(person.portal).is_natural


def test_platform_session_of_other_kind__natural_asked__offers_the_tab_and_keeps_target(person):
    person.sign_in("tongkang")
    page = person.leave("natural", "/training/")

    assert "继续使用这个账号" in page.text
    response = person.back(person.answer(page, "zhang.yaoshi"))
    assert response.headers["Location"] == "/training/"
    assert acting(person.portal).is_natural


def test_platform_session_of_other_kind__kept__comes_back_as_before(person):
    person.sign_in("tongkang")
    page = person.leave("natural", "/training/")
    response = person.back(person.submit(page, action="/login/keep/"))

    assert response.headers["Location"] == "/training/"
    assert acting(person.portal).is_legal


def test_sign_in__done__leaves_an_audit_row(person):
    person.sign_in("tongkang")

    row = AuditRecord.objects.get(action="accounts.sign_in")
    assert row.allowed
    assert "110100198803161017" not in str(row.__dict__)


def test_callback__state_changed__no_session_and_the_choice_again(person):
    page = person.leave("legal", "/notices/")
    url = person.answer(page, "tongkang")
    response = person.back(url.replace("state=", "state=x"))

    assert acting(person.portal).is_anonymous
    assert response.headers["Location"] == "/accounts/login/?next=%2Fnotices%2F"


def test_callback__session_lost__restarts_by_itself_once_and_keeps_the_page(person):
    page = person.leave("legal", "/notices/")
    url = person.answer(page, "tongkang")
    person.portal.cookies.clear()
    response = person.back(url)

    assert response.headers["Location"].startswith(person.sandbox.issuer)
    response = person.back(person.at_platform(response.headers["Location"]))
    assert response.headers["Location"] == "/notices/"
    assert acting(person.portal).is_legal


def test_callback__cookies_never_kept__ends_on_a_plain_page_not_in_a_loop(person):
    page = person.leave("legal", "/notices/")
    url = person.answer(page, "tongkang")
    person.portal.cookies.clear()
    restarted = person.back(url).headers["Location"]
    url = person.at_platform(restarted)
    person.portal.cookies.clear()
    response = person.back(url)

    assert response.headers["Location"] == "/accounts/login/?next=%2Fnotices%2F"


def test_callback__replayed_by_the_same_browser__goes_to_the_wanted_page(person):
    person.sign_in("tongkang", wanted="/notices/")
    response = person.back(person.callback_url)

    assert response.headers["Location"] == "/notices/"
    assert AuditRecord.objects.filter(action="accounts.sign_in").count() == 1


def test_callback__replayed_in_another_browser__no_session(person, client):
    person.sign_in("tongkang")
    url = person.callback_url
    person.portal.cookies.clear()
    person.back(url)

    assert acting(person.portal).is_anonymous


def test_callback__code_of_another_sign_in__no_session(person):
    first = person.answer(person.leave("legal"), "tongkang")
    second = person.at_platform(person.portal.get("/accounts/login/legal/").headers["Location"])
    code = first.split("code=")[1].split("&")[0]
    forged = second.replace(second.split("code=")[1].split("&")[0], code)
    person.back(forged)

    assert acting(person.portal).is_anonymous


def test_callback__cancelled__says_so_and_keeps_the_page(person):
    person.leave("legal", "/notices/")
    attempt = SignInAttempt.objects.get()
    state = "forgotten"
    SignInAttempt.objects.filter(pk=attempt.pk).update(state_digest=digest(state))
    response = person.portal.get(
        "/accounts/callback/", {"error": "access_denied", "state": state}, follow=True
    )

    assert response.request["QUERY_STRING"] == "next=%2Fnotices%2F"
    assert "您取消了登录" in response.content.decode()


def test_callback__script_in_error__is_never_shown(person):
    response = person.portal.get(
        "/accounts/callback/",
        {"error": "server_error", "error_description": "<script>alert(1)</script>"},
        follow=True,
    )

    assert "alert(1)" not in response.content.decode()
    assert AuditRecord.objects.filter(allowed=False).count() == 1


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/\t/evil.example",
        "https:///evil.example",
        "http://localhost@evil.example/",
    ],
)
def test_next__foreign_in_any_disguise__stays_on_this_host(person, foreign):
    response = person.sign_in("zhang.yaoshi", kind="natural", wanted=foreign)

    assert response.headers["Location"] == "/space/"


def test_closed_account__signs_in__is_refused_with_one_audit_row(person):
    person.sign_in("tongkang")
    User.objects.update(is_active=False)
    person.portal.cookies.clear()
    response = person.back(person.leave("legal"))

    assert response.status_code == 403
    assert "已停用" in response.content.decode()
    assert AuditRecord.objects.filter(allowed=False).count() == 1


def test_sign_out__by_form__ends_both_sides(person):
    person.sign_in("tongkang")
    response = person.portal.post("/accounts/logout/")

    assert response.headers["Location"].startswith(person.sandbox.issuer)
    assert person.at_platform(response.headers["Location"]) == "http://localhost/"
    assert acting(person.portal).is_anonymous
    page = person.leave("legal")
    assert 'name="password"' in page.text


def test_sign_out__asked_by_get__asks_first(person):
    person.sign_in("tongkang")
    response = person.portal.get("/accounts/logout/")

    assert response.status_code == 200
    assert not acting(person.portal).is_anonymous


def test_platform_down__sign_in_page__says_so(client, settings, db):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    page = client.get("/accounts/login/")
    attempt = client.get("/accounts/login/legal/")

    assert "暂时无法连接" in page.content.decode()
    assert attempt.status_code == 503


@pytest.mark.urls("tests.accounts.urls")
def test_agent_without_number__completes_it_and_checks_again__arrives_where_he_was(person):
    person.sign_in("noid", wanted="/own/")
    assert person.portal.get("/own/").status_code == 200
    refused = person.portal.get("/apply/?step=1")
    assert refused.status_code == 403

    page = person.at_platform(f"{person.sandbox.issuer}/account/settings/")
    person.submit(
        page, agent_name="许补全", agent_id_number="110100198803161017", phone="19900000004"
    )
    response = person.back(person.leave("legal", "/apply/?step=1"))

    assert response.headers["Location"] == "/apply/?step=1"
    assert person.portal.get("/apply/?step=1").status_code == 200


def test_kind_of_a_known_account__changed_at_the_platform__is_refused(person):
    person.sign_in("tongkang")
    Identity.objects.update(login_kind="natural")
    person.portal.cookies.clear()
    response = person.back(person.leave("legal"))

    assert response.status_code == 403
    assert "_auth_user_id" not in person.portal.session


def test_metadata__of_another_issuer__is_refused(person, settings):
    settings.OIDC_ISSUER = person.sandbox.issuer.replace("127.0.0.1", "localhost")
    response = person.portal.get("/accounts/login/legal/")

    assert response.status_code == 403


def test_parallel_answers__one_state__exactly_one_is_claimed(person):
    person.leave("legal")
    attempt = SignInAttempt.objects.get()
    claims = [SignInAttempt.objects.claim(attempt.state_digest, at=now()) for _ in range(20)]

    assert claims.count(True) == 1


def test_attempts__older_than_an_hour__are_swept(person):
    person.leave("legal")
    assert sweep_attempts(at=now() + timedelta(minutes=59)) == 0
    assert sweep_attempts(at=now() + timedelta(minutes=61)) == 1


def test_demonstration_person__loaded_before__signs_in_as_the_same(person, project_root):
    load_people(project_root / "demonstration" / "content")
    person.sign_in("tongkang")

    assert acting(person.portal).user.username == "demo:tongkang"
    assert acting(person.portal).may("submit")
