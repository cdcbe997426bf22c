"""One field of every kind, as the gallery of components shows them."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from .definition import Definition, Field, Step
from .enums import ChoiceDisplay, FieldKind
from .forms import AnswerForm, form_class
from .picks import Pick
from .rules import Download
from .surroundings import Surroundings

NO_ERRORS: Mapping[str, str] = MappingProxyType({})
DEVICE = (
    Field(key="name", kind=FieldKind.TEXT, label="设备名称"),
    Field(key="grade", kind=FieldKind.CHOICE, label="清洁级别", options=("A 级", "B 级", "C 级", "D 级")),
    Field(key="number", kind=FieldKind.NUMBER, label="数量", unit="台", total=True),
    Field(key="price", kind=FieldKind.MONEY, label="单价", unit="万元"),
    Field(key="sum", kind=FieldKind.CALCULATED, label="金额", unit="万元", decimals=2,
          formula="number * price", total=True),
)  # fmt: skip
KEEPER = (
    Field(key="who", kind=FieldKind.TEXT, label="姓名"),
    Field(key="card", kind=FieldKind.IDENTITY_CARD, label="身份证号"),
    Field(key="since", kind=FieldKind.DATE, label="任职日期", required=False),
)
FIELDS = (
    Field(key="intro", kind=FieldKind.EXPLANATION, text="<p>带“选填”的可以不填，其余都要填写。</p>"),
    Field(key="basics", kind=FieldKind.SECTION, label="基本情况"),
    Field(key="title", kind=FieldKind.TEXT, label="品种名称", hint="与批准证明文件一致。", example="牛黄解毒片"),
    Field(key="reason", kind=FieldKind.LONG_TEXT, label="变更理由", max_length=500, required=False),
    Field(key="amount", kind=FieldKind.NUMBER, label="年产量", unit="万盒", decimals=2, minimum=Decimal(0)),
    Field(key="capital", kind=FieldKind.MONEY, label="投资总额", unit="万元", decimals=2),
    Field(key="begins", kind=FieldKind.DATE, label="计划开始日期"),
    Field(key="period", kind=FieldKind.DATE_RANGE, label="停产时间"),
    Field(key="form_of_drug", kind=FieldKind.CHOICE, label="剂型", options=("片剂", "颗粒剂", "胶囊剂")),
    Field(key="standard", kind=FieldKind.CHOICE, label="执行标准", display=ChoiceDisplay.LIST,
          options=("中国药典", "局颁标准", "注册标准")),
    Field(key="category", kind=FieldKind.CHOICE, label="产品类别", display=ChoiceDisplay.SEARCH,
          hint="输入几个字查找。", options=("化学药品制剂", "中成药", "生物制品", "体外诊断试剂", "医用敷料")),
    Field(key="channels", kind=FieldKind.SEVERAL, label="通知方式", options=("站内消息", "电子邮件", "电话")),
    Field(key="imported", kind=FieldKind.YES_NO, label="是否进口产品"),
    Field(key="people", kind=FieldKind.SECTION, label="人员和联系方式"),
    Field(key="card", kind=FieldKind.IDENTITY_CARD, label="质量负责人身份证号"),
    Field(key="code", kind=FieldKind.CREDIT_CODE, label="受托企业统一社会信用代码"),
    Field(key="phone", kind=FieldKind.PHONE, label="联系电话"),
    Field(key="email", kind=FieldKind.EMAIL, label="电子邮箱", required=False),
    Field(key="postcode", kind=FieldKind.POSTCODE, label="邮政编码", required=False),
    Field(key="region", kind=FieldKind.REGION, label="所在地区"),
    Field(key="address", kind=FieldKind.ADDRESS, label="生产地址"),
    Field(key="licence", kind=FieldKind.LICENCE, label="药品生产许可证", hint="选择要变更的许可证。"),
    Field(key="staff", kind=FieldKind.STAFF, label="经办人员"),
    Field(key="site", kind=FieldKind.SITE, label="生产场地"),
    Field(key="product", kind=FieldKind.PRODUCT, label="涉及产品", required=False),
    Field(key="lists", kind=FieldKind.SECTION, label="清单和材料"),
    Field(key="keepers", kind=FieldKind.GROUP, label="授权人员", row_label="人员", fields=KEEPER, max_rows=5),
    Field(key="devices", kind=FieldKind.TABLE, label="主要设备", row_label="设备", fields=DEVICE),
    Field(key="total", kind=FieldKind.CALCULATED, label="设备总金额", unit="万元", formula="sum(devices.sum)"),
    Field(key="paper", kind=FieldKind.FILE, label="工艺验证报告", accept=("pdf", "image"), max_files=2,
          template=Download(title="验证报告模板.docx", url="#"), sample=Download(title="填写样例.pdf", url="#")),
    Field(key="promise", kind=FieldKind.DECLARATION, label="真实性承诺", text="本企业承诺所填内容真实、完整。"),
)  # fmt: skip
ANSWERS: dict[str, Any] = {
    "title": "牛黄解毒片",
    "period": {"from": "2026-12-01", "to": "2027-01-15"},
    "channels": ["站内消息", "电话"],
    "imported": False,
    "region": "110108",
    "address": {"region": "130102", "detail": "示例路 8 号"},
    "licence": {"id": "1", "label": "药品生产许可证", "note": "京20260001"},
    "keepers": [{"who": "张示例"}],
    "devices": [
        {
            "name": "高效湿法制粒机",
            "grade": "D 级",
            "number": "2",
            "price": "36.50",
            "sum": "73.00",
        },
        {"name": "压片机", "grade": "D 级", "number": "3", "price": "", "sum": ""},
    ],
    "total": "73.00",
}
ERRORS = {
    "capital": "请填写「投资总额」。",
    "period": "「停产时间」的结束日期早于开始日期，请核对。",
    "keepers.0.card": "身份证号应为 18 位，请核对。",
    "devices.1.price": "请填写「单价」。",
}
PICKS = {
    "licence": (
        Pick(id="1", label="药品生产许可证", note="京20260001 · 有效期至 2031-05-20"),
        Pick(id="2", label="医疗器械生产许可证", note="京药监械生产许20260002号 · 有效期至 2030-11-02"),
    ),
    "staff": tuple(
        Pick(id=str(number), label=f"{name}示例", note="质量管理部") for number, name in enumerate("张王李赵陈刘孙")
    ),
}  # fmt: skip


def example_form(keys: Collection[str], *, errors: Mapping[str, str] = NO_ERRORS) -> AnswerForm:
    """The named fields of the gallery, as an applicant sees them."""
    by_key = {field.key: field for field in FIELDS}
    definition = Definition(steps=(Step(title="", fields=tuple(by_key[key] for key in keys)),))
    around = Surroundings(today=date(2026, 11, 20), picks=PICKS)
    return form_class(definition)(answers=ANSWERS, errors=errors, around=around)


def example_key(kind: FieldKind) -> str:
    """The first field of a kind."""
    return next(field.key for field in FIELDS if field.kind == kind)


def gallery_form() -> AnswerForm:
    """Every kind of field, some answered, some wrong."""
    definition = Definition(steps=(Step(title="全部字段", fields=FIELDS),))
    around = Surroundings(today=date(2026, 11, 20), picks=PICKS)
    return form_class(definition)(answers=ANSWERS, errors=ERRORS, around=around)
