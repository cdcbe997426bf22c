"""Special users: apply, be admitted or returned, correct and apply again."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext

from foundation.core.clock import local_date
from foundation.core.errors import Conflict
from foundation.core.validators import substitute_code
from identity_sandbox import documents
from identity_sandbox.enums import AccountKind, MemberRole, SpecialState
from identity_sandbox.models import (
    SandboxUser,
    SpecialApplication,
    SpecialDocument,
    SpecialStep,
)
from identity_sandbox.workflow import APPROVE, RESUBMIT, TABLE

NUMBER_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
NUMBER_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Papers:
    """Documents that come with an application, and those before that are taken back."""

    received: list[documents.Received]
    dropped: list[uuid.UUID]


def is_taken(username: str, *, apart_from: int | None = None) -> bool:
    """Whether an account has the name, or an application other than this one waits for it."""
    if SandboxUser.objects.filter(username__iexact=username).exists():
        return True
    waiting = SpecialApplication.objects.filter(username__iexact=username)
    return waiting.exclude(pk=apart_from or 0).exists()


def refuse_taken(username: str, *, apart_from: int | None = None) -> None:
    """Refuse a user name that is not free.

    Raises:
        Conflict: an account or another application has it.
    """
    if is_taken(username, apart_from=apart_from):
        raise Conflict(gettext("用户名已被使用，请换一个。"), field="username")


@transaction.atomic
def apply(
    application: SpecialApplication, *, password: str, papers: Papers, at: datetime
) -> SpecialApplication:
    """Take an application; its receipt number is what the applicant comes back with.

    Raises:
        Conflict: the user name was taken meanwhile.
    """
    refuse_taken(application.username, apart_from=application.pk)
    application.number = _new_number(at)
    application.password = make_password(password)
    application.submitted_at = at
    application.save()
    _take_papers(application, papers)
    _note(application, "apply", before=SpecialState.PENDING, at=at)
    return application


def _new_number(at: datetime) -> str:
    tail = "".join(secrets.choice(NUMBER_ALPHABET) for _ in range(NUMBER_LENGTH))
    return f"TS{local_date(at):%Y%m%d}{tail}"


def _take_papers(application: SpecialApplication, papers: Papers) -> None:
    """Write documents; what was written is removed again where the transaction fails."""
    kept: list[uuid.UUID] = []
    try:
        for received in papers.received:
            kept.append(documents.keep(received))
            SpecialDocument.objects.create(
                application=application,
                key=kept[-1],
                name=received.name,
                content_type=received.content_type,
                size_bytes=len(received.content),
                sha256=received.sha256,
            )
    except BaseException:
        documents.forget(kept)
        raise
    dropped = application.documents.filter(key__in=papers.dropped)
    keys = list(dropped.values_list("key", flat=True))
    dropped.delete()
    transaction.on_commit(partial(documents.forget, keys))


@transaction.atomic
def resubmit(
    application: SpecialApplication, *, password: str, papers: Papers, at: datetime
) -> SpecialApplication:
    """Send a returned application in again; an empty password keeps the one before.

    Raises:
        Conflict: it is not returned (any more), or the user name was taken meanwhile.
    """
    _move(application, RESUBMIT, at=at)
    refuse_taken(application.username, apart_from=application.pk)
    if password:
        application.password = make_password(password)
    application.submitted_at = at
    application.save()
    _take_papers(application, papers)
    return application


@transaction.atomic
def decide(
    application: SpecialApplication, *, move: str, by: SandboxUser, note: str, at: datetime
) -> None:
    """Admit or return the application that the operator saw, in the version that was seen.

    Raises:
        Conflict: it was decided or changed meanwhile, or the user name was taken.
    """
    _move(application, move, by=by, note=note, at=at)
    if move == APPROVE:
        _open_account(application, at)


def _move(
    application: SpecialApplication,
    name: str,
    *,
    at: datetime,
    by: SandboxUser | None = None,
    note: str = "",
) -> None:
    """One row of the table: a conditional update on state and version, and the record of it."""
    move = TABLE[name]
    before = application.state
    mine = SpecialApplication.objects.filter(
        pk=application.pk, version=application.version, state__in=move.sources
    )
    if not mine.update(state=move.target, version=application.version + 1):
        raise Conflict(gettext("这份申请刚刚有变化，请重新查看后再操作。"))
    application.state = move.target
    application.version += 1
    _note(application, name, before=before, by=by, note=note, at=at)


def _note(
    application: SpecialApplication,
    move: str,
    *,
    before: str,
    at: datetime,
    by: SandboxUser | None = None,
    note: str = "",
) -> None:
    SpecialStep.objects.create(
        application=application,
        move=move,
        before=before,
        after=application.state,
        by=by,
        note=note,
        at=at,
    )


def _open_account(application: SpecialApplication, at: datetime) -> None:
    """Make the account, with a substitute code where others have their credit code."""
    if SandboxUser.objects.filter(username__iexact=application.username).exists():
        raise Conflict(gettext("申请的用户名已被占用，请退回并请申请人换一个用户名。"))
    account = SandboxUser.objects.create(
        username=application.username,
        password=application.password,
        email=application.email,
        kind=AccountKind.LEGAL,
        phone=application.phone,
        enterprise_name=application.name,
        credit_code=substitute_code(
            country=application.country, year=local_date(at).year, serial=application.pk
        ),
        enterprise_type=application.get_kind_display(),
        legal_representative=application.legal_representative,
        agent_name=application.agent_name,
        agent_id_number=application.document_number,
        agent_id_kind=application.document_kind,
        member_role=MemberRole.ADMIN,
    )
    SpecialApplication.objects.filter(pk=application.pk).update(account=account)


def waiting_with(*, username: str, password: str) -> SpecialApplication | None:
    """The application of somebody who tries to sign in before it was admitted."""
    waiting = SpecialApplication.objects.filter(username=username)
    application = waiting.exclude(state=SpecialState.APPROVED).first()
    if application is None or not check_password(password, application.password):
        return None
    return application


def find_by_password(*, number: str, password: str) -> SpecialApplication | None:
    """The application with this number, where the password is its own."""
    application = SpecialApplication.objects.filter(number=number.strip().upper()).first()
    if application is None:
        make_password(password)  # as long as with a number that exists
        return None
    return application if check_password(password, application.password) else None


def find_by_phone(*, number: str, phone: str) -> SpecialApplication | None:
    """The application with this number, where the phone is its own."""
    application = SpecialApplication.objects.filter(number=number.strip().upper()).first()
    if application is None:
        return None
    same = constant_time_compare(_digits(application.phone), _digits(phone))
    return application if same else None


def _digits(phone: str) -> str:
    return "".join(char for char in phone if char.isascii() and char.isdigit())
