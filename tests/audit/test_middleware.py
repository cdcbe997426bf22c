from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from foundation.accounts.acting import ANONYMOUS
from foundation.accounts.models import User
from foundation.audit import services
from foundation.audit.middleware import AuditMiddleware
from foundation.audit.models import AuditRecord


def send(*, method="POST", status=200, acting=None, inside=None):
    def answer(request):
        request.acting = acting
        if inside:
            inside()
        return HttpResponse(status=status)

    request = RequestFactory().generic(method, "/space/x/", REMOTE_ADDR="192.0.2.9")
    return AuditMiddleware(answer)(request)


@pytest.fixture
def acting(db):
    user = User.objects.create(username="u", full_name="李示例")
    return SimpleNamespace(user=user, on_behalf="示例企业")


@pytest.mark.parametrize(
    ("method", "status"), [("POST", 403), ("POST", 404), ("PUT", 409), ("POST", 500), ("GET", 403)]
)
def test_request__signed_in_and_refused__recorded(acting, method, status):
    send(method=method, status=status, acting=acting)
    row = AuditRecord.objects.get()
    assert (row.action, row.target, row.allowed) == ("request.refused", "/space/x/", False)
    assert (row.actor_name, row.acting_for, row.address) == ("李示例", "示例企业", "192.0.2.9")
    assert row.detail == {"method": method, "status": status}


@pytest.mark.parametrize(
    ("method", "status"), [("GET", 404), ("GET", 200), ("POST", 302), ("POST", 422)]
)
def test_request__nothing_refused__nothing_recorded(acting, method, status):
    send(method=method, status=status, acting=acting)
    assert not AuditRecord.objects.exists()


@pytest.mark.django_db
def test_request__visitor_refused__not_recorded():
    send(status=403, acting=ANONYMOUS)
    assert not AuditRecord.objects.exists()


def test_request__service_said_it__recorded_once_in_its_words(acting):
    def refuse():
        services.record_refusal(
            actor=acting.user, acting_for="示例企业", action="case.decide", target="case:1"
        )

    send(status=403, acting=acting, inside=refuse)
    assert AuditRecord.objects.get().action == "case.decide"


def test_record__inside_a_request__takes_its_address(acting):
    def act():
        services.record(actor=acting.user, acting_for="", action="case.submit", target="case:1")

    send(acting=acting, inside=act)
    assert AuditRecord.objects.get().address == "192.0.2.9"
