"""A body without a credit code: from its application at the platform to its space here."""

import pytest

from enterprises.models import Enterprise
from foundation.accounts.models import Identity
from foundation.accounts.permissions import require_agent_complete
from tests.identity_sandbox.test_special import OWN, applied, decide, facts
from tests.identity_sandbox.visitor import Visitor

pytestmark = pytest.mark.django_db


def admitted(sandbox, username):
    with Visitor(sandbox.issuer) as applicant, Visitor(sandbox.issuer) as operator:
        number = applied(applicant, username)
        page = operator.page("/login/?kind=natural")
        operator.submit(page, username="operator", password="Portal-demo-2026")
        assert "已通过" in decide(operator, number, "approve").text


def test_special_user__admitted__signs_in_and_may_act(person):
    admitted(person.sandbox, "special-portal")
    page = person.leave("legal", wanted="/space/")
    response = person.back(person.answer(page, "special-portal", password=OWN))

    assert response.headers["Location"] == "/space/"
    who = person.portal.get("/accounts/logout/").wsgi_request.acting
    assert who.is_legal
    assert who.may("manage")
    require_agent_complete(who)
    enterprise = Enterprise.objects.get()
    enterprise.full_clean()
    assert enterprise.name == facts("x")["name"]
    assert enterprise.credit_code.startswith("TSDE")
    identity = Identity.objects.get()
    assert identity.agent_complete
    assert identity.id_number == "C01X00T47"
