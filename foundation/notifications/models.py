"""Messages to people, and what waits to leave the portal."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import User

from .enums import OPEN_STATES, Channel, DeliveryState
from .kinds import label_of

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, by who asks."""

    def for_user(self, user: User) -> Self:
        """Everything a person was told, in whatever role."""
        return self.filter(recipient=user)

    def visible_to(self, acting: "Acting") -> Self:
        """One's own, and of those about an enterprise only the one acted for."""
        if acting.user is None:
            return self.none()
        mine = Q(enterprise_id=None)
        if acting.enterprise_id is not None:
            mine |= Q(enterprise_id=acting.enterprise_id)
        return self.for_user(acting.user).filter(mine)

    def unread(self) -> Self:
        """Those not yet opened."""
        return self.filter(read_at=None)


class Message(models.Model):
    """One message to one person, in the portal."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("收件人"),
        on_delete=models.CASCADE,
        related_name="portal_messages",
    )
    enterprise_id = models.BigIntegerField(_("所属企业"), null=True, blank=True)
    kind = models.CharField(_("类型"), max_length=40)
    title = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("内容"), blank=True)
    url = models.CharField(_("链接"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)
    dedup_key = models.CharField(max_length=160, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering: ClassVar = ["-created_at", "-pk"]
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="message_by_recipient"),
            models.Index(
                fields=["recipient"], condition=Q(read_at=None), name="message_unread_by_recipient"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recipient", "dedup_key"], name="one_message_per_event_and_person"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """The kind, in words."""
        return label_of(self.kind)


class OutboxQuerySet(models.QuerySet["Outbox"]):
    """Deliveries, by what is to be done."""

    def due(self, at: datetime) -> Self:
        """Those to be tried now; one taken by a worker that died comes back after its lease."""
        return self.filter(state__in=OPEN_STATES, next_try_at__lte=at).order_by("next_try_at", "pk")

    def stuck_since(self, at: datetime) -> Self:
        """Those that should have been tried before `at` and were not."""
        return self.filter(state__in=OPEN_STATES, next_try_at__lt=at)

    def failed(self) -> Self:
        """Those given up."""
        return self.filter(state=DeliveryState.FAILED)


class Outbox(models.Model):
    """Something to leave the portal, written in the transaction that caused it.

    `next_try_at` is when to try; while a worker is at it, when its lease ends.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("渠道"), max_length=10, choices=Channel.choices)
    payload = models.JSONField(_("内容"))
    state = models.CharField(
        _("状态"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    next_try_at = models.DateTimeField(_("下次尝试"))
    created_at = models.DateTimeField(_("生成时间"))
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)
    last_error = models.CharField(_("最近错误"), max_length=120, blank=True)
    dedup_key = models.CharField(max_length=200, unique=True, editable=False)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("待发消息")
        verbose_name_plural = _("待发消息")
        default_permissions = ("view",)
        indexes: ClassVar = [models.Index(fields=["state", "next_try_at"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
