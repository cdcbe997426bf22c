"""Submission: complete or not at all; one number, frozen files, however often it is clicked."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from applications.enums import State
from applications.errors import Incomplete, MoveNotAllowed, MoveNotOpen
from applications.models import Application
from applications.permissions import may_move
from applications.workflow import MOVES
from foundation.accounts.acting import Acting
from foundation.eforms.settling import settle
from foundation.eforms.validation import check
from foundation.files import services as files
from foundation.files.models import StoredFile

from .check_codes import new_check_code
from .drafts import require_open
from .moves import claim, write_transition
from .renewal import require_accepted
from .surroundings import around

CODE_TRIES = 5


def missing_answers(
    application: Application, *, at: datetime, step: int | None = None
) -> dict[str, str]:
    """What still stands between the draft, or one step of it, and submission: a sentence per key."""
    return check(
        application.form_version.compiled,
        application.answers,
        final=True,
        around=around(application, at=at),
        step=step,
    )


def submit(*, acting: Acting, application: Application, at: datetime) -> Application:
    """Send the draft; sending it again returns the same matter with the same number.

    Raises:
        MoveNotAllowed: no right to submit.
        Incomplete: answers missing or wrong.
        MoveNotOpen: it was sent and then moved on.
        ServiceClosed: outside of the times at which the service is open.
        FormOutdated: begun with a form that is taken no longer.
    """
    step = MOVES["submit"]
    if not may_move(acting, application, step):
        raise MoveNotAllowed(_("您可以填写但不能提交，请由企业管理员或经办人提交。"))
    application.refresh_from_db()
    if application.state == State.SUBMITTED:
        return application
    if application.is_draft and application.service is not None:
        require_open(application.service, at=at)
    if application.is_draft:
        require_accepted(application, at=at)
    errors = missing_answers(application, at=at)
    if errors and application.is_draft:
        raise Incomplete(_("还有 %(n)d 处需要填写或修改。") % {"n": len(errors)}, errors=errors)
    try:
        with transaction.atomic():
            _settle(application, at=at)
            _number(application, acting=acting, at=at)
            files.freeze(target=str(application.uuid))
            write_transition(application, step, acting=acting, at=at)
    except MoveNotOpen:
        application.refresh_from_db()
        if application.state != State.SUBMITTED:
            raise
    return application


def _settle(application: Application, *, at: datetime) -> None:
    """What is sent are the answers that count; files of questions no longer asked go."""
    definition = application.form_version.compiled
    answers = settle(definition, application.answers, around(application, at=at))
    dropped = {
        name
        for key, field in definition.inputs.items()
        if field.is_file and key not in answers
        for name in application.answers.get(key, [])
    }
    if answers == application.answers:
        return
    drafts = Application.objects.filter(pk=application.pk, state=State.DRAFT)
    application.answers = answers
    drafts.filter(version=application.version).update(answers=answers)
    attached = StoredFile.objects.attached_to(str(application.uuid))
    for stored in attached.filter(uuid__in=dropped):
        files.expire(stored_file=stored)


def _number(application: Application, *, acting: Acting, at: datetime) -> None:
    step = MOVES["submit"]
    for attempt in range(CODE_TRIES):
        try:
            with transaction.atomic():
                claim(
                    application,
                    step,
                    acting=acting,
                    at=at,
                    check_code=new_check_code(),
                    submitted_at=at,
                )
        except IntegrityError:
            if attempt == CODE_TRIES - 1:
                raise
        else:
            return
