"""Server time and query count of the main pages, with few and with many rows."""

import time
from datetime import timedelta
from math import inf
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from applications.enums import State
from applications.models import Application
from foundation.core.clock import now
from notices.models import NoticeCategoryPage, NoticePage

from ._visitors import member, staff

FEW, MANY = 100, 10_000
ROUNDS, TURNS, MOST_QUERIES = 4, 6, 1000
PUBLIC = ["/", "/notices/", "/services/", "/services/permit/", "/services/service/ds02/", "/help/",
          "/help/faq/", "/search/?q=精神药品"]  # fmt: skip
OWN = ["/space/", "/space/records/service/", "/space/messages/", "/space/enterprise/"]
DESK = ["/admin/matters/"]


def main(arguments: list[str]) -> None:
    """Fill to 100 and keep a copy, fill to 10,000, then measure both by turns and compare.

    By turns, because the speed of a machine with neighbours changes within minutes; the best time
    of a page is compared, as it is the one least disturbed.
    """
    del arguments
    _prepare()
    _fill(FEW)
    clients = {"public": Client(), "own": member(), "desk": staff("reviewer")}
    few, many = _copy_of_database("few"), Path(connection.settings_dict["NAME"])
    _fill(MANY)
    print(f"{'page':<28}{'queries':>9}{'at 10,000':>11}{'best ms':>9}{'at 10,000':>11}{'ratio':>7}")
    for group, pages in (("public", PUBLIC), ("own", OWN), ("desk", DESK)):
        for page in pages:
            _compare(clients[group], page, few=few, many=many)


def _compare(client: Client, page: str, *, few: Path, many: Path) -> None:
    """One line of the table."""
    best = {few: inf, many: inf}
    count = dict.fromkeys(best, MOST_QUERIES)
    for _turn in range(TURNS):
        for database in (few, many):
            _use(database)
            queries, milliseconds = _one(client, page)
            best[database] = min(best[database], milliseconds)
            count[database] = min(count[database], queries)
    ratio = best[many] / best[few]
    mark = "" if count[few] == count[many] and ratio <= 1.2 else "  <-- grows"
    print(
        f"{page:<28}{count[few]:>9}{count[many]:>11}"
        f"{best[few]:>9.1f}{best[many]:>11.1f}{ratio:>7.2f}{mark}"
    )


def _use(database: Path) -> None:
    """Turn the portal to one of the two files."""
    connection.close()
    connection.settings_dict["NAME"] = str(database)


def _copy_of_database(name: str) -> Path:
    """A copy of the file of the present database."""
    present = Path(connection.settings_dict["NAME"])
    copy = present.with_stem(f"{present.stem}-{name}")
    copy.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return copy


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


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
        return len(queries)


def _one(client: Client, page: str) -> tuple[int, float]:
    """Queries, and the best time in milliseconds, of a few visits."""
    for _warm in range(2):
        response = client.get(page)
        assert response.status_code == 200, (page, response.status_code)
    count = min(_queries(client, page) for _again in range(2))  # caches of seconds may run out
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(page)
        times.append((time.perf_counter() - started) * 1000)
    return count, min(times)
