"""A long list with a few notices pinned above it."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pages import NoticePage, NoticePageQuerySet


class PinnedFirst:
    """Those pinned on a day, then all others by day: what a paginator cuts pages from.

    Two queries instead of one order over a computed column, which no index serves: of ten
    thousand notices only those shown are read.
    """

    def __init__(self, notices: "NoticePageQuerySet", day: date) -> None:
        self._notices = notices
        self._others = notices.exclude(pinned_until__gte=day).newest_first()
        self._day = day

    @cached_property
    def _pinned(self) -> "list[NoticePage]":
        # Sorted here: with an order the database walks all notices by day to find the few pinned.
        pinned = self._notices.filter(pinned_until__gte=self._day).order_by()
        return sorted(pinned, key=lambda notice: (notice.published_on, notice.pk), reverse=True)

    def count(self) -> int:
        """How many there are in all."""
        return int(self._notices.count())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: Any) -> "list[NoticePage]":
        """The notices of a slice from `start` to `stop`."""
        above = len(self._pinned)
        start, stop = wanted.start or 0, wanted.stop
        others = self._others[max(0, start - above) : max(0, stop - above)]
        return [*self._pinned[start:stop], *others]
