"""Whether the portal lives, and whether it can serve: for load balancers and operators."""

import shutil
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail.search.models import IndexEntry

from foundation.core.clock import now
from foundation.notifications.models import Outbox

FREE_BYTES = 256 * 1024 * 1024
OUTBOX_AGE = timedelta(minutes=15)


@never_cache
@require_GET
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; needs nothing."""
    del request
    return JsonResponse({"status": "ok"})


@never_cache
@require_GET
def ready(request: HttpRequest) -> JsonResponse:
    """Database, outbox, search index and disk; 503 names what is wrong."""
    del request
    checks: dict[str, Callable[[], bool]] = {
        "database": _database,
        "outbox": _outbox,
        "search": _search,
        "disk": _disk,
    }
    results = {name: _passes(check) for name, check in checks.items()}
    healthy = all(results.values())
    body = {name: "ok" if passed else "failed" for name, passed in results.items()}
    return JsonResponse(
        {"status": "ok" if healthy else "failed", "checks": body}, status=200 if healthy else 503
    )


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _outbox() -> bool:
    return not Outbox.objects.stuck_since(now() - OUTBOX_AGE).exists()


def _search() -> bool:
    IndexEntry.objects.order_by("pk").values_list("pk", flat=True).first()
    return True


def _disk() -> bool:
    return shutil.disk_usage(settings.MEDIA_ROOT).free > FREE_BYTES
