"""窗口代录: staff fill in for a person who stands at the counter, marked as such everywhere."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from applications.errors import ApplicantUnknown, DeskNotAllowed
from applications.models import Application
from applications.permissions import is_at_counter, may_register
from enterprises.models import Membership
from foundation.accounts.acting import Acting, resolve
from foundation.accounts.enums import LoginKind, Right
from foundation.accounts.models import Identity, User
from foundation.audit import services as audit
from foundation.core.encrypted_field import blind_index
from service_catalog.models import ServicePage

from .drafts import start
from .surroundings import owner_of


def agents_of(*, credit_code: str, on: date) -> list[Membership]:
    """The members of an enterprise who may submit for it.

    Raises:
        ApplicantUnknown: the enterprise never signed in, or nobody may submit for it.
    """
    seats = Membership.objects.in_force(on).filter(enterprise__credit_code=credit_code)
    found = [
        seat
        for seat in seats.select_related("enterprise", "user").order_by("role", "pk")
        if Right.SUBMIT in seat.rights and seat.user.is_active
    ]
    if not found:
        raise ApplicantUnknown(
            _("没有这家企业的办事人账号。请对方先用法人身份登录一次本门户，再来窗口办理。"),
            field="number",
        )
    return found


def person_of(*, id_number: str) -> User:
    """The natural person with this identity-card number.

    Raises:
        ApplicantUnknown: nobody with this number signed in as a natural person yet.
    """
    index = blind_index(id_number, purpose="id_number")
    known = Identity.objects.filter(id_number_index=index, login_kind=LoginKind.NATURAL)
    identity = known.select_related("user").latest_used()
    if identity is None or not identity.user.is_active:
        raise ApplicantUnknown(
            _("没有这位办事人的账号。请对方先用自然人身份登录一次本门户，再来窗口办理。"),
            field="number",
        )
    return identity.user


@transaction.atomic
def register(
    *, acting: Acting, applicant: Acting, service: ServicePage, key: UUID, at: datetime
) -> Application:
    """Begin a draft in the applicant's name that this member of staff fills in.

    Raises:
        DeskNotAllowed: no right to register.
        NotOffered, ServiceClosed, KeyTaken: as for every draft.
    """
    if acting.user is None or not may_register(acting):
        raise DeskNotAllowed(_("您没有窗口代录的权限。"))
    draft = start(acting=applicant, service=service, key=key, at=at)
    draft.registered_by = draft.saved_by = acting.user
    draft.save(update_fields=["registered_by", "saved_by"])
    audit.record(
        actor=acting.user,
        acting_for=applicant.on_behalf,
        action="application.register",
        target=f"application:{draft.uuid}",
        detail={"applicant": str(applicant.user.uuid) if applicant.user else ""},
        at=at,
    )
    return draft


def seat_of(membership: Membership) -> Acting:
    """The member, acting for the enterprise with his own rights."""
    return resolve(
        membership.user, login_kind=LoginKind.LEGAL, enterprise_id=membership.enterprise_id
    )


def keeper_of(acting: Acting, application: Application) -> Acting:
    """Whose the files of a draft are: the applicant's, also where staff bring them in."""
    if not is_at_counter(acting, application):
        return acting
    owner = owner_of(application)
    return Acting(
        user=owner.user,
        login_kind=owner.login_kind,
        enterprise_id=owner.enterprise_id,
        enterprise_name=owner.enterprise_name,
        rights=frozenset({Right.READ, Right.FILL}),
    )
