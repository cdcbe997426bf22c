"""Groups of fields that several forms use again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.core.fields import PortableStreamField
from foundation.eforms.blocks import GroupFieldsBlock


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
