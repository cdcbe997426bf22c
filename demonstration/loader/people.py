"""Enterprises, the people who act for them, and the staff of the authority."""

import tomllib
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission

from enterprises.enums import EnterpriseStatus
from enterprises.models import Enterprise, Membership, Site
from foundation.accounts.enums import LoginKind
from foundation.accounts.models import Identity, User

PASSWORD = "Portal-demo-2026"  # noqa: S105 (published with the demonstration accounts)
DESK = "applications.view_application"
UNMASK = "applications.unmask_application"
ASSIGN = "applications.assign_application"
SUPERVISE = "applications.supervise_application"
COUNTER = "applications.register_at_counter"
FOLLOW_UP = "applications.follow_up_rating"
LICENCES = "licences.view_licence"
# Group of the data file -> its name in the admin, and what it may do.
GROUPS: dict[str, tuple[str, list[str]]] = {
    "editor": ("编辑", []),
    "publisher": ("发布", []),
    "clerk": (
        "受理",
        [DESK, UNMASK, ASSIGN, "applications.accept_application", COUNTER, FOLLOW_UP, LICENCES],
    ),
    "reviewer": ("审查", [DESK, UNMASK, "applications.examine_application", LICENCES]),
    "approver": (
        "决定",
        [DESK, UNMASK, ASSIGN, "applications.decide_application", SUPERVISE, FOLLOW_UP, LICENCES],
    ),
    "helpdesk": ("服务台", ["notifications.view_outbox"]),
    "trainer": ("培训", []),
    "auditor": ("审计", [DESK, "audit.view_auditrecord", LICENCES]),
}


def load_people(root: Path) -> None:
    """Everybody of the demonstration; running it again changes nothing."""
    enterprises = {row["key"]: _enterprise(row) for row in _rows(root, "enterprises")}
    for row in _rows(root, "persons"):
        if row.get("login"):
            _person(row, enterprises)
    departments = {row["key"]: row["name"] for row in _rows(root, "departments")}
    password = make_password(PASSWORD)
    for row in _rows(root, "staff"):
        _staff(row, departments, password)


def point_identities() -> None:
    """Let the demonstration accounts sign in at the identity platform configured now."""
    known = Identity.objects.filter(user__username__startswith="demo:")
    known.exclude(issuer=settings.OIDC_ISSUER).update(issuer=settings.OIDC_ISSUER)


def subject_of(login: str) -> str:
    """The subject that the sandbox identity platform gives to a demonstration account."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:demonstration:person:{login}"))


def user_of(login: str) -> User:
    """The portal's user of a demonstration login."""
    return User.objects.get(username=f"demo:{login}")


def _rows(root: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((root / f"{name}.toml").read_text())[name]
    return rows


def _enterprise(row: dict[str, Any]) -> Enterprise:
    contact = row.get("contact", {})
    firm, created = Enterprise.objects.get_or_create(
        credit_code=row["credit_code"],
        defaults={
            "name": row["name"],
            "kind": row["enterprise_type"],
            "legal_representative": row["legal_representative"],
            "address": row["address"],
            "founded_on": row["established_on"],
            "capital": row["registered_capital"],
            "scope": row["scope"],
            "registrar": row["registry"],
            "industry": row["industry"],
            "status": EnterpriseStatus.ACTIVE,
            "contact_name": contact.get("name", ""),
            "contact_phone": contact.get("phone", ""),
        },
    )
    if created:
        Site.objects.bulk_create(
            Site(enterprise=firm, kind=site["kind"], name=site["title"], address=site["address"])
            for site in row.get("sites", [])
        )
    return firm


def _person(row: dict[str, Any], enterprises: dict[str, Enterprise]) -> None:
    user, created = User.objects.get_or_create(
        username=f"demo:{row['login']}",
        defaults={"full_name": row["name"], "email": row.get("email", "")},
    )
    if not created:
        return
    user.set_unusable_password()
    user.save(update_fields=["password"])
    is_legal = row["kind"] == LoginKind.LEGAL
    Identity.objects.create(
        user=user,
        issuer=settings.OIDC_ISSUER,
        subject=subject_of(row["login"]),
        login_kind=row["kind"],
        name=row.get("agent_name" if is_legal else "name", ""),
        phone=row.get("phone", ""),
        agent_complete=bool(not is_legal or row.get("agent_id_number")),
    )
    if is_legal:
        Membership.objects.create(
            enterprise=enterprises[row["enterprise"]], user=user, role=row["role"]
        )


def _staff(row: dict[str, Any], departments: dict[str, str], password: str) -> None:
    user, created = User.objects.get_or_create(
        username=row["login"],
        defaults={
            "full_name": row["name"],
            "email": row.get("email", ""),
            "department": departments.get(row["department"], ""),
            "password": password,
            "is_staff": True,
            "is_superuser": row["group"] == "admin",
        },
    )
    if created and row["group"] in GROUPS:
        user.groups.add(_group(row["group"]))


def _group(key: str) -> Group:
    name, rights = GROUPS[key]
    group, _created = Group.objects.get_or_create(name=name)
    for right in ["wagtailadmin.access_admin", *rights]:
        app, codename = right.split(".")
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return group
