"""Records page, work list, search and export at 200,000 matters: queries and times."""

import itertools
import time
from datetime import timedelta
from statistics import quantiles

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.enums import State
from applications.models import Application
from demonstration.loader.people import user_of
from demonstration.numbers import make_credit_code
from enterprises.models import Enterprise
from foundation.core.clock import now, today
from foundation.directory.models import Department

from ._visitors import member, staff

FEW, MANY, FIRMS, OWN_SHARE = 1_000, 200_000, 2_000, 50
ROUNDS = 20
OWN_GATE_MS, DESK_GATE_MS = 150, 800
STATES = [
    State.SUBMITTED, State.EXAMINING, State.DECIDING, State.CORRECTION_AFTER,
    *[State.GRANTED] * 14, State.WITHDRAWN, State.REJECTED,
]  # fmt: skip
OWN = [
    "/space/",
    "/space/records/service/",
    "/space/records/service/?tab=ended&page=40",
    "/space/records/service/?tab=ended&product=示例产品5",
    "/space/records/service/?check_code=BA",
]
DESK = [
    "/admin/",
    "/admin/matters/",
    "/admin/matters/?queue=accept",
    "/admin/matters/?queue=department",
    "/admin/matters/?queue=messages",
    "/admin/matters/?queue=all",
    "/admin/matters/?urgency=late",
    "/admin/matters/?state=granted&p=200",
    "/admin/matters/?kind=permit&sector=drug&state=examining",
    "/admin/matters/?q=示例产品77",
    "/admin/matters/?q=同康",
    "/admin/matters/?q=ba00",
]


def main(arguments: list[str]) -> None:
    """Measure at 1,000 matters, then at 200,000; `records 20000` takes another number."""
    many = int(arguments[0]) if arguments else MANY
    call_command("migrate", verbosity=0)
    call_command("demo", reset=True, verbosity=0)
    clients = {"own": member(), "desk": staff("approver")}
    numbers: dict[str, list[int]] = {}
    for size in (FEW, many):
        _fill(size)
        print(f"\n{size:,} matters\n{'page':<62}{'queries':>9}{'median ms':>11}{'p95 ms':>9}")
        for group, pages, gate in (("own", OWN, OWN_GATE_MS), ("desk", DESK, DESK_GATE_MS)):
            for page in pages:
                count, median, p95 = _measure(clients[group], page)
                numbers.setdefault(page, []).append(count)
                mark = "" if p95 <= gate else f"  <-- over {gate}"
                grown = numbers[page][-1] > numbers[page][0]
                mark += "  <-- queries grow" if grown else ""
                print(f"{page:<62}{count:>9}{median:>11.1f}{p95:>9.1f}{mark}")


def _measure(client: Client, page: str) -> tuple[int, float, float]:
    for _warm in range(2):
        answer = client.get(page)
        assert answer.status_code == 200, (page, answer.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
        count = len(queries)
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(page)
        times.append((time.perf_counter() - started) * 1000)
    cuts = quantiles(times, n=20)
    return count, cuts[9], cuts[18]


def _fill(number: int) -> None:
    """Matters of two thousand enterprises; every fiftieth is of the one that looks."""
    pattern = Application.objects.filter(service_code="DS02").exclude(enterprise=None).first()
    assert pattern is not None
    start = Application.objects.count()
    firms = list(_firms())
    own = user_of("tongkang").memberships.get().enterprise_id
    departments = _departments()
    rows = (
        _matter(
            n,
            pattern,
            own if n % OWN_SHARE == 0 else firms[n % len(firms)],
            departments[n // len(STATES) % len(departments)],
        )
        for n in range(start, max(start, number))
    )
    while batch := list(itertools.islice(rows, 5000)):
        Application.objects.bulk_create(batch, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _matter(n: int, pattern: Application, firm: int, department: int | None) -> Application:
    at = now() - timedelta(minutes=n)
    state = STATES[n % len(STATES)]
    due = today() + timedelta(days=n % 30 - 6)
    is_open = state not in {State.GRANTED, State.WITHDRAWN, State.REJECTED}
    return Application(
        check_code=f"BA{n:06d}",
        kind="service" if n % 3 else "permit",
        sector="drug",
        service=pattern.service,
        service_code=pattern.service_code,
        service_title=pattern.service_title,
        form_version=pattern.form_version,
        enterprise_id=firm,
        applicant=pattern.applicant,
        department_id=department,
        product_name=f"示例产品{n}",
        answers={},
        state=state,
        created_at=at,
        saved_at=at,
        submitted_at=at,
        accepted_at=at,
        ended_at=None if is_open else at + timedelta(days=9),
        due_on=due if is_open else None,
        warn_on=due - timedelta(days=6) if is_open else None,
    )


def _firms() -> list[int]:
    if Enterprise.objects.count() < FIRMS:
        Enterprise.objects.bulk_create(
            (
                Enterprise(
                    name=f"北京示例{n}号企业有限公司", credit_code=make_credit_code(20_000 + n)
                )
                for n in range(FIRMS)
            ),
            batch_size=500,
            ignore_conflicts=True,
        )
    return list(Enterprise.objects.values_list("pk", flat=True))


def _departments() -> list[int | None]:

    return [*Department.objects.values_list("pk", flat=True), None]
