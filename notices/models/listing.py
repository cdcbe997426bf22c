"""A list of notices as its address asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from foundation.directory.models import Sector
from foundation.fulltext.services import find
from notices.enums import Validity

if TYPE_CHECKING:
    from .pages import NoticeCategoryPage, NoticePage, NoticePageQuerySet

SIZES = (20, 10, 50)
LONGEST_QUERY = 200
FIRST_YEAR, LAST_YEAR = 1949, 9998


def _day(text: Any) -> date | None:
    """A day as browsers send it; anything else is none."""
    try:
        return parse_date(str(text or ""))
    except ValueError:
        return None


def _year(text: Any) -> int | None:
    digits = str(text or "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == len(str(FIRST_YEAR))):
        return None
    return int(digits) if FIRST_YEAR <= int(digits) <= LAST_YEAR else None


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """What is asked for; what makes no sense is not asked."""

    q: str = ""
    sector: str = ""
    validity: str = ""
    year: int | None = None
    first: date | None = None
    last: date | None = None
    page: str = "1"
    size: int = SIZES[0]

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> "NoticeFilter":
        """Read a query string; unknown values count as absent."""
        size = query.get("size", "")
        validity = query.get("validity", "")
        return cls(
            q=str(query.get("q", "")).replace("\0", "").strip()[:LONGEST_QUERY],
            sector=str(query.get("sector", "")).replace("\0", "")[:40],
            validity=validity if validity in Validity.values else "",
            year=_year(query.get("year")),
            first=_day(query.get("from")),
            last=_day(query.get("to")),
            page=str(query.get("page", "1")),
            size=int(size) if size in map(str, SIZES) else SIZES[0],
        )

    def query(self) -> str:
        """The filters that are set, as a query string."""
        pairs = {
            "q": self.q, "sector": self.sector, "validity": self.validity, "year": self.year,
            "from": self.first, "to": self.last,
        }  # fmt: skip
        return urlencode({name: str(value) for name, value in pairs.items() if value})

    def narrow(self, notices: "NoticePageQuerySet") -> Any:
        """Apply everything but the words."""
        if self.sector:
            notices = notices.for_sector(self.sector)
        if self.validity:
            notices = notices.filter(validity=self.validity)
        if self.year:
            notices = notices.published_between(date(self.year, 1, 1), date(self.year, 12, 31))
        return notices.published_between(self.first, self.last)

    def found_in(self, notices: "NoticePageQuerySet") -> Any:
        """Apply everything; what holds the words, in no order of theirs."""
        notices = self.narrow(notices)
        return notices.filter(pk__in=find(notices, self.q).pks) if self.q else notices


class Listing:
    """The notices found and the ways to narrow them."""

    def __init__(
        self,
        notices: "NoticePageQuerySet",
        wanted: NoticeFilter,
        *,
        categories: Sequence["NoticeCategoryPage"],
        category: "NoticeCategoryPage | None",
        day: date,
    ) -> None:
        self.wanted = wanted
        self.category = category
        self._visible = notices
        self._categories = categories
        self._day = day

    @cached_property
    def page(self) -> Page[Any]:
        """One page of notices, best match first, or else the latest first."""
        notices = self._visible.in_category(self.category) if self.category else self._visible
        notices = self.wanted.narrow(notices)
        size, number = self.wanted.size, self.wanted.page
        if not self.wanted.q:
            return Paginator(notices.for_lists().pinned_first(self._day), size).get_page(number)
        findings = find(notices, self.wanted.q)
        page = Paginator(findings.pks, size).get_page(number)
        shown = self._visible.for_lists().filter(pk__in=list(page))
        page.object_list = findings.arrange(shown)
        return page

    @cached_property
    def articles(self) -> list[dict[str, Any]]:
        """The rows of the list."""
        names = {category.path: category.title for category in self._categories}
        return [self._article(notice, names) for notice in self.page.object_list]

    def _article(self, notice: "NoticePage", names: dict[str, str]) -> dict[str, Any]:
        tags = [names.get(notice.path[: -notice.steplen], "")]
        if notice.validity != Validity.CURRENT:
            tags.append(notice.get_validity_display())
        if notice.pinned_until and notice.pinned_until >= self._day:
            tags.insert(0, _("置顶"))
        return {
            "title": notice.title,
            "url": notice.url,
            "date": notice.published_on,
            "summary": notice.summary,
            "tags": [tag for tag in tags if tag],
        }

    @cached_property
    def top(self) -> "NoticeCategoryPage | None":
        """The category of the first level that is shown."""
        if self.category is None or self.category.parent_category_id is None:
            return self.category
        parent = self.category.parent_category_id
        return next((each for each in self._categories if each.pk == parent), self.category)

    @cached_property
    def tabs(self) -> list[dict[str, Any]]:
        """One tab for each category of the first level."""
        first = [each for each in self._categories if each.parent_category_id is None]
        current = self.top.pk if self.top else None
        every = {"label": _("全部"), "url": self._address(""), "current": self.category is None}
        return [every, *(self._tab(each, current) for each in first)]

    @cached_property
    def subtabs(self) -> list[dict[str, Any]]:
        """The categories under the one shown."""
        if self.top is None:
            return []
        below = [each for each in self._categories if each.parent_category_id == self.top.pk]
        if not below:
            return []
        current = self.category.pk if self.category else None
        every = {**self._tab(self.top, current), "label": _("全部")}
        return [every, *(self._tab(each, current) for each in below)]

    def _tab(self, category: "NoticeCategoryPage", current: int | None) -> dict[str, Any]:
        return {
            "label": category.title,
            "url": self._address(f"{category.slug}/"),
            "current": category.pk == current,
        }

    def _address(self, part: str) -> str:
        query = self.wanted.query()
        return f"/notices/{part}?{query}" if query else f"/notices/{part}"

    @cached_property
    def years(self) -> list[int]:
        """The years from the first to the latest notice, the latest first."""
        days = self._visible.values_list("published_on", flat=True)
        first, last = (days.order_by(order).first() for order in ("published_on", "-published_on"))
        return list(range(last.year, first.year - 1, -1)) if first and last else []

    @cached_property
    def sectors(self) -> list[tuple[str, str]]:
        """The sectors in use."""
        used = Exists(self._visible.order_by().filter(sector=OuterRef("pk")))
        return list(Sector.objects.filter(used).values_list("key", "name"))

    @property
    def validities(self) -> list[tuple[str, str]]:
        """The states of validity to choose from."""
        return [(choice.value, str(choice.label)) for choice in Validity]

    @property
    def feeds(self) -> list[dict[str, str]]:
        """Feeds that hold the same notices as the list."""
        query = self.wanted.query()
        if self.category is not None:
            chosen = urlencode({"category": self.category.slug})
            query = f"{chosen}&{query}" if query else chosen
        return [
            {"label": label, "url": f"/notices/feed.{form}" + (f"?{query}" if query else "")}
            for form, label in (("rss", "RSS"), ("atom", "Atom"), ("json", "JSON Feed"))
        ]

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.wanted.query())
