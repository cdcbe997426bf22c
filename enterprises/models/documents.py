"""The document store of an enterprise: files kept to be handed in again and again."""

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.enums import TRASH_DAYS, DocumentKind
from foundation.files.models import StoredFile

from .enterprise import Enterprise

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class StoredDocumentQuerySet(models.QuerySet["StoredDocument"]):
    """Documents, by who asks and where they lie."""

    def visible_to(self, acting: "Acting") -> Self:
        """Those of the enterprise acted for; the authority sees what was handed in, not these."""
        return self.filter(enterprise_id=acting.enterprise_id) if acting.is_legal else self.none()

    def kept(self) -> Self:
        """Those that were not thrown away."""
        return self.filter(trashed_at=None)

    def trashed(self) -> Self:
        """Those in the trash, which count as long as they lie there."""
        return self.exclude(trashed_at=None).order_by("-trashed_at", "-pk")

    def trashed_before(self, at: datetime) -> Self:
        """Those that have lain in the trash for its whole time at `at`."""
        return self.filter(trashed_at__lte=at - timedelta(days=TRASH_DAYS))

    def in_force(self, on: date) -> Self:
        """Those that have not expired on that day."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=on))

    def with_files(self) -> Self:
        """Together with their files and who added them."""
        return self.select_related("file", "added_by")


class StoredDocument(models.Model):
    """One file of the store, with what people look for it by."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(
        StoredFile, verbose_name=_("文件"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("类别"), max_length=16, choices=DocumentKind.choices)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("上传人"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("上传时间"))
    trashed_at = models.DateTimeField(_("删除时间"), null=True, blank=True)

    objects = StoredDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("文档")
        verbose_name_plural = _("文档")
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["enterprise", "trashed_at"], name="document_by_enterprise"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def leaves_trash_at(self) -> datetime | None:
        """When it is gone for good, once thrown away."""
        return self.trashed_at + timedelta(days=TRASH_DAYS) if self.trashed_at else None
