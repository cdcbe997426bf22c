"""From verified claims to a person here."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation.accounts.acting import Acting, enroll
from foundation.accounts.enums import LoginKind
from foundation.accounts.errors import SignInRefused
from foundation.accounts.models import Identity, User
from foundation.core.encrypted_field import blind_index
from foundation.core.validators import validate_enterprise_code, validate_identity_card

from .platform import Verified


@dataclass(frozen=True, slots=True)
class PersonalFacts:
    """What the platform verified about a person, for filling in a form beforehand."""

    name: str = ""
    id_number: str = ""
    phone: str = ""


def personal_facts(acting: Acting) -> PersonalFacts:
    """The verified facts of the person who acts; empty for visitors and staff."""
    if acting.user is None:
        return PersonalFacts()
    identity = Identity.objects.filter(user=acting.user).latest_used()
    if identity is None:
        return PersonalFacts(name=str(acting.user))
    return PersonalFacts(identity.name, identity.id_number, identity.phone)


@transaction.atomic
def sign_in_person(*, verified: Verified, at: datetime) -> tuple[Identity, int | None]:
    """Find or make the person, and for a legal sign-in the enterprise.

    Returns:
        The identity, and the primary key of the enterprise acted for, None for oneself.

    Raises:
        SignInRefused: the account is closed here, changed its kind, or names no enterprise.
    """
    _check_enterprise(verified)
    identity = _identity_of(verified)
    _check_identity(identity, verified)
    _refresh(identity, verified, at)
    if verified.login_kind != LoginKind.LEGAL:
        return identity, None
    return identity, enroll(identity.user, dict(verified.facts))


@transaction.atomic
def known_staff(*, verified: Verified, at: datetime) -> User:
    """The account of staff that an account at staff's platform belongs to.

    It is tied to the account of the same name at the first sign-in, and to no other afterwards;
    none is ever made.

    Raises:
        SignInRefused: there is no such account, or it is tied to another one there.
    """
    key = {"issuer": verified.issuer, "subject": verified.subject}
    identity = Identity.objects.select_related("user").filter(**key).first()
    if identity is None:
        user = User.objects.filter(username=verified.facts["username"] or None).first()
        if user is None or user.identities.filter(issuer=verified.issuer).exists():
            raise SignInRefused("staff_unknown", _no_staff())
        identity = Identity(user=user, login_kind=LoginKind.STAFF, name=user.full_name, **key)
    if not (identity.user.is_active and identity.user.is_staff):
        raise SignInRefused("staff_unknown", _no_staff())
    identity.last_login_at = at
    identity.save()
    return identity.user


def _no_staff() -> str:
    return _("这个账号没有对应的工作人员账号，没有登录。请联系系统管理员。")


def _check_enterprise(verified: Verified) -> None:
    if verified.login_kind != LoginKind.LEGAL:
        return
    code, name = verified.facts.get("credit_code", ""), verified.facts.get("enterprise_name", "")
    try:
        validate_enterprise_code(code)
    except ValidationError as error:
        raise SignInRefused("credit_code", _no_enterprise()) from error
    if not name:
        raise SignInRefused("enterprise_name", _no_enterprise())


def _no_enterprise() -> str:
    return _("统一身份认证平台没有提供有效的单位信息，没有登录。请到平台核对单位信息后重新登录。")


def _identity_of(verified: Verified) -> Identity:
    key = {"issuer": verified.issuer, "subject": verified.subject}
    known = Identity.objects.select_related("user").filter(**key).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            name = f"{verified.login_kind}-{uuid.uuid4().hex}"
            user = User.objects.create(username=name, password=make_password(None))
            return Identity.objects.create(user=user, login_kind=verified.login_kind, **key)
    except IntegrityError:
        return Identity.objects.select_related("user").get(**key)


def _check_identity(identity: Identity, verified: Verified) -> None:
    if identity.login_kind != verified.login_kind:
        raise SignInRefused("kind_changed")
    if not identity.user.is_active:
        raise SignInRefused("closed", _("您的账号已停用，不能登录。如有疑问，请联系服务热线。"))
    if identity.user.is_staff:
        raise SignInRefused("staff", _("工作人员请从管理后台登录。"))


def _refresh(identity: Identity, verified: Verified, at: datetime) -> None:
    """Write down what the platform says today."""
    facts = verified.facts
    legal = verified.login_kind == LoginKind.LEGAL
    identity.name = facts.get("agent_name" if legal else "name", "")[:60]
    identity.id_number = facts.get("agent_id_number" if legal else "id_number", "").upper()
    identity.id_number_index = blind_index(identity.id_number, purpose="id_number")
    identity.phone = facts.get("phone", "")
    identity.agent_complete = not legal or _agent_complete(identity, facts)
    identity.last_login_at = at
    identity.save()
    identity.user.full_name = identity.name or facts.get("enterprise_name", "")[:60]
    identity.user.save(update_fields=["full_name"])


def _agent_complete(identity: Identity, facts: dict[str, str]) -> bool:
    """Agents of foreign bodies have other documents, whose numbers have no form to check."""
    if facts.get("agent_id_kind", "") not in ("", "identity_card"):
        return not identity.missing_agent_facts
    try:
        validate_identity_card(identity.id_number)
    except ValidationError:
        identity.id_number = identity.id_number_index = ""
    return not identity.missing_agent_facts
