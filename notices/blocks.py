"""Corrections of a published notice."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CorrectionBlock(blocks.StructBlock):
    """What was wrong, what it says now, when and why it was changed."""

    on = blocks.DateBlock(label=_("更正日期"))
    reason = blocks.CharBlock(label=_("更正原因"), max_length=120)
    old = blocks.CharBlock(label=_("原文"), max_length=300)
    new = blocks.CharBlock(label=_("更正为"), max_length=300)

    class Meta:
        icon = "edit"
        label = _("更正")


class CorrectionsBlock(blocks.StreamBlock):
    """All corrections, the latest last."""

    correction = CorrectionBlock()
