"""The demonstration: accounts, and certificates to try them with."""

import tomllib
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext

from identity_sandbox.certificates import authority
from identity_sandbox.enums import AccountKind
from identity_sandbox.errors import CertificateRefused
from identity_sandbox.models import SandboxUser

from .certificates import bind, examine

OPERATOR = "operator"
# The enterprise whose certificate is bound to its account, and one that nobody registered yet.
BOUND_LOGIN = "tongkang"
UNREGISTERED = authority.Holder("北京示例新设医药有限公司", "91110100XX00088894", "示例新人")


@transaction.atomic
def load_demonstration(*, content: Path, password: str) -> list[str]:
    """Create the demonstration accounts that do not exist yet; return their names.

    An account that exists is left as it is: what somebody tried out is not undone.
    """
    created = []
    hashed = ""
    for facts in _demonstration_accounts(content):
        if SandboxUser.objects.filter(username=facts["username"]).exists():
            continue
        hashed = hashed or make_password(password)
        SandboxUser.objects.create(**facts, password=hashed)
        created.append(facts["username"])
    if not SandboxUser.objects.filter(username=OPERATOR).exists():
        SandboxUser.objects.create(
            username=OPERATOR,
            kind=AccountKind.NATURAL,
            person_name=gettext("核验员"),
            is_staff=True,
            password=hashed or make_password(password),
        )
        created.append(OPERATOR)
    return created


def _demonstration_accounts(content: Path) -> list[dict[str, Any]]:
    text = (content / "persons.toml").read_text(encoding="utf-8")
    persons = tomllib.loads(text)["persons"]
    return [_account_facts(person) for person in persons if person.get("login")]


def demonstration_subject(login: str) -> uuid.UUID:
    """The subject of a demonstration account: the same in every installation.

    So the portal can know its demonstration people before they first sign in.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:demonstration:person:{login}")


def _account_facts(person: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "username": person["login"],
        "subject": demonstration_subject(person["login"]),
        "kind": person["kind"],
        "phone": person.get("phone", ""),
    }
    if person["kind"] == AccountKind.NATURAL:
        return facts | {"person_name": person["name"], "id_number": person["id_number"]}
    return facts | {
        "enterprise_name": person["enterprise_name"],
        "credit_code": person["credit_code"],
        "enterprise_type": person["enterprise_type"],
        "legal_representative": person["legal_representative"],
        "agent_name": person["agent_name"],
        "agent_id_number": person["agent_id_number"],
        "member_role": person["role"],
    }


def issue_demonstration_certificates(*, at: datetime) -> list[Path]:
    """Issue a certificate to sign in with and one to register with; return what was written.

    A certificate that is still good is left as it is.
    """
    issuer = authority.kept_authority(settings.IDENTITY_AUTHORITY_DIRECTORY, at=at)
    account = SandboxUser.objects.filter(username=BOUND_LOGIN).first()
    written: list[Path] = []
    if account is not None:
        holder = authority.Holder(account.enterprise_name, account.credit_code, account.agent_name)
        path, is_new = _issued_once(issuer, holder, BOUND_LOGIN, at)
        if is_new:
            written.append(path)
        _bind_once(account, path, at)
    path, is_new = _issued_once(issuer, UNREGISTERED, "unregistered", at)
    return [*written, path] if is_new else written


def _issued_once(
    issuer: authority.Authority, holder: authority.Holder, stem: str, at: datetime
) -> tuple[Path, bool]:
    directory: Path = settings.IDENTITY_DIRECTORY / "certificates"
    path = directory / f"{stem}.pem"
    if path.exists():
        known = x509.load_pem_x509_certificate(path.read_bytes())
        if known.not_valid_after_utc > at and known.issuer == issuer.certificate.subject:
            return path, False
    issued = authority.issue(issuer, holder, validity=authority.Validity.starting(at))
    authority.write_issued(issued, directory=directory, stem=stem)
    return path, True


def _bind_once(account: SandboxUser, path: Path, at: datetime) -> None:
    try:
        bind(account, examined=examine(path.read_bytes(), at=at), at=at)
    except CertificateRefused:
        return  # bound before, revoked while somebody tried that out, or one of too many
