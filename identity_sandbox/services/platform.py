"""Which kind a client asks for, the way back to it, and the clients themselves."""

from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.idp.oidc.models import Client
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.translation import gettext as _

from identity_sandbox.enums import AccountKind

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
