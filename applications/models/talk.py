"""What applicant and staff say to each other about one matter, and how it was rated."""

from typing import TYPE_CHECKING, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import Side, Stars
from foundation.core.encrypted_field import EncryptedTextField

from .application import Application

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class MatterMessageQuerySet(models.QuerySet["MatterMessage"]):
    """Messages, by who has not read them."""

    def unread_at_the_desk(self) -> Self:
        """Written by the applicant, and nobody at the desk has read it."""
        return self.filter(side=Side.APPLICANT, read_at=None)


class MatterMessage(models.Model):
    """One message of the thread; files are attached to its uuid."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(_("哪一方"), max_length=10, choices=Side.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(_("发送人"), max_length=60)
    text = EncryptedTextField(_("内容"))
    at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)

    objects = MatterMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("办件消息")
        verbose_name_plural = _("办件消息")
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["side", "application"],
                condition=models.Q(read_at=None),
                name="message_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.author_name}"


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings, by who may read them and what is left to do."""

    def visible_to(self, acting: "Acting") -> Self:
        """Those of matters that are there for this person."""
        return self.filter(application__in=Application.objects.visible_to(acting))

    def bad(self) -> Self:
        """Those that somebody calls back about."""
        return self.filter(follow_up_by__isnull=False)

    def waiting(self) -> Self:
        """Bad ones that nobody has called back about yet, the nearest day first."""
        return self.bad().filter(followed_up_at=None).order_by("follow_up_by", "pk")

    def called_back(self) -> Self:
        """Bad ones with an outcome, the latest first."""
        return self.bad().exclude(followed_up_at=None).order_by("-followed_up_at", "-pk")


class Rating(models.Model):
    """好差评: once a matter, after its end; a bad one is called back.

    Attributes:
        stars: overall, 1 to 5 (GB/T 39735-2020).
    """

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="rating", primary_key=True
    )
    stars = models.PositiveSmallIntegerField(_("总体评价"), choices=Stars.choices)
    speed = models.PositiveSmallIntegerField(_("办事效率"), choices=Stars.choices)
    guide = models.PositiveSmallIntegerField(_("指南准确"), choices=Stars.choices)
    ease = models.PositiveSmallIntegerField(_("办理便捷"), choices=Stars.choices)
    platform = models.PositiveSmallIntegerField(_("平台好用"), choices=Stars.choices)
    words = EncryptedTextField(_("评价内容"), blank=True)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("评价时间"))
    follow_up_by = models.DateField(_("回访期限"), null=True, blank=True)
    followed_up_at = models.DateTimeField(_("回访时间"), null=True, blank=True)
    followed_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("回访结果"), max_length=500, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("好差评")
        verbose_name_plural = _("好差评")
        indexes: ClassVar = [
            models.Index(fields=["followed_up_at", "follow_up_by"], name="rating_to_follow_up"),
            models.Index(fields=["at"], name="rating_by_day"),
        ]
        permissions: ClassVar = [("follow_up_rating", _("回访差评"))]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="stars_from_one_to_five",
                condition=models.Q(stars__range=(1, 5), speed__range=(1, 5), guide__range=(1, 5))
                & models.Q(ease__range=(1, 5), platform__range=(1, 5)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.stars}"
