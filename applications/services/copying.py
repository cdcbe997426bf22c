"""The work of one application, once more as a draft: the old one is not touched."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from applications.errors import MoveNotAllowed, NotOffered
from applications.models import Application
from applications.permissions import owns
from foundation.accounts.acting import Acting
from foundation.eforms.definition import Field
from foundation.eforms.enums import FieldKind
from foundation.eforms.validation import clean_answers
from foundation.files import services as files
from foundation.files.models import StoredFile

from .drafts import save_draft, start


@transaction.atomic
def copy_as_draft(
    *, acting: Acting, application: Application, key: UUID, at: datetime
) -> Application:
    """A new draft in the form in force, with the answers and files that still fit it.

    The same key twice gives the same draft.

    Raises:
        MoveNotAllowed: not one's own.
        NotOffered: the service is gone, or cannot be applied for any more.
    """
    if not owns(acting, application):
        raise MoveNotAllowed(_("只能复制自己的申请。"))
    service = application.service
    if service is None or not service.live:
        raise NotOffered(_("这个事项已不再受理，不能复制。请在办事指南中查找新的事项。"))
    draft = start(acting=acting, service=service, key=key, at=at)
    if draft.copied_from_id or not draft.is_draft:
        return draft
    Application.objects.filter(pk=draft.pk).update(copied_from=application)
    answers = _Copier(acting, application, draft, at).answers()
    return save_draft(
        acting=acting, application=draft, answers=answers, version=draft.version, at=at
    )


class _Copier:
    """What of the old answers fits the new form, with its files copied."""

    def __init__(self, acting: Acting, old: Application, draft: Application, at: datetime) -> None:
        self.acting, self.old, self.draft, self.at = acting, old, draft, at
        stored = StoredFile.objects.attached_to(str(old.uuid))
        self.files = {str(each.uuid): each for each in stored}

    def answers(self) -> dict[str, Any]:
        """Answers of the same keys and kinds, as the form in force reads them."""
        before = self.old.form_version.compiled.inputs
        definition = self.draft.form_version.compiled
        fitting = {
            key: self._copied(field, self.old.answers[key])
            for key, field in definition.inputs.items()
            if key in before
            and before[key].kind == field.kind
            and key in self.old.answers
            and field.kind != FieldKind.DECLARATION  # what one vouches for is vouched for anew
        }
        typed = clean_answers(definition, fitting)
        slots = {key: value for key, value in fitting.items() if definition.inputs[key].is_file}
        return {**typed, **slots}

    def _copied(self, field: Field, value: Any) -> Any:
        if field.is_file:
            names = value if isinstance(value, list) else []
            return [copy for name in names if (copy := self._copy(str(name)))]
        if field.fields and isinstance(value, list):
            return [self._copied_row(field, row) for row in value if isinstance(row, dict)]
        return value

    def _copied_row(self, field: Field, row: dict[str, Any]) -> dict[str, Any]:
        inner = {each.key: each for each in field.fields}
        return {
            key: self._copied(inner[key], value) if key in inner else value
            for key, value in row.items()
        }

    def _copy(self, name: str) -> str:
        stored = self.files.get(name)
        if stored is None or not stored.path.is_file():
            return ""
        made = files.copy(
            acting=self.acting, stored_file=stored, target=str(self.draft.uuid), at=self.at
        )
        return str(made.uuid)
