"""States of a matter, and what a person calls them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Inner states; the label is what the applicant reads (domain facts, 4.4)."""

    DRAFT = "draft", _("草稿（未提交）")
    SUBMITTED = "submitted", _("待受理")
    ACCEPTED = "accepted", _("在办 · 已受理")
    EXAMINING = "examining", _("在办 · 审查")
    DECIDING = "deciding", _("在办 · 决定")
    WITHDRAW_REQUESTED = "withdraw_requested", _("申请撤回")
    WITHDRAWN = "withdrawn", _("已撤回")
    NOT_ACCEPTED = "not_accepted", _("不予受理")
    GRANTED = "granted", _("准予许可")
    REJECTED = "rejected", _("不予许可")


class UnmaskReason(models.TextChoices):
    """What staff need a full personal number for."""

    IDENTITY = "identity", _("核对申请人身份")
    CONTACT = "contact", _("联系申请人")
    MATERIALS = "materials", _("与材料比对")
    INQUIRY = "inquiry", _("投诉、信访或执法核查")


# 在办申请 holds everything submitted and not ended, 申请撤回 included (manual, chapter 4).
OPEN_STATES = (
    State.SUBMITTED,
    State.ACCEPTED,
    State.EXAMINING,
    State.DECIDING,
    State.WITHDRAW_REQUESTED,
)
# 历史申请 holds what has ended.
ENDED_STATES = (State.WITHDRAWN, State.NOT_ACCEPTED, State.GRANTED, State.REJECTED)

# The end has another name where nothing is permitted: a filing is taken, a report received.
ENDINGS: dict[str, dict[str, object]] = {
    "service": {State.GRANTED: _("已办结"), State.REJECTED: _("不予办理")},
    "report": {State.GRANTED: _("已接收"), State.REJECTED: _("退回")},
    "inspection": {State.GRANTED: _("报告已签发"), State.REJECTED: _("终止检验")},
}

# How a status chip looks; the words stand beside the colour.
TONES: dict[str, str] = {
    State.DRAFT: "no",
    State.SUBMITTED: "wait",
    State.ACCEPTED: "run",
    State.EXAMINING: "run",
    State.DECIDING: "run",
    State.WITHDRAW_REQUESTED: "wait",
    State.WITHDRAWN: "neutral",
    State.NOT_ACCEPTED: "no",
    State.GRANTED: "ok",
    State.REJECTED: "no",
}
