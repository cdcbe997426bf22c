"""What the gallery of components shows: one honest example of everything."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

SAMPLES = ("home", "guide", "list", "records", "form", "fields")
BEIJING = timezone(timedelta(hours=8))


class SampleForm(forms.Form):
    """Every kind of control."""

    product_name = forms.CharField(label="品种名称", help_text="与批准证明文件一致。")
    quantity = forms.DecimalField(label="本年计划产量")
    started_on = forms.DateField(label="计划开始日期", widget=forms.DateInput)
    form_of_drug = forms.ChoiceField(
        label="剂型", choices=[("", "请选择"), ("t", "片剂"), ("g", "颗粒剂")]
    )
    delivery = forms.ChoiceField(
        label="结果领取方式", choices=[("w", "窗口领取"), ("m", "邮寄")], widget=forms.RadioSelect
    )
    channels = forms.MultipleChoiceField(
        label="通知方式",
        choices=[("p", "站内消息"), ("m", "电子邮件")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label="变更理由", max_length=500, widget=forms.Textarea, required=False
    )
    attachment = forms.FileField(label="批准证明文件", help_text="PDF、OFD 或图片，不超过 20 MB。")
    declared = forms.BooleanField(label="我保证所填内容和所附材料真实、完整。")


def gallery_context() -> dict[str, Any]:
    """Everything that the templates of the gallery read."""
    return {
        **LISTS,
        **FACTS,
        "form": SampleForm(),
        "filled": SampleForm({"product_name": "牛黄解毒片", "delivery": "w"}),
        "page_one": _page(1),
        "page_middle": _page(7),
        "space_nav": SPACE_NAV,
        "crumbs": [
            {"label": "首页", "url": "/"},
            {"label": "业务办理", "url": "/services/"},
            {"label": "药品生产许可证重新发放"},
        ],
        "floating_help": [
            {"label": "帮助中心", "url": "/help/", "icon": "help"},
            {"label": "服务热线", "url": "/help/hotlines/", "icon": "phone"},
        ],
        "samples": SAMPLES,
        "saved_at": datetime(2026, 11, 20, 14, 32, tzinfo=BEIJING),
    }


def _page(number: int) -> Page[int]:
    return Paginator(range(221), 10).page(number)


FACTS: dict[str, Any] = {
    "glance": [
        {"label": "承诺时限", "value": 20, "unit": "个工作日", "note": "法定 30 个工作日"},
        {"label": "到场次数", "value": 0, "unit": "次", "note": "全程网办，结果可邮寄"},
        {"label": "收费", "value": "不收费"},
        {"label": "结果", "value": "许可证", "note": "药品生产许可证，有效期 5 年"},
    ],
    "answers": [
        {"label": "品种名称", "value": "牛黄解毒片"},
        {"label": "统一社会信用代码", "value": "91110000SAMPLE000X"},
        {"label": "变更理由", "value": "设备更新。\n工艺参数不变。"},
    ],
    "steps": [
        {"label": "提交", "state": "past", "note": "11 月 3 日"},
        {"label": "受理", "state": "past", "note": "11 月 5 日"},
        {"label": "审查", "state": "now", "note": "第 12 / 20 个工作日"},
        {"label": "决定", "state": "next", "note": "12 月 4 日前"},
        {"label": "送达", "state": "next", "note": "电子证照即时"},
    ],
    "form_steps": [
        {"label": "企业信息", "state": "past", "href": "#1"},
        {"label": "变更内容", "state": "now"},
        {"label": "申请材料", "state": "next"},
        {"label": "核对并提交", "state": "next"},
    ],
    "events": [
        {
            "at": datetime(2026, 11, 20, 9, 12, tzinfo=BEIJING),
            "title": "进入审查",
            "actor": "药品注册处",
            "text": "已分配审查人员。",
        },
        {
            "at": datetime(2026, 11, 5, 15, 40, tzinfo=BEIJING),
            "title": "已受理",
            "actor": "受理窗口",
            "kind": "ok",
        },
        {
            "at": datetime(2026, 11, 3, 10, 5, tzinfo=BEIJING),
            "title": "提交申请",
            "actor": "王经办",
        },
    ],
    "chart": [
        {"label": "许可事项", "value": 10},
        {"label": "服务事项", "value": 78},
        {"label": "数据报送", "value": 113},
        {"label": "检验检测", "value": 20},
    ],
}


ROWS = [
    {
        "code": "XAIA0XE9",
        "product": "",
        "item": "第二类精神药品制剂生产计划备案",
        "on": date(2025, 4, 23),
        "state": "待受理",
        "kind": "wait",
        "day": 1,
    },
    {
        "code": "1DVBN0LB",
        "product": "牛黄解毒片",
        "item": "药品上市后变更沟通",
        "on": date(2025, 3, 22),
        "state": "在办 · 审查",
        "kind": "run",
        "day": 12,
    },
    {
        "code": "Y4MLTRL9",
        "product": "甘草合剂片",
        "item": "药品上市后变更沟通",
        "on": date(2025, 3, 22),
        "state": "在办 · 决定",
        "kind": "run",
        "day": 18,
    },
    {
        "code": "LKMOOXQZ",
        "product": "阿莫西林",
        "item": "药品上市后变更沟通",
        "on": date(2025, 1, 22),
        "state": "不予受理",
        "kind": "no",
        "day": 0,
    },
]

LISTS: dict[str, Any] = {
    "articles": [
        {
            "title": "关于优化第二类医疗器械延续注册办理流程的公告（示例）",
            "url": "#1",
            "date": date(2026, 11, 20),
            "summary": "自 12 月 1 日起，延续注册可与登记事项变更合并提交；涉及 3 个事项的材料清单有变化。",
            "tags": ["公告", "医疗器械"],
        },
        {
            "title": "关于开展化妆品质量安全负责人培训的通知（示例）",
            "url": "#2",
            "date": date(2026, 11, 18),
        },
        {
            "title": "2026 年第 3 期药品抽检通告（示例）",
            "url": "#3",
            "date": date(2026, 11, 14),
        },
        {
            "title": "支持创新药械发展若干措施申报指南（示例）",
            "url": "#4",
            "date": date(2026, 11, 12),
        },
    ],
    "favourites": [
        {"label": "药品生产许可证重新发放", "url": "#1", "note": "窗口期 47 天后开启"},
        {"label": "药品上市后变更备案", "url": "#2", "note": "11-20 有变化"},
        {"label": "特殊药品购销存月报", "url": "#3", "note": "5 日前"},
    ],
    "lines": [
        {
            "label": "服务门户技术支持",
            "numbers": ["400-900-1866"],
            "hours": "工作日 9:00–18:00",
            "open": True,
        },
        {"label": "器械检验", "numbers": ["010-57901588", "010-57901488"]},
    ],
    "tab_items": [
        {"label": "全部", "url": "?", "current": True, "count": 82},
        {"label": "惠企政策", "url": "?c=1", "count": 12},
        {"label": "重要通知", "url": "?c=2", "count": 20},
        {"label": "公告", "url": "?c=3", "count": 31},
        {"label": "征求意见", "url": "?c=4", "count": 0},
    ],
    "sections": [
        {"label": "办理流程", "href": "#flow"},
        {"label": "受理条件", "href": "#conditions"},
        {"label": "申请材料", "href": "#materials", "count": 3},
        {"label": "设定依据", "href": "#basis"},
    ],
    "rows": ROWS,
}


SPACE_NAV = [
    {"label": "", "items": [{"label": "今日待办", "url": "#todo", "count": 3}]},
    {
        "label": "办理记录",
        "items": [
            {"label": "许可事项", "url": "#a", "count": 10},
            {"label": "服务事项", "url": "#b", "count": 78, "current": True},
            {"label": "数据报送", "url": "#c", "count": 113},
            {"label": "检验检测", "url": "#d", "count": 20},
        ],
    },
    {
        "label": "我的",
        "items": [{"label": "消息", "url": "#e", "count": 3}, {"label": "收藏", "url": "#f"}],
    },
]
