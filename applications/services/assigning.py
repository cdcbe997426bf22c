"""Who works on which matter: shared out in batches, or taken over by oneself."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from applications.errors import AssignmentNotAllowed, ColleagueNotFitting, DeskNotAllowed
from applications.models import Application
from applications.permissions import may_assign, may_work
from foundation.accounts.acting import Acting
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.core.errors import Missing

MOST_AT_ONCE = 200


def assign(*, acting: Acting, ids: Sequence[int], to: User, at: datetime) -> int:
    """Give open matters to a colleague; all of them or none.

    Returns:
        How many changed hands; those he had already are left alone.

    Raises:
        AssignmentNotAllowed: no right to share out work, or more than fits one step.
        ColleagueNotFitting: the colleague does not work on matters.
        Missing: one of them is not there for this person, or has ended.
    """
    if not may_assign(acting):
        raise AssignmentNotAllowed(_("您没有分派办件的权限。"))
    if not may_work(to):
        raise ColleagueNotFitting(_("这位同事没有办件权限，请选择受理、审查或决定人员。"))
    return _give(acting=acting, ids=ids, to=to, at=at)


def take_over(*, acting: Acting, application: Application, at: datetime) -> None:
    """Take a matter over oneself, whoever had it.

    Raises:
        DeskNotAllowed: no right to work on matters.
        Missing: it has ended, or is not there for this person.
    """
    if acting.user is None or not acting.is_staff or not may_work(acting.user):
        raise DeskNotAllowed(_("您没有办理申请的权限。"))
    _give(acting=acting, ids=[application.pk], to=acting.user, at=at)


@transaction.atomic
def _give(*, acting: Acting, ids: Sequence[int], to: User, at: datetime) -> int:
    wanted = set(ids)
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise AssignmentNotAllowed(
            _("请选择 1 到 %(most)d 件办件后再分派。") % {"most": MOST_AT_ONCE}
        )
    open_ones = Application.objects.visible_to(acting).open().filter(pk__in=wanted)
    matters = list(open_ones.select_for_update().order_by("pk"))
    if len(matters) != len(wanted):
        raise Missing(_("选中的办件里有已经办结或您无权处理的，请刷新列表后重新选择。"))
    changing = [matter for matter in matters if matter.assigned_to_id != to.pk]
    Application.objects.filter(pk__in=[matter.pk for matter in changing]).update(assigned_to=to)
    for matter in changing:
        audit.record(
            actor=acting.user,
            acting_for=acting.on_behalf,
            action="application.assign",
            target=f"application:{matter.uuid}",
            detail={"to": to.username, "from": matter.assigned_to_id or ""},
            at=at,
        )
    return len(changing)
