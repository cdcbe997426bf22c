"""Changes to enterprises and their members."""

from typing import Any

from django.db import transaction

from enterprises.enums import Role
from enterprises.models import Enterprise, Membership
from foundation.accounts.acting import Seat
from foundation.accounts.models import User
from foundation.core.clock import today


def seats_of(user: User) -> list[Seat]:
    """The enterprises that a user acts for today, with the rights of each seat."""
    memberships = Membership.objects.in_force(today()).filter(user=user)
    return [
        Seat(
            enterprise_id=membership.enterprise_id,
            enterprise_name=membership.enterprise.name,
            rights=membership.rights,
        )
        for membership in memberships.select_related("enterprise").order_by("enterprise__name")
    ]


@transaction.atomic
def enroll_from_sign_in(user: User, facts: dict[str, Any]) -> int:
    """Find or make enterprise and membership from the verified facts of a legal sign-in.

    The credit code is the enterprise's key; a second person of the same enterprise lands in
    the same one. A membership that the enterprise ended is not revived by signing in again.
    """
    enterprise, _created = Enterprise.objects.get_or_create(
        credit_code=facts["credit_code"],
        defaults={
            "name": facts["enterprise_name"],
            "kind": facts.get("enterprise_type") or "",
            "legal_representative": facts.get("legal_representative") or "",
        },
    )
    role = facts.get("member_role")
    Membership.objects.get_or_create(
        enterprise=enterprise,
        user=user,
        defaults={"role": role if role in Role.values else Role.READER},
    )
    return enterprise.pk
