"""The record and the head of its chain."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .chain import GENESIS, digest, moment
from .errors import AppendOnly


class AuditRecordQuerySet(models.QuerySet["AuditRecord"]):
    """Records, for reading only."""

    def about(self, target: str) -> Self:
        """Everything that was done to one thing, in order."""
        return self.filter(target=target).order_by("number")

    def refused(self) -> Self:
        """What was not allowed."""
        return self.filter(allowed=False)

    def update(self, **_values: Any) -> NoReturn:
        """Refuse: what was recorded stays."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refuse: what was recorded stays."""
        raise AppendOnly

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: a record enters through the chain only."""
        raise AppendOnly

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: what was recorded stays."""
        raise AppendOnly


class AuditRecord(models.Model):
    """Who did what, for whom, on what, when, from where, and whether it was allowed.

    The actor is kept by key and name, without a foreign key: a record outlives the account.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.BigIntegerField(_("序号"), unique=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor_id = models.CharField(_("用户标识"), max_length=40, blank=True)
    actor_name = models.CharField(_("用户"), max_length=80, blank=True)
    acting_for = models.CharField(_("代表"), max_length=120, blank=True)
    action = models.CharField(_("操作"), max_length=60)
    target = models.CharField(_("对象"), max_length=200, blank=True)
    allowed = models.BooleanField(_("已允许"), default=True)
    address = models.CharField(_("来源地址"), max_length=60, blank=True)
    detail = models.JSONField(_("详情"), default=dict, blank=True)
    previous_hash = models.CharField(_("上一条校验值"), max_length=64)
    hash = models.CharField(_("校验值"), max_length=64)

    objects = AuditRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计记录")
        ordering: ClassVar = ["-number"]
        default_permissions = ("view",)
        indexes: ClassVar = [
            models.Index(fields=["target", "number"], name="audit_by_target"),
            models.Index(fields=["action", "number"], name="audit_by_action"),
            models.Index(fields=["allowed", "number"], name="audit_by_allowed"),
            models.Index(fields=["actor_id", "number"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to change."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: what was recorded stays."""
        raise AppendOnly

    @property
    def hashed_content(self) -> dict[str, Any]:
        """Every fact of the record, as it enters the hash."""
        at: datetime = self.at
        return {
            "uuid": str(self.uuid),
            "number": self.number,
            "at": moment(at),
            "actor_id": self.actor_id,
            "actor_name": self.actor_name,
            "acting_for": self.acting_for,
            "action": self.action,
            "target": self.target,
            "allowed": self.allowed,
            "address": self.address,
            "detail": self.detail,
            "previous_hash": self.previous_hash,
        }

    def compute_hash(self) -> str:
        """The hash that the content demands."""
        return digest(self.hashed_content)


class ChainHead(models.Model):
    """The end of the chain, in one row: locked while a record is appended."""

    number = models.BigIntegerField(_("最后序号"), default=0)
    hash = models.CharField(_("最后校验值"), max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("审计链末端")
        verbose_name_plural = _("审计链末端")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)
