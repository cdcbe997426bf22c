"""Services that a person keeps at hand."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting
    from foundation.accounts.models import User


class FavouriteQuerySet(models.QuerySet["Favourite"]):
    """Favourites belong to a person, whomever the person acts for."""

    def visible_to(self, acting: "Acting") -> Self:
        """One's own; a visitor has none."""
        return self.for_user(acting.user) if acting.user else self.none()

    def for_user(self, user: "User") -> Self:
        """Of one person, as the person arranged them; what is new stands first."""
        return self.filter(user=user).order_by("position", "-created_at", "-pk")

    def with_services(self) -> Self:
        """With their service pages, only those that are published."""
        return self.filter(service__live=True).select_related("service", "service__sector")


class Favourite(models.Model):
    """One service that one person keeps."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites"
    )
    service = models.ForeignKey(
        "service_catalog.ServicePage", on_delete=models.CASCADE, related_name="favourites"
    )
    created_at = models.DateTimeField(_("收藏时间"))
    position = models.IntegerField(_("顺序"), default=0)

    objects = FavouriteQuerySet.as_manager()

    class Meta:
        verbose_name = _("收藏")
        verbose_name_plural = _("收藏")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "service"], name="one_favourite_per_user_and_service"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.service_id}"
