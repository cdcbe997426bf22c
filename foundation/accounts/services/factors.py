"""The second factor of staff: codes of an authenticator app, and recovery codes.

Codes follow RFC 6238 (30 seconds, one step of tolerance either way); each is good once, as its
section 5.2 asks. Wrong ones are throttled like passwords.
"""

import base64
from collections import Counter
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from foundation.accounts.errors import WrongFactor
from foundation.accounts.factor_adapter import SEALED_FOR
from foundation.accounts.models import User
from foundation.audit.services import record, record_refusal
from foundation.core.encrypted_field import Undecipherable, key_id_of
from foundation.core.sealing import renewed

from . import throttle

CODE = Authenticator.Type.TOTP
PASSKEY = Authenticator.Type.WEBAUTHN
RECOVERY = Authenticator.Type.RECOVERY_CODES
SECRETS = {CODE: "secret", RECOVERY: "seed"}  # where the library keeps what is sealed
COUNTER = "used_counter"
CODE_DIGITS = 6
SECRET_GROUP = 4


def factors_of(user: User) -> dict[str, list[Authenticator]]:
    """What a person has proved to own, by kind."""
    owned: dict[str, list[Authenticator]] = {CODE: [], PASSKEY: [], RECOVERY: []}
    for factor in Authenticator.objects.filter(user=user).order_by("created_at"):
        owned[factor.type].append(factor)
    return owned


