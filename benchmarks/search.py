"""How fast the search is, over made-up notices of about 900 characters.

`python -m benchmarks.search [NUMBER ...]` prints a table for each number of notices: the time
to index one, to save one, and to answer typical queries. It works in a database of its own
beside the one that `DATABASE_URL` names, and drops it again.
"""

# ruff: noqa: E402, S311 - Django first; chance without secrets; a table is the result.

import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.db import connection, models
from modelsearch.backends import get_search_backend
from wagtail.search import index

from foundation.fulltext.services import find

SIZES = (1_000, 10_000)
BODY_WORDS = 440
VOCABULARY_WORDS = 30_000
CHUNK_NOTICES = 500
ROUNDS = 15
SAVES = 20
# A word and the share of the notices that hold it.
SHARES = {"药品": 0.6, "变更": 0.1, "麻黄": 0.001}
QUERIES = {
    "word in 60 %": "药品",
    "word in 10 %": "变更",
    "word in 0.1 %": "麻黄",
    "two words": "药品变更",
    "one character": "药",
    "document number": "〔2026〕777号",
    "not there": "魑魅魍魉",
    "40 characters": "关于进一步加强药品上市后变更管理工作有关事项的通知以及医疗器械注册人备案人制度说明",
}


class BenchmarkNotice(index.Indexed, models.Model):
    """A notice that exists only while this runs."""

    title = models.CharField(max_length=200)
    body = models.TextField()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("body"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        app_label = "benchmarks"


def main(arguments: list[str]) -> None:
    """Print one table for each number of notices."""
    for size in map(int, arguments or map(str, SIZES)):
        name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            with connection.schema_editor() as editor:
                editor.create_model(BenchmarkNotice)
            print_table(f"{connection.vendor}, {size} notices", measure(size))
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def print_table(title: str, rows: Iterable[tuple[str, str, str]]) -> None:
    """Print rows of a label and two figures."""
    print(f"\n{title:<34}{'p50 ms':>10}{'p95 ms':>10}")
    for label, middle, high in rows:
        print(f"{label:<34}{middle:>10}{high:>10}")


def measure(size: int) -> Iterator[tuple[str, str, str]]:
    """Fill the index, then time saving and searching."""
    backend = get_search_backend()
    spent = 0.0
    for chunk in chunks(size):
        BenchmarkNotice.objects.bulk_create(chunk)
        spent += timed(partial(backend.add_bulk, BenchmarkNotice, chunk))
    yield "index one notice", f"{spent / size * 1000:.1f}", ""
    things = list(BenchmarkNotice.objects.order_by("?")[:SAVES])
    yield row("save one notice", [timed(partial(backend.add, it)) for it in things])
    for label, text in QUERIES.items():
        yield row(f"first ten: {label}", repeated(partial(first_ten, text)))
        yield row(f"find all: {label}", repeated(partial(find_all, text)))


def chunks(size: int) -> Iterator[list[BenchmarkNotice]]:
    """Notices of random words, the same at every run."""
    chance = random.Random(2026)
    characters = [chr(0x4E00 + number) for number in range(3_000)]
    vocabulary = ["".join(chance.choices(characters, k=2)) for _ in range(VOCABULARY_WORDS)]
    for first in range(0, size, CHUNK_NOTICES):
        numbers = range(first, min(first + CHUNK_NOTICES, size))
        yield [notice(number, vocabulary, chance) for number in numbers]


def notice(number: int, vocabulary: list[str], chance: random.Random) -> BenchmarkNotice:
    """One notice; the words whose share is known are scattered in it."""
    words = chance.choices(vocabulary, k=BODY_WORDS)
    for word, share in SHARES.items():
        if chance.random() < share:
            words[chance.randrange(BODY_WORDS)] = word
    title = f"关于{''.join(words[:6])}的通知（京药监发〔2026〕{number}号）"
    return BenchmarkNotice(title=title, body="，".join(words))


def first_ten(text: str) -> Any:
    """What a list shows: ten objects and how many there are."""
    results = get_search_backend().search(text, BenchmarkNotice, operator="and")
    return list(results[:10]), results.count()


def find_all(text: str) -> Any:
    """What the global search needs: all hits, with the looser pass where few are found."""
    return find(BenchmarkNotice.objects.all(), text)


def repeated(act: Callable[[], Any]) -> list[float]:
    """Seconds of each of some rounds, after one that warms up."""
    act()
    return [timed(act) for _ in range(ROUNDS)]


def timed(act: Callable[[], Any]) -> float:
    """Seconds that an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def row(label: str, seconds: list[float]) -> tuple[str, str, str]:
    """Middle and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    return label, f"{ordered[len(ordered) // 2] * 1000:.1f}", f"{high * 1000:.1f}"


if __name__ == "__main__":
    main(sys.argv[1:])
