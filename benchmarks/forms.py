"""A form of 300 fields with 40 conditions, a table and formulas: page, autosave, live state, API.

Once with everything on one page, once in ten steps. Gates: a page in 300 ms, a save in 100 ms.
"""

import json
import time
from collections.abc import Callable
from http import HTTPStatus
from statistics import median
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.models import Application
from demonstration.loader.people import user_of
from foundation.accounts.enums import LoginKind
from foundation.core.clock import now
from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.enums import Comparison, FieldKind, Operator, Prefill, PrefillMode
from foundation.eforms.rules import Condition, CrossCheck, OptionRule, Test
from foundation.eforms.services import publish_definition
from service_catalog.models import ServicePage

FIELDS, CONDITIONS, STEPS, TABLE_ROWS = 300, 40, 10, 20
FIRST = 2  # the first seventh question that has a condition: what it looks at stands before
WARM, ROUNDS = 3, 15
PAGE_GATE_MS, SAVE_GATE_MS = 300, 100
OPTIONS = ("新办", "变更", "延续", "注销")
URLENCODED = "application/x-www-form-urlencoded"
Visit = Callable[[], Any]
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"kind": FieldKind.TEXT, "label": "名称", "hint": "与批准证明文件一致。"},
    {"kind": FieldKind.NUMBER, "label": "数量", "unit": "盒", "decimals": 2},
    {"kind": FieldKind.DATE, "label": "日期"},
    {"kind": FieldKind.CHOICE, "label": "事由", "options": OPTIONS},
    {"kind": FieldKind.LONG_TEXT, "label": "说明", "max_length": 800},
    {"kind": FieldKind.SEVERAL, "label": "范围", "options": OPTIONS},
    {"kind": FieldKind.YES_NO, "label": "是否委托"},
    {"kind": FieldKind.MONEY, "label": "金额"},
    {"kind": FieldKind.DATE_RANGE, "label": "期限"},
    {"kind": FieldKind.PHONE, "label": "电话"},
)
SAID: dict[FieldKind, Any] = {
    FieldKind.TEXT: "示例口服液",
    FieldKind.NUMBER: "12.50",
    FieldKind.DATE: "2026-11-20",
    FieldKind.CHOICE: "变更",
    FieldKind.LONG_TEXT: "委托生产地址由一号车间改为二号车间。",
    FieldKind.SEVERAL: ["新办", "延续"],
    FieldKind.YES_NO: True,
    FieldKind.MONEY: "3000.00",
    FieldKind.DATE_RANGE: {"from": "2026-01-01", "to": "2026-12-31"},
    FieldKind.PHONE: "13800138000",
}


def main(arguments: list[str]) -> None:
    """Publish the form in both shapes, answer it, and measure what a visitor waits for."""
    del arguments
    call_command("migrate", verbosity=0)
    call_command("demo", reset=True, verbosity=0)
    client = _client()
    print(f"{'form':<12}{'visit':<14}{'queries':>9}{'median ms':>11}{'worst ms':>10}")
    for shape, steps in (("one page", 1), ("ten steps", STEPS)):
        draft = _draft(large_form(steps=steps))
        address = f"/space/applications/{draft.uuid}/fill/1/"
        page = _as_sent(client.get(address).content)
        _measure(shape, "page", PAGE_GATE_MS, _page(client, address))
        _measure(shape, "autosave", SAVE_GATE_MS, _autosave(client, address, page))
        _measure(shape, "live state", SAVE_GATE_MS, _live(client, address, page))
        _measure(
            shape,
            "review",
            PAGE_GATE_MS,
            _page(client, f"/space/applications/{draft.uuid}/review/"),
        )
        _measure(shape, "API save", SAVE_GATE_MS, _patch(client, draft))


