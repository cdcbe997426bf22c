"""Matters in every state, and the people around them."""

import itertools
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from django.contrib.auth.models import Permission

from applications.enums import OPEN_STATES, PaperKind, State
from applications.models import Application, Correction, CorrectionReason, Transition
from applications.services import issue
from demonstration.numbers import make_credit_code
from enterprises.enums import Role
from enterprises.models import Enterprise, Membership
from foundation.accounts.acting import Acting, resolve
from foundation.accounts.enums import LoginKind

from .accounts import make_identity, make_staff, make_user, sign_in
from .eforms import make_answers, make_form_version

AT = datetime(2026, 11, 18, 2, tzinfo=UTC)
_numbers = itertools.count(1)


def make_enterprise(**facts) -> Enterprise:
    number = next(_numbers)
    facts = {
        "name": f"北京示例企业{number}有限公司",
        "credit_code": make_credit_code(5000 + number),
        **facts,
    }
    return Enterprise.objects.create(**facts)


def member_of(enterprise, role=Role.ADMIN, **facts) -> Acting:
    """A member of the enterprise, acting for it."""
    user = make_user(**facts)
    Membership.objects.create(enterprise=enterprise, user=user, role=role)
    return resolve(user, login_kind=LoginKind.LEGAL, enterprise_id=enterprise.pk)


def natural_person() -> Acting:
    return Acting(user=make_user(), login_kind=LoginKind.NATURAL)


def staff_with(*rights) -> Acting:
    """Somebody of the authority with these rights on matters."""
    user = make_staff()
    names = [*rights, "view_application"] if rights else []
    found = Permission.objects.filter(content_type__app_label="applications", codename__in=names)
    user.user_permissions.set(found)
    access = Permission.objects.get(codename="access_admin")
    user.user_permissions.add(access)
    return Acting(user=type(user).objects.get(pk=user.pk), login_kind=LoginKind.STAFF)


def clerk() -> Acting:
    return staff_with("accept_application", "unmask_application")


def reviewer() -> Acting:
    return staff_with("examine_application", "unmask_application")


def approver() -> Acting:
    return staff_with("decide_application", "unmask_application")


def supervisor() -> Acting:
    return staff_with("decide_application", "supervise_application", "unmask_application")


def make_reason(text="内容有误", **facts) -> CorrectionReason:
    """A reason of the editors' list."""
    return CorrectionReason.objects.get_or_create(text=text, defaults=facts)[0]


def make_correction(application, *keys, **facts) -> Correction:
    """A running round on these fields, as if somebody of the authority had asked."""
    by = facts.pop("asked_by", None) or make_staff()
    facts = {
        "round": application.corrections.count() + 1,
        "is_after_acceptance": application.state == State.CORRECTION_AFTER,
        "asked_at": AT,
        "answer_by": (AT + timedelta(days=30)).date(),
        **facts,
    }
    if facts["round"] > 1:
        facts = {"approved_by": by, "approval_reason": "首次补正后发现新情况", **facts}
    correction: Correction = application.corrections.create(asked_by=by, **facts)
    inputs = application.form_version.compiled.inputs
    for key in keys:
        correction.items.create(
            key=key,
            label=inputs[key].label,
            reason=make_reason(),
            before={"answer": application.answers.get(key)},
        )
    return correction


def make_application(acting=None, *, state=State.DRAFT, **facts) -> Application:
    """A matter in `state`, of the enterprise or person acted for."""
    acting = acting or member_of(make_enterprise())
    sent = state != State.DRAFT
    defaults = {
        "check_code": f"T{next(_numbers):07d}".replace("0", "Z").replace("1", "Y")
        if sent
        else None,
        "kind": "service",
        "sector": "drug",
        "service_code": "DS02",
        "service_title": "药品上市后变更沟通",
        "form_version": None,
        "enterprise_id": acting.enterprise_id,
        "applicant": acting.user,
        "product_name": "示例颗粒",
        "answers": make_answers(),
        "promised_days": 20,
        "state": state,
        "state_before": State.ACCEPTED if state == State.WITHDRAW_REQUESTED else "",
        "created_at": AT,
        "saved_at": AT,
        "submitted_at": AT if sent else None,
        "due_on": date(2026, 12, 16) if state in OPEN_STATES else None,
    }
    defaults.update(facts)
    if defaults["form_version"] is None:
        defaults["form_version"] = make_form_version()
    return Application.objects.create(**defaults)


def make_paper(application, kind=PaperKind.RECEIPT, name="submit"):
    """A notice of a matter, with the move that sent it."""
    step = Transition.objects.create(
        application=application,
        name=name,
        from_state=State.DRAFT,
        to_state=application.state,
        actor=application.applicant,
        actor_name=str(application.applicant),
        acting_for=application.applicant_name,
        at=AT,
    )
    return issue(transition=step, kind=kind, at=AT)


def signed_in(client, acting: Acting):
    """The test client, signed in as this person for this enterprise."""
    return sign_in(
        client, acting.user, login_kind=acting.login_kind, enterprise_id=acting.enterprise_id
    )


def fresh_key():
    return uuid4()


def make_identity_of(acting: Acting):
    """A complete identity at the platform for somebody who acts."""
    return make_identity(user=acting.user, login_kind=acting.login_kind)
