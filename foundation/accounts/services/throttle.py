"""Password tries: counted before the password is hashed, never a permanent lock."""

from datetime import datetime

from django.utils.crypto import salted_hmac

from foundation.accounts.enums import TryScope
from foundation.accounts.errors import TooManyTries
from foundation.accounts.models import PasswordTry

LIMITS = {TryScope.ACCOUNT: 5, TryScope.ADDRESS: 20}


def _key(scope: str, value: str) -> str:
    return salted_hmac("accounts.throttle", f"{scope}:{value.strip().casefold()}").hexdigest()


def _keys(account: str, address: str) -> dict[TryScope, str]:
    keys = {TryScope.ACCOUNT: _key(TryScope.ACCOUNT, account)}
    if address:
        keys[TryScope.ADDRESS] = _key(TryScope.ADDRESS, address)
    return keys


def check(*, account: str, address: str, at: datetime, under_way: int = 0) -> None:
    """Refuse when a limit of the last five minutes is reached.

    Raises:
        TooManyTries: it is.
    """
    for scope, key in _keys(account, address).items():
        count = PasswordTry.objects.recent(at).filter(scope=scope, key=key).count()
        if count - under_way >= LIMITS[scope]:
            raise TooManyTries


def admit(*, account: str, address: str, at: datetime) -> list[int]:
    """Count one try and let it go on while the limits hold.

    The try is written down first: of many at once no more than the limit get through.

    Returns:
        What to hand to `forgive` when the password was right.

    Raises:
        TooManyTries: a limit of the last five minutes is reached.
    """
    keys = _keys(account, address)
    rows = [PasswordTry.objects.create(scope=scope, key=key, at=at) for scope, key in keys.items()]
    written = [row.pk for row in rows]
    try:
        check(account=account, address=address, at=at, under_way=1)
    except TooManyTries:
        forgive(written)
        raise
    return written


def forgive(tries: list[int]) -> None:
    """Take back tries that turned out right, or were not let through."""
    PasswordTry.objects.filter(pk__in=tries).delete()


def sweep_tries(*, at: datetime) -> int:
    """Forget tries that no longer count; return how many."""
    recent = PasswordTry.objects.recent(at).values("pk")
    return PasswordTry.objects.exclude(pk__in=recent).delete()[0]
