"""What staff write for themselves about a matter: notes, and marks on its checklist."""

from datetime import datetime

from django.utils.translation import gettext as _

from applications.errors import DeskNotAllowed, NoteRequired
from applications.models import Application, ChecklistMark, ChecklistPoint, PrivateNote
from applications.permissions import may_work
from foundation.accounts.acting import Acting
from foundation.accounts.models import User
from foundation.core.errors import Missing
from foundation.core.validators import storable

NOTE_LENGTH = 2000
MARK_LENGTH = 200


def add_note(*, acting: Acting, application: Application, text: str, at: datetime) -> PrivateNote:
    """Keep a note among staff.

    Raises:
        DeskNotAllowed: no work on matters.
        NoteRequired: nothing was written, or too much.
    """
    author = _worker(acting)
    text = storable(text).strip()
    if not text:
        raise NoteRequired(_("请先写下备注内容。"), field="text")
    if len(text) > NOTE_LENGTH:
        raise NoteRequired(
            _("备注最多 %(most)d 个字，现有 %(n)d 个，请删减。")
            % {"most": NOTE_LENGTH, "n": len(text)},
            field="text",
        )
    return PrivateNote.objects.create(
        application=application, author=author, author_name=str(author), text=text, at=at
    )


def mark_point(
    *,
    acting: Acting,
    application: Application,
    point: int,
    is_fine: bool,
    note: str = "",
    at: datetime,
) -> ChecklistMark:
    """Say of one point of the checklist that it is in order, or not; the last word counts.

    Raises:
        DeskNotAllowed: no work on matters.
        Missing: the checklist of this service has no such point.
    """
    worker = _worker(acting)
    points = ChecklistPoint.objects.for_service(application.service_code)
    found = points.filter(pk=point).first()
    if found is None:
        raise Missing(_("核对要点已经更新，请刷新页面。"))
    facts = {
        "is_fine": is_fine,
        "note": storable(note).strip()[:MARK_LENGTH],
        "by": worker,
        "at": at,
    }
    mark, _made = ChecklistMark.objects.update_or_create(
        application=application, point=found, defaults=facts
    )
    return mark


def _worker(acting: Acting) -> User:
    if acting.user is None or not acting.is_staff or not may_work(acting.user):
        raise DeskNotAllowed(_("您没有办理申请的权限。"))
    return acting.user
