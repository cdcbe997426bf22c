"""Conditions and checks, as an editor puts them together."""

from typing import Any, ClassVar

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from foundation.eforms.enums import Comparison, Match, Operator
from foundation.eforms.rules import Condition, CrossCheck, OptionRule, Test

from .previewing import PreviewedBlock


class RuleInput(forms.TextInput):
    """An input that offers what stands on the form already, where scripts run."""

    class Media:
        js: ClassVar = [Script("admin/rule_inputs.mjs", type="module")]


class RuleTextBlock(blocks.CharBlock):
    """A text of a rule; `offers` says what is offered: field, formula or answer."""

    def __init__(self, *, offers: str, **options: Any) -> None:
        """A `CharBlock` with an input of its own."""
        super().__init__(**options)
        self.field.widget = RuleInput({"data-rule-input": offers, "autocomplete": "off"})


class TestBlock(blocks.StructBlock):
    """One comparison with an earlier answer."""

    key = RuleTextBlock(
        offers="field",
        label=_("前面的字段"),
        max_length=100,
        help_text=_("写字段名称；两个字段同名时写标识。"),
    )
    operator = blocks.ChoiceBlock(label=_("比较"), choices=Operator.choices, default=Operator.IS)
    value = RuleTextBlock(
        offers="answer",
        label=_("值"),
        required=False,
        max_length=200,
        help_text=_(
            "选项照原文填写；“是否”填“是”或“否”；日期写成 2026-11-20；地区写到区县。"
            "“已填写”“未填写”不用填。"
        ),
    )


class ConditionBlock(blocks.StructBlock):
    """Tests joined by and or or; without any there is no condition."""

    match = blocks.ChoiceBlock(label=_("需要"), choices=Match.choices, default=Match.ALL)
    tests = blocks.ListBlock(TestBlock(), label=_("条件"), default=[])

    class Meta:
        icon = "decimal"
        form_classname = "condition"


class OptionRuleBlock(blocks.StructBlock):
    """Options that are offered only when a condition holds."""

    options = blocks.ListBlock(blocks.CharBlock(label=_("选项"), max_length=200), label=_("选项"))
    when = ConditionBlock(label=_("满足条件才提供"))


class CheckBlock(PreviewedBlock):
    """How answers must stand to each other, with the editor's own sentence."""

    examples: ClassVar = ("amount",)
    errors: ClassVar = {"amount": _("年产量不能超过设计产能，请核对。")}

    left = RuleTextBlock(
        offers="formula",
        label=_("左边"),
        max_length=500,
        help_text=_("字段名称、标识或算式，例如：期初 + 购入 - 销出。"),
    )
    comparison = blocks.ChoiceBlock(
        label=_("必须"), choices=Comparison.choices, default=Comparison.EQUAL
    )
    right = RuleTextBlock(offers="formula", label=_("右边"), max_length=500)
    key = RuleTextBlock(
        offers="field",
        label=_("提示显示在哪个字段"),
        max_length=100,
        help_text=_("写字段名称；两个字段同名时写标识。"),
    )
    sentence = blocks.CharBlock(
        label=_("不满足时的提示"),
        max_length=300,
        help_text=_("说明哪里不对、怎样改，例如：期末应等于期初加购入减销出，请核对。"),
    )
    when = ConditionBlock(label=_("满足条件才核对"), required=False)

    class Meta:
        icon = "check"
        label = _("核对规则")
        description = _("提交时核对几个答案之间的关系，不满足时在字段旁显示您写的提示。")


def condition_of(value: Any) -> Condition | None:
    """The condition that was put together; nothing where no test was added."""
    tests = tuple(
        Test(
            key=str(test["key"] or "").strip(),
            operator=Operator(test["operator"] or Operator.IS),
            value=str(test["value"] or "").strip(),
        )
        for test in (value["tests"] if value else ())
    )
    return Condition(match=Match(value["match"] or Match.ALL), tests=tests) if tests else None


def option_rules_of(value: Any) -> tuple[OptionRule, ...]:
    """The rules of a choice; one without a condition rules nothing."""
    rules = []
    for row in value:
        when = condition_of(row["when"])
        options = tuple(str(option).strip() for option in row["options"])
        if when and options:
            rules.append(OptionRule(options=options, when=when))
    return tuple(rules)


def check_of(value: Any) -> CrossCheck:
    """The check that was put together."""
    return CrossCheck(
        left=value["left"].strip(),
        comparison=Comparison(value["comparison"]),
        right=value["right"].strip(),
        key=value["key"].strip(),
        sentence=value["sentence"].strip(),
        when=condition_of(value["when"]),
    )
