"""A list of services as its address asks for it."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _, gettext_lazy

from foundation.core.clock import today
from foundation.fulltext.services import find
from service_catalog.enums import Audience, Handling, Kind, Online, Sort

from .demand import most_wanted
from .facets import Groups
from .favourites import Favourite
from .filters import ServiceFilter
from .windows import OpeningWindow, opening_of

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting

    from .pages import ServicePage, ServicePageQuerySet

LIST_ORDER = ("kind_order", "sector__order", "code")
GROUPS_KEY = "service_catalog:groups"
GROUPS_SECONDS = 60
ORDERS: dict[str, tuple[Any, ...]] = {
    "": LIST_ORDER,
    Sort.CODE: ("code",),
    Sort.NAME: ("name_order", "code"),
    Sort.DAYS: (
        Coalesce("promised_days", "legal_days").asc(nulls_last=True), "code",
    ),
    Sort.APPLIED: LIST_ORDER,
}  # fmt: skip
WITHOUT = {
    "q": gettext_lazy("不限关键词"),
    "kind": gettext_lazy("看全部事项类型"),
    "sector": gettext_lazy("不限领域"),
    "audience": gettext_lazy("不限服务对象"),
    "handling": gettext_lazy("不限办件类型"),
    "department": gettext_lazy("不限承办处室"),
    "online": gettext_lazy("不限办理方式"),
    "favourite": gettext_lazy("不限已收藏"),
}


class Rows(Sequence[Any]):
    """A long list of which only what is shown is fetched."""

    def __init__(self, number: int, fetch: Callable[[int, int], list[Any]]) -> None:
        self._number = number
        self._fetch = fetch

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, span: Any) -> Any:
        if not isinstance(span, slice):
            return self._fetch(span, span + 1)[0]
        return self._fetch(span.start or 0, self._number if span.stop is None else span.stop)


class Listing:
    """The services found, one page of them, and how many each filter would leave."""

    def __init__(
        self, services: "ServicePageQuerySet", wanted: ServiceFilter, acting: "Acting"
    ) -> None:
        self.wanted = wanted
        self.acting = acting
        self._all = services

    @cached_property
    def _ranked(self) -> list[int]:
        """The services with the words that are asked for, best first."""
        return find(self._all, self.wanted.q).pks if self.wanted.q else []

    @cached_property
    def _found(self) -> "ServicePageQuerySet":
        """The services with the words and the favourites that are asked for."""
        found = self._all
        if self.wanted.favourite:
            found = found.kept_by(self.acting.user)
        return found.filter(pk__in=self._ranked) if self.wanted.q else found

    @cached_property
    def groups(self) -> Groups:
        """What was found, counted by everything that it can be filtered by."""
        if self.wanted.q or self.wanted.favourite:
            return Groups.of(self._found)
        return self._all_groups

    @cached_property
    def _all_groups(self) -> Groups:
        """The whole catalogue; counted again after a publication, or a minute later."""
        groups: Groups | None = cache.get(GROUPS_KEY)
        if groups is None:
            groups = Groups.of(self._all)
            cache.set(GROUPS_KEY, groups, timeout=GROUPS_SECONDS)
        return groups

    @cached_property
    def rows(self) -> Rows:
        """Everything that the filters leave, in the order asked for."""
        return Rows(self.groups.total(self.wanted), self._services_between)

    @cached_property
    def page(self) -> Page[Any]:
        """One page of services, with `is_kept` and `opening` on each."""
        return Paginator(self.rows, self.wanted.size).get_page(self.wanted.page)

    @cached_property
    def services(self) -> list["ServicePage"]:
        """The services of this page."""
        return list(self.page.object_list)

    def _services_between(self, start: int, stop: int) -> list["ServicePage"]:
        keys = self._keys_between(start, stop)
        by_key = {each.pk: each for each in self._all.for_lists().filter(pk__in=keys)}
        windows = OpeningWindow.objects.by_page(keys)
        for service in by_key.values():
            service.is_kept = service.pk in self.kept
            service.opening = opening_of(windows.get(service.pk, []), today())
        return [by_key[key] for key in keys if key in by_key]

    def _keys_between(self, start: int, stop: int) -> list[int]:
        narrowed = self._found.narrowed(self.wanted)
        if self.wanted.q and not self.wanted.sort:
            left = set(narrowed.order_by().values_list("pk", flat=True))
            return [key for key in self._ranked if key in left][start:stop]
        first: list[int] = []
        if self.wanted.sort == Sort.APPLIED:
            hot = set(narrowed.filter(pk__in=most_wanted()).values_list("pk", flat=True))
            first = [key for key in most_wanted() if key in hot]
            narrowed = narrowed.exclude(pk__in=first)
        rest = narrowed.order_by(*ORDERS[self.wanted.sort]).values_list("pk", flat=True)
        shown = first[start:stop]
        skipped = max(0, start - len(first))
        total = self.groups.total(self.wanted) - len(first)
        return [*shown, *_between(rest, skipped, skipped + stop - start - len(shown), total)]

    @cached_property
    def kept(self) -> set[int]:
        """Which services this person keeps."""
        return set(Favourite.objects.visible_to(self.acting).values_list("service_id", flat=True))

    @cached_property
    def tabs(self) -> list[dict[str, Any]]:
        """One tab for each kind, with how many it holds under the other filters."""
        return [self._tab("", _("全部")), *(self._tab(kind.value, kind.label) for kind in Kind)]

    def _tab(self, kind: str, label: Any) -> dict[str, Any]:
        return {
            "label": str(label),
            "url": self.wanted.of_kind(kind).address,
            "count": self.groups.count(self.wanted, "kind", kind),
            "current": self.wanted.kind == kind,
        }

    @cached_property
    def sectors(self) -> list[dict[str, Any]]:
        """The sectors to choose from."""
        return self._choices("sector", self.groups.named("sector"))

    @cached_property
    def departments(self) -> list[dict[str, Any]]:
        """The departments to choose from."""
        return self._choices("department", self.groups.named("department"))

    @cached_property
    def audiences(self) -> list[dict[str, Any]]:
        """Kinds of applicants; what is for both counts for either."""
        either = (Audience.LEGAL, Audience.NATURAL)
        return self._choices("audience", [(each.value, str(each.label)) for each in either])

    @cached_property
    def handlings(self) -> list[dict[str, Any]]:
        """Decided at once, or within a promised time."""
        return self._choices("handling", [(each.value, str(each.label)) for each in Handling])

    @cached_property
    def onlines(self) -> list[dict[str, Any]]:
        """Whether one can apply here."""
        return self._choices("online", [(each.value, str(each.label)) for each in Online])

    def _choices(self, facet: str, named: list[tuple[str, str]]) -> list[dict[str, Any]]:
        """What a facet offers, with how many each choice would leave; what leaves none is out."""
        current = getattr(self.wanted, facet)
        rows = [
            {"value": key, "label": label, "current": current == key,
             "count": self.groups.count(self.wanted, facet, key)}
            for key, label in named
        ]  # fmt: skip
        return [row for row in rows if row["count"] or row["current"]]

    @cached_property
    def sorts(self) -> list[dict[str, Any]]:
        """The orders to choose from."""
        usual = _("最相关的在前") if self.wanted.q else _("按类型和领域")
        named = [("", usual), *((each.value, str(each.label)) for each in Sort)]
        return [
            {"value": value, "label": label, "current": self.wanted.sort == value}
            for value, label in named
        ]

    @cached_property
    def ways_out(self) -> list[dict[str, Any]]:
        """Where nothing was found: which one condition to take back, and what that would give."""
        looser = [(name, self.wanted.without(name)) for name in self.wanted.narrowing]
        counted = [(name, wanted, self._count(wanted)) for name, wanted in looser]
        return [
            {"label": WITHOUT[name], "url": wanted.address, "note": _("%(n)s 项") % {"n": n}}
            for name, wanted, n in counted
            if n
        ]

    @cached_property
    def helps(self) -> list[dict[str, Any]]:
        """Where else to look when nothing was found."""
        everywhere = f"/search/?{urlencode({'q': self.wanted.q})}" if self.wanted.q else "/search/"
        return [
            {"label": _("在全站搜索"), "url": everywhere, "note": _("通知、问答和手册里也许有")},
            {"label": _("查看服务热线"), "url": "/help/hotlines/", "note": _("打电话问一问")},
        ]

    def _count(self, wanted: ServiceFilter) -> int:
        return len(Listing(self._all, wanted, self.acting).rows)


def _between(keys: Any, start: int, stop: int, total: int) -> list[int]:
    """A slice of a sorted queryset, read from its nearer end."""
    if start <= total // 2:
        return list(keys[start:stop])
    backwards = keys.reverse()[max(0, total - stop) : total - start]
    return list(backwards)[::-1]
