"""Rules of the platform: which kind a client asks for, and the demonstration accounts."""

import tomllib
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.idp.oidc.models import Client
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from identity_sandbox.enums import AccountKind
from identity_sandbox.models import SandboxUser

LEGAL_CLIENT = "portal-legal"
NATURAL_CLIENT = "portal-natural"
CLIENT_KINDS = {LEGAL_CLIENT: AccountKind.LEGAL, NATURAL_CLIENT: AccountKind.NATURAL}


def kind_asked_by(client_id: str) -> AccountKind:
    """The kind of account a client asks for; the legal one where it does not say."""
    return CLIENT_KINDS.get(client_id, AccountKind.LEGAL)


def state_of(target: str) -> str:
    """The ``state`` of the authorisation request that ``target`` leads back to, if any."""
    return parse_qs(urlsplit(target).query).get("state", [""])[0]


def without_login_prompt(target: str) -> str:
    """The same request once its ``prompt=login`` has been answered."""
    parts = urlsplit(target)
    query = parse_qs(parts.query, keep_blank_values=True)
    prompts = [word for text in query.pop("prompt", []) for word in text.split()]
    kept = [word for word in prompts if word != "login"]
    if kept:
        query["prompt"] = [" ".join(kept)]
    return parts._replace(query=urlencode(query, doseq=True)).geturl()


@transaction.atomic
def register_clients(*, secrets: dict[str, str], portal_urls: list[str]) -> None:
    """Enter the portal's two clients, or bring them up to date."""
    names = {LEGAL_CLIENT: _("服务门户（法人）"), NATURAL_CLIENT: _("服务门户（个人）")}
    for client_id, secret in secrets.items():
        client = Client.objects.filter(pk=client_id).first() or Client(pk=client_id)
        client.name = names[client_id]
        client.skip_consent = True
        client.set_scopes(["openid", "profile"])
        client.set_redirect_uris([f"{url}/accounts/callback/" for url in portal_urls])
        client.set_post_logout_redirect_uris([f"{url}/" for url in portal_urls])
        if not check_password(secret, client.secret):
            client.set_secret(secret)
        client.save()


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
