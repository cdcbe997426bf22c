"""Which services are applied for most: the app above counts, the catalogue sorts."""

from collections.abc import Callable, Mapping

from django.core.cache import cache

DEMAND_KEY = "service_catalog:demand"
DEMAND_SECONDS = 600
MOST = 500

Counter = Callable[[], Mapping[int, int]]

_counters: list[Counter] = []


def register_demand(counter: Counter) -> None:
    """Let the app above say how often each service was applied for of late, by primary key."""
    if counter not in _counters:
        _counters.append(counter)


def most_wanted() -> list[int]:
    """The services applied for most, the most wanted first; counted every ten minutes."""
    ranked: list[int] | None = cache.get(DEMAND_KEY)
    if ranked is None:
        totals: dict[int, int] = {}
        for counter in _counters:
            for key, number in counter().items():
                totals[key] = totals.get(key, 0) + number
        ranked = sorted(totals, key=lambda key: (-totals[key], key))[:MOST]
        cache.set(DEMAND_KEY, ranked, timeout=DEMAND_SECONDS)
    return ranked
