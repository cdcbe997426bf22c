"""A private file: to whom it belongs, what it is, where its content lies."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.enums import Right

from . import storage
from .enums import FileKind, FileState
from .policy import CONTENT_TYPES

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Files, by who asks and what they belong to."""

    def alive(self) -> Self:
        """Those that were not deleted."""
        return self.exclude(state=FileState.DELETED)

    def visible_to(self, acting: "Acting") -> Self:
        """Members see the enterprise's, a person the own; staff are asked file by file."""
        if acting.is_staff:
            return self.alive()
        return self.owned_by(acting)

    def owned_by(self, acting: "Acting") -> Self:
        """Those that the enterprise or person acted for may change."""
        if acting.is_legal and acting.may(Right.READ):
            return self.alive().filter(enterprise_id=acting.enterprise_id)
        if acting.is_natural:
            return self.alive().filter(user=acting.user, enterprise_id=None)
        return self.none()

    def attached_to(self, target: str) -> Self:
        """Those of one thing, in the order of upload."""
        return self.attached_to_any([target])

    def attached_to_any(self, targets: Iterable[str]) -> Self:
        """Those of several things, in the order of upload."""
        return self.alive().filter(attached_to__in=targets).order_by("uploaded_at", "pk")

    def unused_since(self, at: datetime) -> Self:
        """Uploads that nothing took up since `at`."""
        return self.filter(state=FileState.PENDING, uploaded_at__lt=at)

    def total_bytes(self) -> int:
        """How much room they take."""
        total: int | None = self.alive().aggregate(total=Sum("size_bytes"))["total"]
        return total or 0


class StoredFile(models.Model):
    """One private file. Its content never changes; a correction is another file."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise_id = models.BigIntegerField(_("所属企业"), null=True, blank=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("所属个人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stored_files",
    )
    purpose = models.CharField(_("用途"), max_length=40)
    attached_to = models.CharField(_("所属事项"), max_length=80, blank=True, db_index=True)
    name = models.CharField(_("文件名"), max_length=160)
    kind = models.CharField(_("格式"), max_length=10, choices=FileKind.choices)
    size_bytes = models.PositiveBigIntegerField(_("大小（字节）"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    key = models.CharField(_("存储名"), max_length=40, unique=True, editable=False)
    state = models.CharField(
        _("状态"), max_length=10, choices=FileState.choices, default=FileState.PENDING
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("上传人"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("上传时间"))

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("私有文件")
        verbose_name_plural = _("私有文件")
        default_permissions = ("view",)
        indexes: ClassVar = [models.Index(fields=["state", "uploaded_at"], name="file_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=FileState.FROZEN, attached_to=""),
                name="frozen_file_belongs_to_something",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is downloaded."""
        return reverse("files:serve", args=[self.uuid])

    @property
    def content_type(self) -> str:
        """The type by content."""
        return CONTENT_TYPES[FileKind(self.kind)]

    @property
    def path(self) -> Path:
        """Where the content lies."""
        return storage.path_of(self.key)
