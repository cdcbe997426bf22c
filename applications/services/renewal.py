"""A draft whose form was published anew meanwhile: keep the old one, or go on with the new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from applications.errors import DraftChanged, FormOutdated, MoveNotAllowed, MoveNotOpen
from applications.models import Application
from applications.permissions import may_fill
from foundation.accounts.acting import Acting
from foundation.audit import services as audit
from foundation.eforms import services as eforms
from foundation.eforms.definition import Definition, Field
from foundation.eforms.models import FormVersion
from foundation.files import services as files
from foundation.files.models import StoredFile

# How long after a new form drafts of an older one may still be sent.
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of the answers: those that fit the new form, and the fields of the rest."""

    answers: dict[str, Any]
    kept: tuple[Field, ...]
    lost: tuple[Field, ...]


def newer_form(application: Application) -> FormVersion | None:
    """The form in force, if the draft was begun with an older one."""
    newest = eforms.latest(application.form_version.series)
    if newest is None or newest.number <= application.form_version.number:
        return None
    return newest


def outdated(drafts: Iterable[Application]) -> set[UUID]:
    """Those of several drafts whose form was published anew meanwhile."""
    begun = {draft.uuid: draft.form_version for draft in drafts}
    newest = FormVersion.objects.newest_numbers({version.series for version in begun.values()})
    return {key for key, version in begun.items() if newest[version.series] > version.number}


def awaits_choice(application: Application) -> bool:
    """Whether there is a newer form, and nobody said yet what to do about it."""
    newer = newer_form(application)
    return newer is not None and application.declined_form != newer.number


def kept_until(newer: FormVersion) -> datetime:
    """Until when drafts of the forms before this one are taken."""
    return newer.created_at + KEPT_FOR


def carry_over(old: Definition, new: Definition, answers: Mapping[str, Any]) -> Carried:
    """Sort answers: equal key and equal kind go along, rows child by child."""
    carried: dict[str, Any] = {}
    kept, lost = [], []
    for key, field in old.inputs.items():
        if answers.get(key) in (None, "", [], {}):
            continue
        target = new.inputs.get(key)
        if target is None or target.kind != field.kind:
            lost.append(field)
            continue
        carried[key] = _fitting(field, target, answers[key])
        kept.append(field)
    return Carried(carried, tuple(kept), tuple(lost))


def _fitting(old: Field, new: Field, value: Any) -> Any:
    """An answer as the new field takes it: of rows, the columns that are still asked."""
    if not new.kind.is_rows or not isinstance(value, list):
        return value
    asked = {child.key: child.kind for child in new.fields}
    same = {child.key for child in old.fields if asked.get(child.key) == child.kind}
    return [{key: row[key] for key in row if key in same} for row in value]


def require_accepted(application: Application, *, at: datetime) -> None:
    """Refuse to send answers to a form that is taken no longer.

    Raises:
        FormOutdated: a newer one has been in force for longer than old ones are kept.
    """
    newer = newer_form(application)
    if newer is not None and at >= kept_until(newer):
        raise FormOutdated(_("这份草稿用的是旧版申请表，已停止接收。请换用新版后再提交。"))


@transaction.atomic
def keep_form(*, acting: Acting, application: Application, at: datetime) -> Application:
    """Note that the draft goes on with its old form, so that nobody is asked again.

    Raises:
        MoveNotAllowed, MoveNotOpen: as for every change to a draft.
        FormOutdated: the old form is taken no longer.
    """
    locked = _locked(acting, application)
    require_accepted(locked, at=at)
    newer = newer_form(locked)
    locked.declined_form = newer.number if newer else None
    locked.save(update_fields=["declined_form"])
    return locked


@transaction.atomic
def renew_draft(
    *, acting: Acting, application: Application, version: int, at: datetime
) -> tuple[Application, Carried]:
    """Go on with the form in force; answers of equal key and kind go along.

    Raises:
        MoveNotAllowed: no right to fill in.
        MoveNotOpen: it was submitted meanwhile.
        DraftChanged: somebody saved since the choice was shown.
    """
    locked = _locked(acting, application)
    if locked.version != version:
        raise DraftChanged(_("这份草稿刚刚在另一个窗口或由同事保存过。请重新核对后再选择。"))
    newer = newer_form(locked)
    old = locked.form_version.compiled
    if newer is None:
        return locked, carry_over(old, old, locked.answers)
    carried = carry_over(old, newer.compiled, locked.answers)
    _drop_files(locked, carried, acting=acting)
    before, locked.form_version, locked.answers = locked.form_version, newer, carried.answers
    locked.declined_form, locked.saved_at, locked.saved_by = None, at, acting.user
    locked.version += 1
    locked.save()
    _record(locked, before, carried, acting=acting, at=at)
    return locked, carried


def _locked(acting: Acting, application: Application) -> Application:
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.is_draft:
        raise MoveNotOpen(_("这份申请已经提交，不能再换用新版申请表。"))
    return locked


def _drop_files(locked: Application, carried: Carried, *, acting: Acting) -> None:
    """Take away the files of fields that the new form does not ask."""
    gone = {
        name
        for field in carried.lost
        if field.is_file
        for name in locked.answers.get(field.key, [])
    }
    held = StoredFile.objects.attached_to(str(locked.uuid)).filter(uuid__in=[*map(UUID, gone)])
    for stored in held:
        files.remove(acting=acting, file_uuid=stored.uuid)


def _record(
    locked: Application, before: FormVersion, carried: Carried, *, acting: Acting, at: datetime
) -> None:
    audit.record(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action="application.renew_form",
        target=f"application:{locked.uuid}",
        detail={
            "from": before.number,
            "to": locked.form_version.number,
            "lost": [field.key for field in carried.lost],
        },
        at=at,
    )
