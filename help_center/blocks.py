"""When a hotline is answered."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class OpenHoursBlock(blocks.StructBlock):
    """One span of a working day."""

    opens = blocks.TimeBlock(label=_("开始"))
    closes = blocks.TimeBlock(label=_("结束"))

    def clean(self, value: Any) -> Any:
        """A span ends after it begins."""
        value = super().clean(value)
        if not self.is_deferred_validation and value["closes"] <= value["opens"]:
            message = gettext("结束时间应晚于开始时间。")
            raise StructBlockValidationError(block_errors={"closes": ValidationError(message)})
        return value

    class Meta:
        icon = "time"
        label = _("工作日接听时段")


class HoursBlock(blocks.StreamBlock):
    """Hours on working days; none when they were not published."""

    span = OpenHoursBlock()


class NumbersBlock(blocks.StreamBlock):
    """Telephone numbers, as one dials them."""

    number = blocks.RegexBlock(
        regex=r"^[0-9][0-9-]{6,19}$",
        label=_("号码"),
        error_messages={"invalid": _("号码只能由数字和短横线组成，例如 010-89150290。")},
        icon="mobile-alt",
    )
