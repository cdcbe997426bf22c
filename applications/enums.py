"""States of a matter, and what a person calls them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Inner states; the label is what the applicant reads (domain facts, 4.4)."""

    DRAFT = "draft", _("草稿（未提交）")
    SUBMITTED = "submitted", _("待受理")
    CORRECTION_BEFORE = "correction_before", _("待补正")
    ACCEPTED = "accepted", _("在办 · 已受理")
    DEEMED_ACCEPTED = "deemed_accepted", _("在办（视为受理）")
    EXAMINING = "examining", _("在办 · 审查")
    CORRECTION_AFTER = "correction_after", _("在办 · 待补正")
    SPECIAL = "special", _("在办 · 特别程序")
    DECIDING = "deciding", _("在办 · 决定")
    WITHDRAW_REQUESTED = "withdraw_requested", _("申请撤回")
    WITHDRAWN = "withdrawn", _("已撤回")
    NOT_ACCEPTED = "not_accepted", _("不予受理")
    GRANTED = "granted", _("准予许可")
    REJECTED = "rejected", _("不予许可")
    LAPSED = "lapsed", _("逾期终止")
    DELIVERED = "delivered", _("办结")


class ClockKind(models.TextChoices):
    """What an entry of the clock's ledger says."""

    RECEIVED = "received", _("收到申请")
    ACCEPTED = "accepted", _("受理")
    STOPPED = "stopped", _("停止计时")
    RESUMED = "resumed", _("恢复计时")
    EXTENDED = "extended", _("延长期限")
    ENDED = "ended", _("办结")


class PauseCause(models.TextChoices):
    """Why days are not counted: told to the applicant in writing (Licensing Law art. 45)."""

    CORRECTION = "correction", _("申请人补正")
    SITE_CHECK = "site_check", _("现场检查")
    TEST = "test", _("检验检测")
    EXPERT = "expert", _("专家评审")
    HEARING = "hearing", _("听证")
    RECTIFICATION = "rectification", _("企业整改")


class RefusalCause(models.TextChoices):
    """Why an application is not taken up at all (Licensing Law art. 32)."""

    NOT_OURS = "not_ours", _("不属于本机关职权范围")
    NOT_NEEDED = "not_needed", _("依法不需要取得行政许可")


class PaperKind(models.TextChoices):
    """Receipts and notices (domain facts, 4.4 and 4.7)."""

    RECEIPT = "receipt", _("收件凭证")
    CORRECTION = "correction", _("补正材料通知书")
    ACCEPTANCE = "acceptance", _("受理通知书")
    NOT_ACCEPTED = "not_accepted", _("不予受理通知书")
    DEEMED = "deemed", _("视为受理告知书")
    SPECIAL = "special", _("特别程序告知书")
    EXTENSION = "extension", _("延期通知书")
    WITHDRAWAL = "withdrawal", _("撤回申请书")
    TERMINATION = "termination", _("终止办理通知书")
    GRANT = "grant", _("准予许可决定书")
    REJECTION = "rejection", _("不予许可决定书")
    DELIVERY = "delivery", _("送达回证")


class Side(models.TextChoices):
    """Who speaks in the thread of a matter."""

    APPLICANT = "applicant", _("申请人")
    STAFF = "staff", _("药监局")


class Stars(models.IntegerChoices):
    """The five levels of 好差评 (GB/T 39735-2020)."""

    EXCELLENT = 5, _("非常满意")
    GOOD = 4, _("满意")
    FAIR = 3, _("基本满意")
    POOR = 2, _("不满意")
    BAD = 1, _("非常不满意")


class UnmaskReason(models.TextChoices):
    """What staff need a full personal number for."""

    IDENTITY = "identity", _("核对申请人身份")
    CONTACT = "contact", _("联系申请人")
    MATERIALS = "materials", _("与材料比对")
    INQUIRY = "inquiry", _("投诉、信访或执法核查")


# In whose name staff act; applicants read this, never a person's name.
AUTHORITY = "北京市药品监督管理局"

# 在办申请 holds everything submitted and not ended, 申请撤回 included (manual, chapter 4).
OPEN_STATES = (
    State.SUBMITTED,
    State.CORRECTION_BEFORE,
    State.ACCEPTED,
    State.DEEMED_ACCEPTED,
    State.EXAMINING,
    State.CORRECTION_AFTER,
    State.SPECIAL,
    State.DECIDING,
    State.WITHDRAW_REQUESTED,
)
# States in which nobody's days are counted.
STOPPED_STATES = (State.CORRECTION_BEFORE, State.CORRECTION_AFTER, State.SPECIAL)
# 历史申请 holds what has ended.
ENDED_STATES = (
    State.WITHDRAWN,
    State.NOT_ACCEPTED,
    State.GRANTED,
    State.REJECTED,
    State.LAPSED,
    State.DELIVERED,
)

GOOD_ENDS = (State.GRANTED, State.DELIVERED)

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
    State.CORRECTION_BEFORE: "wait",
    State.ACCEPTED: "run",
    State.DEEMED_ACCEPTED: "run",
    State.EXAMINING: "run",
    State.CORRECTION_AFTER: "wait",
    State.SPECIAL: "wait",
    State.DECIDING: "run",
    State.WITHDRAW_REQUESTED: "wait",
    State.WITHDRAWN: "neutral",
    State.NOT_ACCEPTED: "no",
    State.GRANTED: "ok",
    State.REJECTED: "no",
    State.LAPSED: "no",
    State.DELIVERED: "ok",
}
