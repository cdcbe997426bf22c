"""Telling people, and delivering what leaves the portal."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NotRequired, TypedDict, Unpack
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_tasks import task

from foundation.accounts.acting import Acting
from foundation.accounts.models import User
from foundation.core import clock
from foundation.core.errors import Missing

from .channels import SENDERS
from .enums import Channel, DeliveryState
from .errors import Undeliverable
from .models import Message, Outbox

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MAX_ATTEMPTS = 10
BATCH = 200


class News(TypedDict):
    """One message for several people.

    `dedup_key` names the event: the same event told twice reaches a person once.
    `enterprise_id` is given where the news is the enterprise's and not the person's own;
    then only members acting for it see it.
    """

    kind: str
    users: Iterable[User]
    title: str
    body: str
    url: str
    dedup_key: str
    at: datetime
    enterprise_id: NotRequired[int | None]


@transaction.atomic
def notify(**news: Unpack[News]) -> None:
    """Write a message for each person, and a mail for those with an address."""
    people = list({user.pk: user for user in news["users"]}.values())
    Message.objects.bulk_create([_message(user, news) for user in people], ignore_conflicts=True)
    mails = [_mail(user, news) for user in people if user.email]
    if mails:
        Outbox.objects.bulk_create(mails, ignore_conflicts=True)
        transaction.on_commit(deliver_due.enqueue, robust=True)


def unread_count(user: User, *, enterprise_id: int | None = None) -> int:
    """How many messages wait for a person, acting for oneself or for that enterprise."""
    login = Acting(user=user, enterprise_id=enterprise_id)
    return Message.objects.visible_to(login).unread().count()


def mark_read(*, acting: Acting, message_uuid: UUID, at: datetime) -> Message:
    """Note that a message was opened; the first time counts."""
    message = Message.objects.visible_to(acting).filter(uuid=message_uuid).first()
    if message is None:
        raise Missing(_("没有找到这条消息。"))
    Message.objects.unread().filter(pk=message.pk).update(read_at=at)
    message.refresh_from_db()
    return message


def mark_all_read(*, acting: Acting, at: datetime) -> int:
    """Note that everything visible was read."""
    return Message.objects.visible_to(acting).unread().update(read_at=at)


@task()
def deliver_due() -> int:
    """Deliver what is due, as a job; twice at the same time does no harm."""
    return deliver_all(at=clock.now())


def deliver_all(*, at: datetime) -> int:
    """Try everything that is due and return how many left the portal."""
    due = Outbox.objects.due(at).values_list("pk", flat=True)[:BATCH]
    return sum(deliver(pk, at=at) for pk in list(due))


def deliver(pk: int, *, at: datetime) -> bool:
    """Try one delivery; whoever claims it first does it, the other finds nothing to do."""
    claim = Outbox.objects.due(at).filter(pk=pk).order_by()
    claimed = claim.update(
        state=DeliveryState.SENDING, attempts=F("attempts") + 1, next_try_at=at + LEASE
    )
    if not claimed:
        return False
    outbox = Outbox.objects.get(pk=pk)
    try:
        SENDERS[outbox.channel](outbox)
    except Undeliverable as error:
        _give_up(outbox, str(error))
        return False
    except Exception as error:  # noqa: BLE001 (whatever a mail server does, it is tried again)
        _try_later(outbox, type(error).__name__, at=at)
        return False
    Outbox.objects.filter(pk=pk).update(state=DeliveryState.SENT, sent_at=at, last_error="")
    return True


def _message(user: User, news: News) -> Message:
    return Message(
        recipient=user,
        enterprise_id=news.get("enterprise_id"),
        kind=news["kind"],
        title=news["title"][:200],
        body=news["body"],
        url=news["url"],
        created_at=news["at"],
        dedup_key=news["dedup_key"],
    )


def _mail(user: User, news: News) -> Outbox:
    facts = {key: str(news[key]) for key in ("title", "body", "url")}
    return Outbox(
        channel=Channel.MAIL,
        payload={"user_id": user.pk, **facts},
        next_try_at=news["at"],
        created_at=news["at"],
        dedup_key=f"mail:{user.pk}:{news['dedup_key']}",
    )


def _try_later(outbox: Outbox, error: str, *, at: datetime) -> None:
    if outbox.attempts >= MAX_ATTEMPTS:
        _give_up(outbox, error)
        return
    pause = min(FIRST_PAUSE * 2 ** (outbox.attempts - 1), LONGEST_PAUSE)
    log.warning("delivery_postponed", outbox=str(outbox.uuid), error=error)
    Outbox.objects.filter(pk=outbox.pk).update(
        state=DeliveryState.WAITING, next_try_at=at + pause, last_error=error
    )


def _give_up(outbox: Outbox, error: str) -> None:
    log.error("delivery_failed", outbox=str(outbox.uuid), error=error)
    Outbox.objects.filter(pk=outbox.pk).update(state=DeliveryState.FAILED, last_error=error)
