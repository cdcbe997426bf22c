"""Those who look at pages in a benchmark, signed in as the portal knows them."""

from django.test import Client

from demonstration.loader.people import user_of
from foundation.accounts.enums import LoginKind
from foundation.accounts.models import User


def member(login: str = "tongkang") -> Client:
    """A member of a demonstration enterprise, acting for it."""
    user = user_of(login)
    return _signed_in(
        user, kind=LoginKind.LEGAL, enterprise_id=user.memberships.get().enterprise_id
    )


def staff(name: str) -> Client:
    """Somebody of the authority."""
    return _signed_in(User.objects.get(username=name), kind=LoginKind.STAFF, enterprise_id=None)


def _signed_in(user: User, *, kind: str, enterprise_id: int | None) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session.update({"login_kind": kind, "verified_kind": kind, "enterprise_id": enterprise_id})
    session.save()
    return client
