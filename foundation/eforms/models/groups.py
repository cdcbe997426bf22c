"""Groups of fields that several forms use again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.core.fields import PortableStreamField
from foundation.eforms.blocks import GroupFieldsBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupUse:
    """One form that takes a group.

    Attributes:
        title: what the form is for.
        url: where an editor changes and publishes it.
        is_published: the form in force takes the group, not only a draft.
        is_outdated: the form in force says other words than its next publication would.
        problems: what keeps it from being published with the group as it is now.
    """

    title: str
    url: str
    is_published: bool = False
    is_outdated: bool = False
    problems: tuple[str, ...] = ()


Finder = Callable[["FieldGroup"], Iterable[GroupUse]]

_finders: list[Finder] = []


def register_group_uses(finder: Finder) -> None:
    """Let the app above say which of its forms take a group."""
    if finder not in _finders:
        _finders.append(finder)


class FieldGroup(models.Model):
    """Fields under one name; a form takes them as they are when it is published."""

    name = models.CharField(
        _("名称"),
        max_length=60,
        unique=True,
        help_text=_("例如：经办人信息。修改后，引用它的申请表要重新发布才会更新。"),
        error_messages={"unique": _("已有同名的字段组，请换一个名称。")},
    )
    fields = PortableStreamField(GroupFieldsBlock(), verbose_name=_("字段"))

    class Meta:
        verbose_name = _("字段组")
        verbose_name_plural = _("字段组")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def uses(self) -> list[GroupUse]:
        """Every form that takes the group, published or only drafted."""
        return [use for finder in _finders for use in finder(self)]