def has_factor(user: User) -> bool:
    """Whether a person has an app or a passkey; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user, type__in=(CODE, PASSKEY)).exists())


def new_secret() -> str:
    """A secret for an authenticator app, in base32."""
    return str(totp.generate_totp_secret())


def secret_to_scan(user: User, secret: str) -> tuple[str, str]:
    """The picture that an app scans, as an address, and the secret in groups for typing it."""
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    groups = [secret[at : at + SECRET_GROUP] for at in range(0, len(secret), SECRET_GROUP)]
    packed = base64.b64encode(picture.encode()).decode()
    return f"data:image/svg+xml;base64,{packed}", " ".join(groups)


def _digits(code: str) -> str:
    return "".join(sign for sign in code if not sign.isspace() and sign != "-")


def _counter_of(secret: str, code: str) -> int | None:
    """The step of thirty seconds that a code belongs to, if it is right now."""
    found = None
    for counter in totp.yield_hotp_counters_from_time():
        right = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if code.isascii() and constant_time_compare(right, code):
            found = counter
    return found


def _use_code(user: User, code: str) -> bool:
    """Use a code of the app up: neither it nor an older one is good again."""
    factor = Authenticator.objects.select_for_update().filter(user=user, type=CODE).first()
    if factor is None:
        return False
    counter = _counter_of(get_adapter().decrypt(factor.data["secret"]), code)
    if counter is None or counter <= factor.data.get(COUNTER, 0):
        return False
    factor.data[COUNTER] = counter
    factor.save(update_fields=["data"])
    return True


def _use_recovery(user: User, code: str) -> bool:
    factor = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    return factor is not None and bool(RecoveryCodes(factor).validate_code(code))


def prove_by_code(*, user: User, code: str, address: str, at: datetime) -> str:
    """Check a code of the app, or a recovery code, and use it up; return its kind.

    Raises:
        TooManyTries: too many wrong ones in five minutes.
        WrongFactor: it is wrong, or was used before.
    """
    tries = throttle.admit(account=_throttled_as(user), address=address, at=at)
    typed = _digits(code)
    kind = CODE if len(typed) == CODE_DIGITS else RECOVERY
    with transaction.atomic():
        right = _use_code(user, typed) if kind == CODE else _use_recovery(user, typed)
    if not right:
        raise refused(user=user, kind=kind, address=address, at=at)
    throttle.forgive(tries)
    note_proof(user=user, kind=kind, address=address, at=at)
    return str(kind)


def _throttled_as(user: User) -> str:
    return f"second-factor:{user.pk}"


def refused(*, user: User, kind: str, address: str, at: datetime) -> WrongFactor:
    """Leave a row; return the refusal that says what to do."""
    record_refusal(
        actor=user,
        acting_for="",
        action="accounts.second_factor",
        target=f"user:{user.pk}",
        detail={"kind": kind},
        address=address,
        at=at,
    )
    if kind == PASSKEY:
        return WrongFactor(_("通行密钥没有通过验证。请再试一次，或改用验证码。"))
    return WrongFactor(
        _("验证码不正确或已经用过。请等应用显示新的 6 位数字再输入，或改用一个恢复码。")
    )


def note_proof(*, user: User, kind: str, address: str, at: datetime) -> None:
    """A proof leaves a row, and the factor remembers when it was used."""
    Authenticator.objects.filter(user=user, type=kind).exclude(type=PASSKEY).update(last_used_at=at)
    record(
        actor=user,
        acting_for="",
        action="accounts.second_factor",
        target=f"user:{user.pk}",
        detail={"kind": kind},
        address=address,
        at=at,
    )


@transaction.atomic
def enrol_app(*, user: User, secret: str, code: str, at: datetime) -> list[str]:
    """Take an authenticator app in, proved by its first code; return the recovery codes.

    An app that was there before is replaced; recovery codes that were there stay as they are and
    are not shown again.

    Raises:
        WrongFactor: the code does not belong to the secret.
    """
    counter = _counter_of(secret, _digits(code))
    if counter is None:
        raise WrongFactor(_("验证码不正确。请核对手机时间是否准确，再输入应用里最新的 6 位数字。"))
    Authenticator.objects.filter(user=user, type=CODE).delete()
    factor = totp.TOTP.activate(user, secret).instance
    factor.data[COUNTER] = counter
    factor.save(update_fields=["data"])
    note_change(user=user, change="app_added", at=at)
    return first_recovery_codes(user)


def first_recovery_codes(user: User) -> list[str]:
    """Recovery codes for somebody who has none yet; nothing for the others."""
    if Authenticator.objects.filter(user=user, type=RECOVERY).exists():
        return []
    return list(RecoveryCodes.activate(user).generate_codes())


@transaction.atomic
def renew_recovery_codes(*, user: User, at: datetime) -> list[str]:
    """New recovery codes; the old ones are void."""
    Authenticator.objects.filter(user=user, type=RECOVERY).delete()
    note_change(user=user, change="recovery_renewed", at=at)
    return first_recovery_codes(user)


def recovery_left(user: User) -> int:
    """How many recovery codes are still good."""
    factor = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    return len(RecoveryCodes(factor).get_unused_codes()) if factor else 0


@transaction.atomic
def remove_factor(*, user: User, factor: Authenticator, required: bool, at: datetime) -> None:
    """Take an app or a passkey away.

    Raises:
        WrongFactor: it is the last one, and one is required.
    """
    mine = Authenticator.objects.select_for_update().filter(user=user, type__in=(CODE, PASSKEY))
    others = [each for each in mine if each.pk != factor.pk]
    if required and not others:
        raise WrongFactor(_("这是您唯一的第二重验证方式，不能移除。请先添加另一种。"))
    doomed = Authenticator.objects.filter(user=user)
    (doomed.filter(pk=factor.pk) if others else doomed).delete()
    note_change(user=user, change=f"{factor.type}_removed", at=at)


@transaction.atomic
def reset_factors(*, user: User, at: datetime) -> int:
    """Take every factor of a person away, who then enrols anew; return how many there were."""
    count, _rows = Authenticator.objects.filter(user=user).delete()
    note_change(user=user, change="reset", at=at)
    return int(count)


def note_change(*, user: User, change: str, at: datetime) -> None:
    """A factor that comes or goes leaves a row."""
    record(
        actor=user,
        acting_for="",
        action="accounts.change_factor",
        target=f"user:{user.pk}",
        detail={"change": change},
        at=at,
    )


class FactorVault:
    """The secrets of apps and recovery codes, for when the key is changed."""

    context = SEALED_FOR

    def renew(self) -> tuple[int, list[Any]]:
        """Seal every secret with the newest key; return how many, and those that none opens."""
        changed, shut = 0, []
        for pk in list(self._sealed().values_list("pk", flat=True)):
            with transaction.atomic():
                factor = self._sealed().select_for_update().filter(pk=pk).first()
                try:
                    changed += self._renew(factor) if factor else 0
                except Undecipherable:
                    shut.append(pk)
        return changed, shut

    def _renew(self, factor: Authenticator) -> int:
        name = SECRETS[factor.type]
        new = renewed(factor.data[name], self.context)
        if new == factor.data[name]:
            return 0
        factor.data[name] = new
        factor.save(update_fields=["data"])
        return 1

    def counts_by_key(self) -> dict[str, int]:
        """How many secrets each key has sealed."""
        keys = [key_id_of(factor.data[SECRETS[factor.type]]) for factor in self._sealed()]
        return dict(Counter(keys))

    def _sealed(self) -> "QuerySet[Authenticator]":
        sealed: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=SECRETS)
        return sealed.order_by("pk")
