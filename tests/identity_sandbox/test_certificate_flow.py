"""Certificate sign-in through the complete code flow, from the portal and back to it."""

from pathlib import Path

import pytest

from demonstration.numbers import make_credit_code
from enterprises.models import Enterprise
from foundation.accounts.models import Identity
from foundation.core.clock import now
from identity_sandbox.certificates.authority import Validity, issue, kept_authority
from tests.identity_sandbox import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(sandbox):
    return kept_authority(Path(sandbox.content) / "certificate_authority", at=now())


@pytest.fixture
def holder(person, visitor):
    """A person whose browser at the platform can sign."""
    person.platform.close()
    person.platform = visitor
    return person


def test_certificate_sign_in__of_a_demonstration_enterprise__acts_for_it(holder, authority):
    paper = papers.Holder("北京示例同康药业有限公司", "91110100XX0000019M", "王经办")
    issued = issue(authority, paper, validity=Validity.starting(now()))
    holder.platform.sign_in("tongkang")
    holder.platform.show("/account/certificates/", issued)
    holder.platform.cookies.clear()

    page = holder.leave("legal", wanted="/services/?q=x")
    link = holder.platform.link(page, "/login/certificate/")
    answer = holder.platform.show(link, issued, follow=False)
    response = holder.back(holder.follow(answer))

    assert response.status_code == 302
    assert response.headers["Location"] == "/services/?q=x"
    who = holder.portal.get("/accounts/logout/").wsgi_request.acting
    assert who.is_legal
    assert who.enterprise_name == "北京示例同康药业有限公司"
    assert Identity.objects.get().name == "王经办"


def test_certificate_registration__begun_at_the_portal__ends_there(holder, authority):
    paper = papers.holder(credit_code=make_credit_code(777_001))
    issued = issue(authority, paper, validity=Validity.starting(now()))
    page = holder.leave("legal", wanted="/space/")
    link = holder.platform.link(page, "/register/legal/")
    link = holder.platform.link(holder.platform.page(link), "/register/certificate/")
    page = holder.platform.show(link, issued)
    answer = holder.platform.submit(
        page,
        follow=False,
        username="from-the-portal",
        enterprise_name=paper.enterprise_name,
        credit_code=paper.credit_code,
        agent_name=paper.name,
        enterprise_type="有限责任公司",
        legal_representative="示例人",
        agent_id_number="110100198506181169",
        phone="19900000076",
        password1="Long-enough-2026",
        password2="Long-enough-2026",
    )
    response = holder.back(holder.follow(answer))

    assert response.headers["Location"] == "/space/"
    assert Enterprise.objects.get(credit_code=paper.credit_code).name == paper.enterprise_name
