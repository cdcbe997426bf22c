"""Asking a colleague of the enterprise to fill in a draft."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import State
from applications.errors import MoveNotAllowed, MoveNotOpen
from applications.models import Application
from applications.permissions import may_fill
from enterprises.enums import RIGHTS
from enterprises.models import Membership
from foundation.accounts.acting import Acting
from foundation.accounts.enums import Right
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.core.clock import local_date
from foundation.core.errors import DomainError
from foundation.notifications import services as notifications

HAND_OVER = "application_hand_over"
NOTE_LENGTH = 300
FILLERS = [role for role, rights in RIGHTS.items() if Right.FILL in rights]


def colleagues_of(*, acting: Acting, application: Application, at: datetime) -> list[Membership]:
    """The others of the draft's enterprise who may fill it in, with their roles."""
    if application.enterprise_id is None:
        return []
    seats = Membership.objects.in_force(local_date(at)).filter(
        enterprise_id=application.enterprise_id, role__in=FILLERS
    )
    return list(seats.exclude(user=acting.user).select_related("user").order_by("role", "pk"))


def hand_over(
    *, acting: Acting, application: Application, colleague: UUID, note: str, at: datetime
) -> User:
    """Ask a colleague to go on with the draft, and tell him; the asker may still fill in too.

    Raises:
        MoveNotAllowed: no right to fill in.
        MoveNotOpen: it was submitted meanwhile.
        DomainError: not a colleague who may fill it in, or too long a note.
    """
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    seats = colleagues_of(acting=acting, application=application, at=at)
    person = next((seat.user for seat in seats if seat.user.uuid == colleague), None)
    if person is None:
        raise DomainError(_("请从列表中选择一位可以填报的同事。"), field="colleague")
    if len(note) > NOTE_LENGTH:
        raise DomainError(_("附言最多 %(n)d 个字，请删减。") % {"n": NOTE_LENGTH}, field="note")
    with transaction.atomic():
        drafts = Application.objects.filter(pk=application.pk, state=State.DRAFT)
        if not drafts.update(handed_to=person):
            raise MoveNotOpen(_("这份申请已经提交，不能再请同事填写。"))
        application.handed_to = person
        _tell(application, person, acting=acting, note=note, at=at)
        _record(application, person, acting=acting, at=at)
    return person


def _tell(
    application: Application, person: User, *, acting: Acting, note: str, at: datetime
) -> None:
    words = _("附言：%(note)s") % {"note": note} if note else ""
    notifications.notify(
        kind=HAND_OVER,
        users=[person],
        title=_("%(who)s 请您填写：%(service)s")
        % {"who": acting.name, "service": application.service_title},
        body=_("这份申请还是草稿，尚未提交。%(words)s") % {"words": words},
        url=application.get_absolute_url(),
        dedup_key=f"application:{application.uuid}:hand_over:{person.pk}:{at.isoformat()}",
        at=at,
        enterprise_id=application.enterprise_id,
    )


def _record(application: Application, person: User, *, acting: Acting, at: datetime) -> None:
    audit.record(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action="application.hand_over",
        target=f"application:{application.uuid}",
        detail={"to": str(person.uuid)},
        at=at,
    )
