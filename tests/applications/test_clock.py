"""The legal clock: dated cases by hand, and what holds for every ledger."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from applications.services.clock import reckon_ledger
from foundation.directory.errors import CalendarMissing

# The tables of the State Council notices, independent of what the portal stores.
OFF = [
    ("2024-12-28", "2024-12-27"),  # an empty range keeps the list readable by year
    ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
]  # fmt: skip
WORKED = {
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
    "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
}  # fmt: skip
SATURDAY = 5
YEARS = {2024, 2025, 2026}


def works(day):
    if day.year not in YEARS:
        raise CalendarMissing(f"{day.year}")
    if str(day) in WORKED:
        return True
    off = any(first <= str(day) <= last for first, last in OFF)
    return day.weekday() < SATURDAY and not off


@dataclass(frozen=True)
class Entry:
    kind: str
    on: date
    days: int | None = None
    cause: str = ""
    note: str = ""


def _entry(text):
    kind, day, *more = text.split()
    number = next((int(word) for word in more if word.isdecimal()), None)
    cause = next((word for word in more if not word.isdecimal()), "")
    return Entry(kind, date.fromisoformat(day), number, cause or "correction")


def reckoned(ledger, on):
    entries = [_entry(text) for text in ledger.split(", ")]
    return reckon_ledger(entries, on=date.fromisoformat(on), works=works)


# What the ledger says, on which day it is read, working days used, due day (- while stopped).
CASES = [
    # The five days after receipt; the day of receipt is not counted.
    ("received 2025-03-03", "2025-03-03", 0, "2025-03-10"),
    ("received 2025-03-03", "2025-03-04", 1, "2025-03-10"),
    ("received 2025-03-07", "2025-03-09", 0, "2025-03-14"),
    ("received 2025-03-08", "2025-03-10", 1, "2025-03-14"),
    ("received 2025-03-09", "2025-03-14", 5, "2025-03-14"),
    ("received 2025-03-03", "2025-03-12", 7, "2025-03-10"),
    # Spring Festival 2025: off 28 January to 4 February, worked 26 January and 8 February.
    ("received 2025-01-24", "2025-01-26", 1, "2025-02-07"),
    ("received 2025-01-27", "2025-02-04", 0, "2025-02-10"),
    ("received 2025-01-28", "2025-02-05", 1, "2025-02-10"),
    ("received 2025-02-04", "2025-02-08", 4, "2025-02-10"),
    ("accepted 2025-01-20 20", "2025-02-05", 7, "2025-02-21"),
    ("accepted 2025-01-26 5", "2025-02-06", 3, "2025-02-08"),
    ("accepted 2025-01-27 1", "2025-01-31", 0, "2025-02-05"),
    ("accepted 2025-02-07 1", "2025-02-08", 1, "2025-02-08"),
    ("accepted 2025-02-08 1", "2025-02-09", 0, "2025-02-10"),
    # Spring Festival 2026: off 15 to 23 February, worked 14 and 28 February.
    ("received 2026-02-11", "2026-02-14", 3, "2026-02-25"),
    ("received 2026-02-13", "2026-02-16", 1, "2026-02-27"),
    ("received 2026-02-14", "2026-02-24", 1, "2026-02-28"),
    ("received 2026-02-15", "2026-02-23", 0, "2026-02-28"),
    ("accepted 2026-02-10 10", "2026-02-28", 9, "2026-03-02"),
    ("accepted 2026-02-13 1", "2026-02-14", 1, "2026-02-14"),
    ("accepted 2026-02-14 20", "2026-03-02", 6, "2026-03-20"),
    ("accepted 2026-02-27 1", "2026-02-28", 1, "2026-02-28"),
    # National Day 2025: off 1 to 8 October, worked 28 September and 11 October.
    ("received 2025-09-26", "2025-09-28", 1, "2025-10-10"),
    ("received 2025-09-28", "2025-10-08", 2, "2025-10-11"),
    ("received 2025-09-30", "2025-10-09", 1, "2025-10-14"),
    ("received 2025-10-08", "2025-10-11", 3, "2025-10-14"),
    ("accepted 2025-09-22 20", "2025-10-13", 11, "2025-10-24"),
    ("accepted 2025-09-30 3", "2025-10-11", 3, "2025-10-11"),
    ("accepted 2025-10-10 1", "2025-10-11", 1, "2025-10-11"),
    # National Day 2026: off 1 to 7 October, worked 20 September and 10 October.
    ("received 2026-09-18", "2026-09-20", 1, "2026-09-24"),
    ("received 2026-09-24", "2026-09-28", 1, "2026-10-09"),
    ("accepted 2026-09-18 15", "2026-10-10", 11, "2026-10-15"),
    ("accepted 2026-09-30 2", "2026-10-09", 2, "2026-10-09"),
    ("accepted 2026-10-09 1", "2026-10-10", 1, "2026-10-10"),
    # Other days off: Qingming, Labour Day with its Saturdays, Dragon Boat, Mid-Autumn.
    ("received 2025-04-03", "2025-04-07", 1, "2025-04-11"),
    ("received 2025-04-25", "2025-04-27", 1, "2025-05-06"),
    ("received 2026-04-30", "2026-05-09", 4, "2026-05-11"),
    ("accepted 2026-06-18 3", "2026-06-24", 3, "2026-06-24"),
    ("accepted 2026-09-24 3", "2026-09-29", 2, "2026-09-30"),
    # A change of year.
    ("received 2024-12-30", "2025-01-02", 2, "2025-01-07"),
    ("received 2025-12-31", "2026-01-04", 1, "2026-01-08"),
    ("accepted 2025-12-22 10", "2026-01-05", 9, "2026-01-06"),
    ("accepted 2025-12-31 1", "2026-01-04", 1, "2026-01-04"),
    # A pause: the day of stopping counts, the day of resuming does not.
    ("accepted 2025-03-03 10, stopped 2025-03-06, resumed 2025-03-11", "2025-03-14", 6,
     "2025-03-20"),
    ("accepted 2025-03-03 10, stopped 2025-03-06, resumed 2025-03-06", "2025-03-14", 9,
     "2025-03-17"),
    ("accepted 2025-03-03 10, stopped 2025-03-03, resumed 2025-03-04", "2025-03-05", 1,
     "2025-03-18"),
    ("accepted 2025-03-03 10, stopped 2025-03-06", "2025-03-28", 3, "-"),
    ("accepted 2025-03-03 3, stopped 2025-03-10", "2025-03-28", 5, "2025-03-06"),
    # Over a weekend, and over days off: nothing is lost but working days.
    ("accepted 2025-03-03 10, stopped 2025-03-07, resumed 2025-03-09", "2025-03-10", 5,
     "2025-03-17"),
    ("accepted 2025-03-03 10, stopped 2025-03-08, resumed 2025-03-09", "2025-03-10", 5,
     "2025-03-17"),
    ("accepted 2025-03-03 10, stopped 2025-03-07, resumed 2025-03-10", "2025-03-11", 5,
     "2025-03-18"),
    ("accepted 2025-01-20 10, stopped 2025-01-27, resumed 2025-02-04", "2025-02-05", 7,
     "2025-02-08"),
    ("accepted 2025-09-22 10, stopped 2025-09-27, resumed 2025-09-28", "2025-09-29", 5,
     "2025-10-13"),
    ("accepted 2026-09-28 10, stopped 2026-09-30, resumed 2026-10-10", "2026-10-12", 3,
     "2026-10-21"),
    # Two pauses, apart, touching, and by different causes.
    (("accepted 2025-03-03 10, stopped 2025-03-05, resumed 2025-03-07, "
     "stopped 2025-03-12 expert, resumed 2025-03-14"), "2025-03-17", 6, "2025-03-21"),
    (("accepted 2025-03-03 10, stopped 2025-03-05, resumed 2025-03-07, "
     "stopped 2025-03-07 test, resumed 2025-03-11"), "2025-03-12", 3, "2025-03-21"),
    (("accepted 2025-03-03 10, stopped 2025-03-05, resumed 2025-03-07, "
     "stopped 2025-03-12 hearing"), "2025-03-31", 5, "-"),
    # Extension: before and after a pause; the warning moves along.
    ("accepted 2025-03-03 5, extended 2025-03-07 10", "2025-03-10", 5, "2025-03-24"),
    ("accepted 2025-03-03 5, stopped 2025-03-04, resumed 2025-03-06, extended 2025-03-07 3",
     "2025-03-10", 3, "2025-03-17"),
    ("accepted 2025-09-22 5, extended 2025-09-26 10", "2025-10-09", 8, "2025-10-17"),
    ("accepted 2026-02-09 3, extended 2026-02-12 2", "2026-02-14", 5, "2026-02-14"),
    # A correction before acceptance: the five days run anew from the new receipt.
    ("received 2025-03-03, stopped 2025-03-05", "2025-03-20", 2, "-"),
    ("received 2025-03-03, stopped 2025-03-05, received 2025-03-20", "2025-03-21", 1,
     "2025-03-27"),
    ("received 2025-01-20, stopped 2025-01-24, received 2025-02-04", "2025-02-08", 4,
     "2025-02-10"),
    # Deemed accepted: from the day of the (last) receipt, whenever it was noticed.
    ("received 2025-03-03, accepted 2025-03-03 20", "2025-03-11", 6, "2025-03-31"),
    ("received 2025-09-26, accepted 2025-09-26 20", "2025-10-13", 7, "2025-10-30"),
    ("received 2025-03-03, stopped 2025-03-05, received 2025-03-20, accepted 2025-03-20 20",
     "2025-03-28", 6, "2025-04-18"),
    # Ended: nothing is counted after it.
    ("accepted 2025-03-03 10, ended 2025-03-10", "2025-06-30", 5, "2025-03-17"),
    ("received 2025-03-03, ended 2025-03-04", "2025-06-30", 1, "2025-03-10"),
    ("accepted 2025-03-03 10, stopped 2025-03-06, ended 2025-03-12", "2025-06-30", 3, "-"),
]  # fmt: skip


@pytest.mark.parametrize(("ledger", "on", "used", "due"), CASES)
def test_reckon__dated_case__as_counted_by_hand(ledger, on, used, due):
    found = reckoned(ledger, on)
    assert (found.used, str(found.due_on or "-")) == (used, due)
    assert found.left == found.total - used
    assert not found.problem


def test_cases__counted__are_at_least_sixty():
    assert len(CASES) >= 60


@pytest.mark.parametrize(
    ("total", "warn"),
    [(1, "2025-03-04"), (5, "2025-03-07"), (10, "2025-03-12"), (20, "2025-03-21")],
)
def test_warn__seventy_percent__rounded_up(total, warn):
    assert str(reckoned(f"accepted 2025-03-03 {total}", "2025-03-03").warn_on) == warn


def test_words__of_the_page__equal_the_ledger():
    found = reckoned(
        "accepted 2025-03-03 20, stopped 2025-03-05 expert, resumed 2025-03-11, "
        "extended 2025-03-20 5, stopped 2025-03-24",
        "2025-03-26",
    )
    assert found.progress == "第 11 / 25 个工作日"
    assert found.sentence == (
        "因专家评审，2025-03-06 至 2025-03-11 的 4 个工作日不计入期限。"
        "因申请人补正，自 2025-03-25 起暂停计时，已有 2 个工作日不计入期限。"
        "经批准，期限延长 5 个工作日。"
    )
    assert [(pause.cause, pause.working_days) for pause in found.pauses] == [
        ("expert", 4),
        ("correction", 2),
    ]
    assert found.is_stopped


def test_words__too_late__say_by_how_much():
    assert reckoned("accepted 2025-03-03 5", "2025-03-12").progress == "已超过期限 2 个工作日"


def test_reckon__year_without_a_table__says_so_and_guesses_nothing():
    found = reckoned("accepted 2026-12-28 20", "2026-12-30")
    assert (found.used, found.due_on, found.warn_on) == (2, None, None)
    assert found.problem == "2027"
    assert "尚未公布" in found.sentence
    assert not reckoned("accepted 2026-12-28 20", "2027-01-08").progress


def test_reckon__without_a_ledger__knows_nothing():
    found = reckon_ledger([], on=date(2025, 3, 3), works=works)
    assert not found.is_known
    assert (found.progress, found.sentence, found.due_on) == ("", "", None)


DAYS = st.integers(0, 400).map(lambda n: date(2025, 1, 1) + timedelta(days=n))


@st.composite
def _pauses(draw):
    """A day of acceptance, days allowed, and up to three finished pauses after it, in order."""
    start = draw(DAYS)
    moments = sorted(draw(st.lists(st.integers(0, 60), max_size=6)))
    days = [start + timedelta(days=n) for n in moments[: len(moments) // 2 * 2]]
    return start, draw(st.integers(1, 60)), days


def _ledger(start, total, days):
    kinds = ["stopped", "resumed"] * (len(days) // 2)
    return [
        Entry("accepted", start, total),
        *[Entry(kind, day, cause="correction") for kind, day in zip(kinds, days, strict=True)],
    ]


def _always(day):
    return day.weekday() < SATURDAY


@settings(max_examples=300, deadline=None)
@given(_pauses())
def test_pause__whatever_it_is__never_moves_the_due_day_earlier(drawn):
    start, total, days = drawn
    due = reckon_ledger(_ledger(start, total, []), on=start, works=_always).due_on
    for end in range(2, len(days) + 1, 2):
        paused = reckon_ledger(_ledger(start, total, days[:end]), on=start, works=_always).due_on
        assert paused >= due
        due = paused


@settings(max_examples=300, deadline=None)
@given(_pauses(), st.integers(1, 10))
def test_due_day__reached__is_the_day_on_which_all_is_used(drawn, more):
    start, total, days = drawn
    ledger = [*_ledger(start, total, days), Entry("extended", max([start, *days]), more)]
    due = reckon_ledger(ledger, on=start, works=_always).due_on
    on_it = reckon_ledger(ledger, on=due, works=_always)
    assert (on_it.used, on_it.left) == (total + more, 0)
    assert reckon_ledger(ledger, on=due - timedelta(days=1), works=_always).left == 1
    assert on_it.warn_on <= due
