"""The versions in which a form was published."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.utils.translation import gettext as _t, gettext_lazy as _

from foundation.eforms.definition import Definition
from foundation.eforms.errors import FormVersionFixed

MOST_COMPILED = 200
# Equal digests are equal forms, and a compiled form never changes: every process keeps some.
_compiled: dict[str, Definition] = {}


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    """Published forms; there are questions to ask, nothing to change."""

    def for_series(self, series: str) -> Self:
        """All versions of one form, newest first."""
        return self.filter(series=series).order_by("-number")

    def newest(self, series: str) -> "FormVersion | None":
        """The version in force."""
        return self.for_series(series).first()

    def newest_numbers(self, series: Iterable[str]) -> dict[str, int]:
        """The number in force, of each of several forms."""
        rows = self.filter(series__in=series).order_by().values_list("series")
        return dict(rows.annotate(newest=models.Max("number")))

    def in_force_at(self, series: str, at: datetime) -> "FormVersion | None":
        """The version that was in force at a moment."""
        return self.for_series(series).filter(created_at__lte=at).first()

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse: a version is what applicants were asked."""
        raise FormVersionFixed(_t("已发布的表单版本不能修改，请发布新版本。"))

    def delete(self) -> NoReturn:
        """Refuse: answers are read by the version they were given to."""
        raise FormVersionFixed(_t("已发布的表单版本不能删除。"))


class FormVersion(models.Model):
    """One immutable publication of a form.

    Attributes:
        series: what the form belongs to, for example ``service:<uuid>``.
        number: counts the versions of a series from 1.
    """

    series = models.CharField(_("所属"), max_length=80)
    number = models.PositiveIntegerField(_("版本"))
    definition = models.JSONField(_("定义"))
    digest = models.CharField(_("摘要"), max_length=64)
    created_at = models.DateTimeField(_("发布时间"))

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("表单版本")
        verbose_name_plural = _("表单版本")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="one_form_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.series} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once."""
        if not self._state.adding:
            raise FormVersionFixed(_t("已发布的表单版本不能修改，请发布新版本。"))
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: answers are read by the version they were given to."""
        raise FormVersionFixed(_t("已发布的表单版本不能删除。"))

    @cached_property
    def compiled(self) -> Definition:
        """The form, ready to ask, check and show."""
        found = _compiled.get(self.digest)
        if found is None:
            if len(_compiled) >= MOST_COMPILED:
                _compiled.clear()
            found = _compiled.setdefault(self.digest, Definition.from_json(self.definition))
        return found
