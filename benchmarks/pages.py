"""Server time and query count of the main pages, with few and with many rows."""

import statistics
import time
from datetime import timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.enums import State
from applications.models import Application
from demonstration.loader.people import user_of
from foundation.accounts.enums import LoginKind
from foundation.core.clock import now
from notices.models import NoticeCategoryPage, NoticePage

FEW, MANY = 100, 10_000
ROUNDS = 15
PUBLIC = ["/", "/notices/", "/services/", "/services/permit/", "/services/service/ds02/", "/help/",
          "/help/faq/", "/search/?q=精神药品"]  # fmt: skip
OWN = ["/space/", "/space/records/service/", "/space/messages/", "/space/enterprise/"]
DESK = ["/admin/matters/"]


def main(arguments: list[str]) -> None:
    """Fill to 100, measure, fill to 10,000, measure again, compare."""
    del arguments
    _prepare()
    results = {}
    for number in (FEW, MANY):
        _fill(number)
        results[number] = _measure()
    print(f"{'page':<28}{'queries':>9}{'at 10,000':>11}{'ms p50':>9}{'at 10,000':>11}{'ratio':>7}")
    for page, (queries, median) in results[FEW].items():
        more_queries, more_median = results[MANY][page]
        ratio = more_median / median
        mark = "" if queries == more_queries and ratio <= 1.2 else "  <-- grows"
        print(
            f"{page:<28}{queries:>9}{more_queries:>11}{median:>9.1f}{more_median:>11.1f}{ratio:>7.2f}{mark}"
        )


def _prepare() -> None:
    call_command("migrate", verbosity=0)
    call_command("demo", reset=True)
    Application.objects.filter(check_code__startswith="BENCH").delete()


def _fill(number: int) -> None:
    _fill_matters(number - Application.objects.count())
    _fill_notices(number - NoticePage.objects.count())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill_matters(missing: int) -> None:
    pattern = Application.objects.filter(check_code__isnull=False).exclude(enterprise=None).first()
    assert pattern is not None
    at = now()
    start = Application.objects.count()
    Application.objects.bulk_create(
        (
            Application(
                check_code=f"{start + n:08d}",
                kind="service",
                sector=pattern.sector,
                service=pattern.service,
                service_code=pattern.service_code,
                service_title=pattern.service_title,
                form_version=pattern.form_version,
                enterprise=pattern.enterprise,
                applicant=pattern.applicant,
                product_name=f"示例产品{n}",
                answers={},
                state=State.SUBMITTED if n % 5 == 0 else State.GRANTED,
                created_at=at,
                saved_at=at,
                submitted_at=at - timedelta(minutes=n),
            )
            for n in range(max(0, missing))
        ),
        batch_size=500,
    )


def _fill_notices(missing: int) -> None:
    """Write notices straight below one category, indexed once at the end."""
    category = NoticeCategoryPage.objects.first()
    pattern = NoticePage.objects.live().first()
    assert category is not None
    assert pattern is not None
    start = NoticePage.objects.count()
    with transaction.atomic():
        for n in range(start, start + max(0, missing)):
            notice = NoticePage(
                title=f"关于第 {n} 批示例事项变更的通知（示例）",
                slug=f"bench-{n}",
                summary=pattern.summary,
                issuer=pattern.issuer,
                published_on=pattern.published_on - timedelta(days=n % 900),
                sector=pattern.sector,
                live=True,
            )
            category.add_child(instance=notice)
    call_command("update_index", verbosity=0)


def _clients() -> dict[str, Client]:
    public, own, desk = Client(), Client(), Client()
    user = user_of("tongkang")
    own.force_login(user)
    session = own.session
    seat = user.memberships.get()
    session.update({"login_kind": LoginKind.LEGAL, "verified_kind": LoginKind.LEGAL,
                    "enterprise_id": seat.enterprise_id})  # fmt: skip
    session.save()
    desk.login(username="reviewer", password="Portal-demo-2026")  # noqa: S106 (demonstration)
    return {"public": public, "own": own, "desk": desk}


def _measure() -> dict[str, tuple[int, float]]:
    clients = _clients()
    measured = {}
    for group, pages in (("public", PUBLIC), ("own", OWN), ("desk", DESK)):
        for page in pages:
            measured[page] = _one(clients[group], page)
    return measured


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
        return len(queries)


def _one(client: Client, page: str) -> tuple[int, float]:
    for _warm in range(2):
        response = client.get(page)
        assert response.status_code == 200, (page, response.status_code)
    count = min(_queries(client, page) for _again in range(3))  # caches of seconds may run out
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(page)
        times.append((time.perf_counter() - started) * 1000)
    return count, statistics.median(times)