def large_form(*, steps: int) -> Definition:
    """300 fields: a question of each kind by turns, a table, sums, a fact that is locked."""
    fields = [_question(n) for n in range(FIELDS - 4)]
    fields.insert(0, Field(key="firm", kind=FieldKind.TEXT, label="企业名称",
                           prefill=Prefill.ENTERPRISE_NAME, prefill_mode=PrefillMode.LOCKED))  # fmt: skip
    fields += [_table(), *_sums()]
    size = -(-len(fields) // steps)
    parts = [tuple(fields[start : start + size]) for start in range(0, len(fields), size)]
    limit = CrossCheck(left="q1", comparison=Comparison.AT_MOST, right="total", key="q1",
                       sentence="数量不能大于合计，请核对。")  # fmt: skip
    return Definition(
        steps=tuple(Step(title=f"第 {n} 部分", fields=part) for n, part in enumerate(parts, 1)),
        checks=(limit,),
    )


def _question(n: int) -> Field:
    facts = dict(QUESTIONS[n % len(QUESTIONS)])
    facts["label"] = f"{facts['label']} {n}"
    if n % 7 == 0 and FIRST <= n // 7 < FIRST + CONDITIONS:
        facts["show"] = _when("q3", "变更")
    if n >= len(QUESTIONS) and n % 20 == 3:
        facts["option_rules"] = (OptionRule(options=OPTIONS[3:], when=_when("q6", "true")),)
    return Field(key=f"q{n}", **facts)


def _when(key: str, value: str) -> Condition:
    return Condition(tests=(Test(key=key, operator=Operator.IS, value=value),))


def _table() -> Field:
    columns = (
        Field(key="name", kind=FieldKind.TEXT, label="品名"),
        Field(key="amount", kind=FieldKind.NUMBER, label="数量", decimals=2),
        Field(key="price", kind=FieldKind.MONEY, label="单价"),
        Field(key="made_on", kind=FieldKind.DATE, label="生产日期"),
        Field(key="sum", kind=FieldKind.CALCULATED, label="小计", formula="amount * price",
              decimals=2, total=True),
    )  # fmt: skip
    return Field(key="stock", kind=FieldKind.TABLE, label="清单", fields=columns)


def _sums() -> tuple[Field, Field]:
    return (
        Field(key="total", kind=FieldKind.CALCULATED, label="合计", formula="sum(stock.sum)",
              decimals=2),
        Field(key="share", kind=FieldKind.CALCULATED, label="占比",
              formula="round(q1 / total * 100, 2)", decimals=2),
    )  # fmt: skip


def _draft(form: Definition) -> Application:
    """Begun, and answered throughout."""
    service = ServicePage.objects.live().filter(external_url="").first()
    assert service is not None
    seat = user_of("tongkang").memberships.get()
    at = now()
    row = {"name": "示例片", "amount": "10", "price": "2.50", "made_on": "2026-10-01"}
    answers = {key: SAID[field.kind] for key, field in form.inputs.items() if field.kind in SAID}
    version = publish_definition(series=f"bench:{uuid4()}", definition=form, at=at)
    return Application.objects.create(
        start_key=uuid4(),
        service=service,
        kind=service.kind,
        sector=service.sector_key,
        service_code=service.code,
        service_title=service.title,
        form_version=version,
        enterprise_id=seat.enterprise_id,
        applicant=seat.user,
        answers={**answers, "stock": [row] * TABLE_ROWS},
        created_at=at,
        saved_at=at,
    )


def _client() -> Client:
    client = Client()
    user = user_of("tongkang")
    client.force_login(user)
    session = client.session
    firm = user.memberships.get().enterprise_id
    session.update({"login_kind": LoginKind.LEGAL, "verified_kind": LoginKind.LEGAL,
                    "enterprise_id": firm})  # fmt: skip
    session.save()
    return client


def _page(client: Client, address: str) -> Visit:
    return lambda: client.get(address)


def _as_sent(page: bytes) -> list[tuple[str, str]]:
    """What a browser would send of the form, except for the version."""
    form = BeautifulSoup(page, "html.parser").select_one("form[data-autosave]")
    assert form is not None
    sent: list[tuple[str, str]] = []
    for control in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(control["name"]), str(control.get("type", ""))
        if kind == "file" or name == "version" or control.find_parent("template"):
            continue
        if kind in {"radio", "checkbox"} and not control.has_attr("checked"):
            continue
        if control.name == "select":
            chosen = control.select_one("option[selected]")
            sent.append((name, str(chosen["value"]) if chosen else ""))
        else:
            text = control.text if control.name == "textarea" else control.get("value", "")
            sent.append((name, str(text)))
    return sent


def _autosave(client: Client, address: str, page: list[tuple[str, str]]) -> Visit:
    """Every call goes on from the version that the last one left."""
    uuid = address.split("/")[3]

    def save() -> Any:
        version = Application.objects.values_list("version", flat=True).get(uuid=uuid)
        return client.post(f"{address}?autosave=1", urlencode([*page, ("version", version)]),
                           content_type=URLENCODED, headers={"HX-Request": "true"})  # fmt: skip

    return save


def _live(client: Client, address: str, page: list[tuple[str, str]]) -> Visit:
    body = urlencode(page)
    return lambda: client.post(f"{address}live/", body, content_type=URLENCODED)


def _patch(client: Client, draft: Application) -> Visit:
    answers = draft.answers

    def save() -> Any:
        draft.refresh_from_db(fields=["version"])
        body = json.dumps({"version": draft.version, "answers": answers})
        address = f"/api/v1/applications/{draft.uuid}"
        return client.patch(address, body, content_type="application/json")

    return save


def _measure(shape: str, name: str, gate: int, visit: Visit) -> None:
    """One line of the table."""
    for _warm in range(WARM):
        answer = visit()
        assert answer.status_code == HTTPStatus.OK, (name, answer.status_code, answer.content)
    with CaptureQueriesContext(connection) as queries:
        visit()
        count = len(queries)
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        visit()
        times.append((time.perf_counter() - started) * 1000)
    mark = "" if median(times) <= gate else f"  <-- over {gate}"
    print(f"{shape:<12}{name:<14}{count:>9}{median(times):>11.1f}{max(times):>10.1f}{mark}")
