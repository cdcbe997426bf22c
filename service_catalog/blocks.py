"""What a guide is made of: conditions, steps, materials, the law behind it, questions."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructValue
from wagtail.documents.blocks import DocumentChooserBlock

from foundation.core.blocks import RICH_TEXT_FEATURES
from foundation.eforms.enums import FileKind

CHECKED_BY_SYSTEM = "系统核验"


class FlowStepBlock(blocks.StructBlock):
    """One step of the procedure, as the authority promises it."""

    name = blocks.CharBlock(label=_("环节"), max_length=40)
    days = blocks.CharBlock(
        label=_("时限"),
        max_length=60,
        required=False,
        default="",
        help_text=_("例如：5 个工作日内。"),
    )
    who = blocks.CharBlock(label=_("办理人员"), max_length=60, required=False, default="")
    standard = blocks.CharBlock(label=_("标准"), max_length=200, required=False, default="")
    result = blocks.CharBlock(label=_("结果"), max_length=100, required=False, default="")

    class Meta:
        icon = "arrow-right"
        label = _("环节")


class MaterialValue(StructValue):
    """A material that can say itself in words."""

    @property
    def is_checked_by_system(self) -> bool:
        """Whether the authority looks it up by itself."""
        return bool(self.get("source") == CHECKED_BY_SYSTEM)

    @property
    def demand(self) -> str:
        """Whether one has to hand it in."""
        if self.is_checked_by_system:
            return gettext("不用提交")
        if self.get("may_follow"):
            return gettext("可容缺，受理后补交")
        return gettext("必须提交") if self.get("required") else gettext("符合条件时提交")

    @property
    def check_points(self) -> list[str]:
        """What is looked at, one sentence each."""
        lines = str(self.get("checks") or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    @property
    def formats(self) -> str:
        """Which files may be uploaded."""
        labels = dict(FileKind.choices)
        return "、".join(str(labels[kind]) for kind in self.get("accept") or [] if kind in labels)

    @property
    def files(self) -> list[tuple[str, Any]]:
        """What can be downloaded for it: the name of the link, and the document."""
        offered = (
            (gettext("空白表格"), self.get("template")),
            (gettext("填写样例"), self.get("sample")),
        )
        return [(label, document) for label, document in offered if document]


class MaterialBlock(blocks.StructBlock):
    """One material that is asked for, or that the authority checks by itself."""

    name = blocks.CharBlock(label=_("材料名称"), max_length=120)
    form = blocks.CharBlock(
        label=_("形式"),
        max_length=40,
        required=False,
        default="",
        help_text=_("原件、复印件、电子件或在线填写。"),
    )
    copies = blocks.IntegerBlock(label=_("份数"), min_value=0, max_value=20, default=1)
    source = blocks.CharBlock(
        label=_("来源"),
        max_length=40,
        required=False,
        default="",
        help_text=_("申请人自备、政府部门核发、中介出具、系统核验或在线填写。"),
    )
    required = blocks.BooleanBlock(
        label=_("必须提交"),
        required=False,
        default=True,
        help_text=_("不勾选时显示为“符合条件时提交”。"),
    )
    may_follow = blocks.BooleanBlock(
        label=_("可容缺受理"),
        required=False,
        default=False,
        help_text=_("暂时没有也先受理，在承诺的时间内补交。"),
    )
    checks = blocks.TextBlock(
        label=_("审查要点"),
        required=False,
        default="",
        rows=3,
        help_text=_("一行一点：受理人员核对什么，最容易错在哪里。"),
    )
    accept = blocks.MultipleChoiceBlock(
        label=_("可上传的格式"), choices=FileKind.choices, required=False, default=list
    )
    template = DocumentChooserBlock(label=_("空白表格"), required=False)
    sample = DocumentChooserBlock(label=_("填写样例"), required=False)
    note = blocks.CharBlock(label=_("说明"), max_length=200, required=False, default="")
    in_form = blocks.BooleanBlock(label=_("在申请表中填写或上传"), required=False, default=False)

    class Meta:
        icon = "doc-full"
        label = _("材料")
        value_class = MaterialValue


class LegalBasisBlock(blocks.StructBlock):
    """One rule that the service rests on."""

    title = blocks.CharBlock(label=_("法规名称"), max_length=120)
    article = blocks.CharBlock(label=_("条款"), max_length=60, required=False, default="")
    note = blocks.CharBlock(
        label=_("说明"),
        max_length=200,
        required=False,
        default="",
        help_text=_("尚未对照原文核实的，请写“待核实”。"),
    )

    class Meta:
        icon = "openquote"
        label = _("设定依据")


class QuestionBlock(blocks.StructBlock):
    """One question about this service only."""

    question = blocks.CharBlock(label=_("问题"), max_length=120)
    answer = blocks.RichTextBlock(label=_("解答"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("常见问题")


class ConditionsBlock(blocks.StreamBlock):
    """Conditions, one sentence each."""

    condition = blocks.CharBlock(label=_("条件"), max_length=300, icon="tick")


class FlowBlock(blocks.StreamBlock):
    """The procedure, step by step."""

    step = FlowStepBlock()


class MaterialsBlock(blocks.StreamBlock):
    """The list of materials."""

    material = MaterialBlock()


class LegalBasesBlock(blocks.StreamBlock):
    """The rules behind the service."""

    basis = LegalBasisBlock()


class QuestionsBlock(blocks.StreamBlock):
    """Questions and answers."""

    question = QuestionBlock()


class SuggestionBlock(blocks.StructBlock):
    """One service that an answer leads to, and why."""

    service = blocks.PageChooserBlock(label=_("事项"), page_type="service_catalog.ServicePage")
    why = blocks.CharBlock(
        label=_("为什么"),
        max_length=200,
        help_text=_("一句话，例如：您的许可证六个月内到期，应当申请重新发放。"),
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("事项")


class ChoiceAnswerBlock(blocks.StructBlock):
    """One answer: on to another question, or to services."""

    text = blocks.CharBlock(label=_("答案"), max_length=80)
    hint = blocks.CharBlock(label=_("说明"), max_length=120, required=False, default="")
    next = blocks.CharBlock(
        label=_("下一题的标识"),
        max_length=40,
        required=False,
        default="",
        help_text=_("填写另一个问题的标识；已经能确定事项的，留空并在下面选事项。"),
    )
    services = blocks.ListBlock(SuggestionBlock(), label=_("适合的事项"), default=[])

    class Meta:
        icon = "arrow-right"
        label = _("答案")


class ChoiceQuestionBlock(blocks.StructBlock):
    """One question of a guided choice."""

    key = blocks.RegexBlock(
        regex=r"^[a-z0-9-]{1,40}$",
        label=_("标识"),
        error_messages={"invalid": _("标识只用小写英文字母、数字和短横线。")},
        help_text=_("答案用它指向这个问题，例如 drug-licence。"),
    )
    text = blocks.CharBlock(label=_("问题"), max_length=80)
    help = blocks.CharBlock(label=_("说明"), max_length=200, required=False, default="")
    answers = blocks.ListBlock(ChoiceAnswerBlock(), label=_("答案"), min_num=0)

    class Meta:
        icon = "help"
        label = _("问题")


class ChoiceQuestionsBlock(blocks.StreamBlock):
    """The questions; the first one is asked first."""

    question = ChoiceQuestionBlock()
