"""Forms for tests: definitions, and versions of them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.enums import DayRule, FieldKind
from foundation.eforms.services import publish_definition

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
IDENTITY_CARD = "11010519491231002X"
CREDIT_CODE = "91350100M000100Y43"
PHONE = "13800138000"


def make_field(kind="text", key=None, **kwargs) -> Field:
    """A field; its key is its kind unless given."""
    kind = FieldKind(kind)
    kwargs.setdefault("label", str(kind.label) if kind != FieldKind.EXPLANATION else "")
    if kind == FieldKind.CHOICE:
        kwargs.setdefault("options", ("原料药", "制剂"))
    return Field(key=key or str(kind), kind=kind, **kwargs)


def make_definition(*fields, title="基本情况") -> Definition:
    """One step with these fields."""
    return Definition(steps=(Step(title=title, fields=fields),))


def make_full_definition() -> Definition:
    """Two steps that use every kind of field."""
    first = (
        make_field("explanation", text="<p>请如实填写。</p>"),
        make_field("text", key="product_name", label="产品名称", prefill="enterprise.name"),
        make_field("long_text", required=False, hint="不超过五千字", example="略"),
        make_field("number", unit="盒", decimals=2, minimum=Decimal(1), maximum=Decimal("99.5")),
        make_field("date", earliest=date(2020, 1, 1), day_rule=DayRule.NOT_PAST),
        make_field("choice"),
    )
    second = (
        make_field("identity_card"),
        make_field("credit_code"),
        make_field("phone", required=False),
        make_field("file", accept=("pdf",), max_files=2, max_megabytes=1),
        make_field("declaration", text="本企业承诺所填内容真实。"),
    )
    return Definition(
        steps=(
            Step(title="产品", intro="先说产品", fields=first),
            Step(title="人员与材料", fields=second),
        )
    )


def make_answers(file_uuid=None, **kwargs) -> dict[str, object]:
    """Complete, right answers to `make_full_definition`."""
    return {
        "product_name": "示例颗粒",
        "long_text": "",
        "number": "12.50",
        "date": "2026-12-01",
        "choice": "制剂",
        "identity_card": IDENTITY_CARD,
        "credit_code": CREDIT_CODE,
        "phone": PHONE,
        "file": [str(file_uuid)] if file_uuid else [],
        "declaration": True,
        **kwargs,
    }


def make_form_version(series=None, definition=None, at=AT):
    """A published version; its series is a fresh one unless given."""
    return publish_definition(
        series=series or f"test:{uuid4()}",
        definition=definition or make_full_definition(),
        at=at,
    )
