"""The list of services with a hundred and twenty and with ten thousand: server time and query count.

The same pages are asked of both by turns; the best time of each is compared.
"""

import time
from math import inf
from pathlib import Path
from statistics import median

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from service_catalog.models import KindPage, ServicePage

FEW, MANY = 120, 10_000  # both fill their last page
TURNS, ROUNDS = 5, 4
WORST_RATIO = 1.2
PAGES = {
    "first page": "/services/",
    "last page": "/services/?page={last}",
    "one kind": "/services/service/",
    "two filters": "/services/?sector=drug&audience=legal",
    "by name": "/services/?sort=name",
    "by days": "/services/?sort=days",
    "most applied": "/services/?sort=applied",
    "by words": "/services/?q=委托检验",
}


def main(arguments: list[str]) -> None:
    """Fill to 120 and keep a copy, fill to 10,000, then compare."""
    del arguments
    call_command("migrate", verbosity=0)
    call_command("demo", reset=True)
    _fill(FEW)
    few = _copy_of_database("few")
    many = Path(connection.settings_dict["NAME"])
    _fill(MANY)
    print(
        f"{'list':<16}{'queries':>9}{'at 10,000':>11}{'median ms':>11}{'at 10,000':>11}{'ratio':>7}"
    )
    for name, address in PAGES.items():
        _compare(name, address, few=few, many=many)


def _compare(name: str, address: str, *, few: Path, many: Path) -> None:
    """One line of the table; the counts of the whole catalogue are warm, as they are in use."""
    times: dict[Path, list[float]] = {few: [], many: []}
    queries = dict.fromkeys(times, inf)
    for _turn in range(TURNS):
        for database in times:
            connection.close()
            connection.settings_dict["NAME"] = str(database)
            cache.clear()
            found, spent = _visits(address.format(last=9999))
            times[database] += spent
            queries[database] = min(queries[database], found)
    small, large = median(times[few]), median(times[many])
    mark = "" if queries[few] >= queries[many] and large / small <= WORST_RATIO else "  <-- grows"
    print(
        f"{name:<16}{queries[few]:>9}{queries[many]:>11}"
        f"{small:>11.1f}{large:>11.1f}{large / small:>7.2f}{mark}"
    )


def _visits(address: str) -> tuple[int, list[float]]:
    client = Client()
    for _warm in range(2):
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        count = len(queries)
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    return count, times


def _copy_of_database(name: str) -> Path:
    present = Path(connection.settings_dict["NAME"])
    copy = present.with_stem(f"{present.stem}-{name}")
    copy.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return copy


def _fill(number: int) -> None:
    """Copies of the demonstration's services, straight below their kinds; indexed once at the end."""
    patterns = list(ServicePage.objects.select_related("sector", "department"))
    parents = {kind.kind: kind for kind in KindPage.objects.all()}
    for n in range(ServicePage.objects.count(), number):
        pattern = patterns[n % len(patterns)]
        service = ServicePage(
            title=f"{pattern.title}（示例 {n}）",
            code=f"X{n}",
            slug=f"x{n}",
            summary=pattern.summary,
            sector=pattern.sector,
            department=pattern.department,
            audience=pattern.audience,
            handling=pattern.handling,
            legal_days=pattern.legal_days,
            promised_days=pattern.promised_days,
        )
        parents[pattern.kind].add_child(instance=service)
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
